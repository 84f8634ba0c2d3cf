"""What bibliographies write in TeX beyond what the decoder knows by itself.

The journals are the macros of the styles of the American Astronomical Society (aastex), which
the Astrophysics Data System writes.
"""

from __future__ import annotations

#: Commands that take arguments: which, and what is said of them.
ARGUMENTS = {
    **dict.fromkeys(("textup", "textmd", "textnormal", "texttt", "textsf"), ("{", "%s")),
    **dict.fromkeys(("underline", "uline", "mbox", "hbox", "textlf", "textsl"), ("{", "%s")),
    **dict.fromkeys(("emph", "textit", "textbf", "textsc", "textrm", "text"), ("{", "%s")),
    **dict.fromkeys(
        [
            f"text{language}"
            for language in (
                *("russian", "ukrainian", "german", "french", "spanish", "italian", "english"),
                *("arabic", "persian", "hebrew", "chinese", "japanese", "korean", "hindi"),
                *("sanskrit", "cyrillic", "polish", "czech", "portuguese", "turkish", "syriac"),
            )
        ],
        ("{", "%s"),
    ),
    **dict.fromkeys(("mkbibemph", "mkbibitalic", "mkbibbold", "textgreek"), ("{", "%s")),
    **dict.fromkeys(("textcyrillic", "nocase", "bibnamefont", "bibfnamefont"), ("{", "%s")),
    **dict.fromkeys(("citenamefont", "natexlab", "oldstylenums", "hologo", "hl"), ("{", "%s")),
    **dict.fromkeys(("up", "bsc", "textulc", "textfrak", "textgoth", "textswab"), ("{", "%s")),
    **{"textls": ("[{", "%(2)s"), "textquote": ("*[[{", "“%(4)s”"), "parbox": ("[{{", "%(3)s")},
    "lowercase": ("{", ""),
    **dict.fromkeys(("ensuremath", "textsuperscript", "textsubscript"), ("{", "%s")),
    **{"enquote": ("*{", "“%(2)s”"), "mkbibquote": ("{", "“%s”")},
    **{"foreignquote": ("*{{", "“%(3)s”"), "selectlanguage": ("{", ""), "CJKfamily": ("{", "")},
    **{"fontfamily": ("{", ""), "fontseries": ("{", ""), "fontshape": ("{", "")},
    **dict.fromkeys(("url", "path", "nolinkurl", "doi", "protect@", "ul"), ("{", "%s")),
    **{"href": ("{{", "%(2)s"), "bibinfo": ("{{", "%(2)s"), "textcolor": ("[{{", "%(3)s")},
    **{"foreignlanguage": ("{{", "%(2)s"), "noopsort": ("{", ""), "NoopSort": ("{", "")},
    "ding": ("{", ""),
    **{"MakeUppercase": ("{", ""), "MakeLowercase": ("{", ""), "uppercase": ("{", "")},
    **dict.fromkeys(("index", "phantom", "ce", "ch"), ("{", "")),
    **{"hspace": ("*{", ""), "vspace": ("*{", ""), "color": ("[{", "")},
    **dict.fromkeys(("raisebox", "rotatebox", "scalebox"), ("{{", "%(2)s")),
    "colorbox": ("[{{", "%(3)s"),
    **dict.fromkeys(("reflectbox", "smash", "fbox", "textlarger", "textsmaller"), ("{", "%s")),
    **{"resizebox": ("{{{", "%(3)s"), "makebox": ("[[{", "%(3)s"), "framebox": ("[[{", "%(3)s")},
    **{"hphantom": ("{", ""), "vphantom": ("{", ""), "fontsize": ("{{", ""), "nth": ("{", "")},
    **{"NoCaseChange": ("{", "%s"), "MakeTextUppercase": ("{", "")},
    **dict.fromkeys(("pkg", "proglang", "code", "CRANpkg", "BIOpkg", "fct"), ("{", "%s")),
    **{
        "mkbibparens": ("{", "(%s)"),
        "mkbibbrackets": ("{", "[%s]"),
        "autocap": ("{", "%s"),
    },
    **dict.fromkeys(("num", "unit", "si", "ang"), ("[{", "%s")),
    **dict.fromkeys(("qty", "SI", "numrange"), ("[{{", "%s")),
    **dict.fromkeys(("qtyrange", "SIrange"), ("[{{{", "%s")),
    **{"singleletter": ("{", "%s"), "textlatin": ("{", "%s")},
}
#: Accents beyond those of the decoder, as the mark that stands behind the letter.
ACCENTS = {
    **{"h": "\u0309", "G": "\u030f", "t": "\u0361", "newtie": "\u0361", "horn": "\u031b"},
    **{
        "textcommabelow": "\u0326",
        "textogonekcentered": "\u0328",
        "polhk": "\u0328",
        "textroundcap": "\u0311",
    },
    **{"ocirc": "\u030a", "udot": "\u0323", "lfhook": "\u0326", "soft": "\u030c"},
    **{"cftil": "\u0302\u0303", "cfac": "\u0302\u0301", "cfgrv": "\u0302\u0300"},
    **{"capitalgrave": "\u0300", "capitalacute": "\u0301", "capitalcircumflex": "\u0302"},
    **{"capitaltilde": "\u0303", "capitaldieresis": "\u0308", "capitalcaron": "\u030c"},
    **{"capitalcedilla": "\u0327", "capitalogonek": "\u0328", "capitalring": "\u030a"},
}
ARGUMENTS |= dict.fromkeys(ACCENTS, ("{", ""))
#: What VnTeX has under the name of one of them, which has no letter in it then.
VIETNAMESE = {"ocirc": "ô"}
#: What sets words in capitals.
UPPER = ("MakeUppercase", "MakeTextUppercase", "uppercase")
#: What changes how text looks, or nothing at all.
SWITCHES = (
    *("em", "it", "bf", "sc", "tt", "rm", "sl", "sf", "itshape", "bfseries", "scshape", "ttfamily"),
    *("upshape", "normalfont", "rmfamily", "sffamily", "mdseries", "small", "footnotesize"),
    *("protect", "relax", "/", "-", "ignorespaces", "nobreak", "allowbreak", "break", "noindent"),
    *("slshape", "Large", "LARGE", "huge", "Huge", "leavevmode", "strut", "lsstyle", "empty"),
    *("boldmath", "unboldmath", "bibrangessep", "null", "@", "!", "raggedright", "sloppy"),
    *("raggedleft", "centering", "hfill", "xspace", "normalsize", "large", "scriptsize", "tiny"),
    *("negthinspace", "selectfont"),
)
#: Greek letters in text, by the package textgreek.
GREEK = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omikron pi rho"
GREEK = f"{GREEK} sigma tau upsilon phi chi psi omega"
SYMBOLS = {
    **{
        f"text{name}": sign
        for name, sign in zip(GREEK.split(), "αβγδεζηθικλμνξοπρστυφχψω", strict=True)
    },
    **{
        f"text{name.capitalize()}": sign
        for name, sign in zip(GREEK.split(), "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", strict=True)
    },
    **{"textquoteright": "’", "textquoteleft": "‘", "textquotesingle": "'", "textquotedbl": '"'},
    **{"textquotedblleft": "“", "textquotedblright": "”", "textonehalf": "½", "textless": "<"},
    **{"textgreater": ">", "textemdash": "—", "textendash": "–", "dots": "…", "ldots": "…"},
    **{"textellipsis": "…", "textasciitilde": "~", "textasciicircum": "^", "textbar": "|"},
    **{"textunderscore": "_", "textpercent": "%", "textnumero": "№", "texttrademark": "™"},
    **{"textregistered": "®", "textcopyright": "©", "textdegree": "°", "textmu": "µ"},
    **{"texteuro": "€", "euro": "€", "textperiodcentered": "·", "textbullet": "•"},
    **{"textasteriskcentered": "*", "textdagger": "†", "textdaggerdbl": "‡", "dag": "†"},
    **{"ddag": "‡", "textsection": "§", "textparagraph": "¶", "quotesinglbase": "‚"},
    **{"quotedblbase": "„", "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»"},
    **{"og": "« ", "fg": " »", "dq": '"'},
    **{"guilsinglleft": "‹", "guilsinglright": "›", "textvisiblespace": " ", "space": " "},
    **{"nobreakspace": " ", "nobreakdash": "", "hyphen": "-", "newblock": " ", ",": " "},
    **{";": " ", ":": " ", "thinspace": " ", "enspace": " ", "quad": " ", "qquad": " "},
    **{"\\": " ", " ": " ", "\n": " ", "\t": " ", "slash": "/", "LaTeX": "LaTeX", "TeX": "TeX"},
    **{"LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "XeTeX": "XeTeX", "LuaTeX": "LuaTeX"},
    **{"pdfTeX": "pdfTeX", "pdfLaTeX": "pdfLaTeX", "XeLaTeX": "XeLaTeX", "LuaLaTeX": "LuaLaTeX"},
    **{"ConTeXt": "ConTeXt", "METAFONT": "METAFONT", "TikZ": "TikZ", "AmS": "AMS"},
    **{"linebreak": " ", "pagebreak": " ", "par": " ", "medspace": " ", "thickspace": " "},
    **{"lq": "‘", "rq": "’", "glq": "‚", "grq": "‘", "colon": ":", "checkmark": "✓"},
    **{"female": "♀", "triangle": "△", "bigstar": "★", "Diamond": "◇", "Re": "ℜ", "Im": "ℑ"},
    **{"angstrom": "Å", "no": "n°", "No": "N°", "ier": "er", "iere": "re", "ieme": "e"},
    **{"&": "&", "%": "%", "#": "#", "$": "$", "_": "_", "textdollar": "$", "degree": "°"},
    **{"S": "§", "P": "¶", "copyright": "©", "pounds": "£", "celsius": "°C", "newline": " "},
    "sterling": "£",
    **{"mathplus": "+", "mathsemicolon": ";", "bibdash": "–", "ordinal": "º", "texttimes": "×"},
    **{"nbsp": " ", "addspace": " ", "addnbspace": " ", "adddot": ".", "addcomma": ",", "hyp": "-"},
    **{"addcolon": ":", "addsemicolon": ";", "addslash": "/", "bibrangedash": "–", "isdot": ""},
    **{"bibinitperiod": ".", "bibinitdelim": " ", "bibnamedelima": " ", "addhyphen": "-"},
    **{"Ohorn": "Ơ", "Uhorn": "Ư", "abreve": "ă", "Abreve": "Ă"},
    **{"ohorn": "ơ", "OHORN": "Ơ", "uhorn": "ư", "UHORN": "Ư", "SS": "SS", "textdotlessi": "ı"},
    **{">": " ", "textsuperscript@": "", "alpha": "α", "beta": "β", "gamma": "γ"},
    **{"delta": "δ", "lambda": "λ", "mu": "μ", "pi": "π", "sigma": "σ", "omega": "ω"},
    **{"textalpha": "α", "textbeta": "β", "textgamma": "γ", "textlambda": "λ", "textpi": "π"},
    **{"clubsuit": "♣", "spadesuit": "♠", "heartsuit": "♡", "diamondsuit": "♢"},
    **{"cprime": "ʹ", "cdprime": "ʺ", "lasp": "ʿ", "rasp": "ʾ", "dbar": "đ", "Dbar": "Đ"},
    **{"sim": "~", "textminus": "−", "textpm": "±", "times": "×", "pm": "±", "i": "ı", "j": "ȷ"},
}
#: What the decoder knows and no reference can say.
REFUSED = frozenset(
    (
        *("input", "include", "includegraphics", "cite", "citet", "citep", "ref", "eqref", "label"),
        *(
            "footnote",
            "thanks",
            "maketitle",
            "title",
            "author",
            "date",
            "today",
            "item",
            "section",
            "part",
        ),
        *("section", "part", "chapter", "subsection", "documentclass", "usepackage", "newcommand"),
        *("renewcommand", "def", "let", "begin", "end", "verb", "textbackslash", "{", "}"),
        *("backslash", "lbrace", "rbrace", "textbraceleft", "textbraceright"),
    )
)
JOURNALS = {
    **{"aj": "The Astronomical Journal", "apj": "The Astrophysical Journal"},
    **{"apjl": "The Astrophysical Journal Letters", "apjlett": "The Astrophysical Journal Letters"},
    **{"apjs": "The Astrophysical Journal Supplement Series"},
    **{"apjsupp": "The Astrophysical Journal Supplement Series"},
    **{"araa": "Annual Review of Astronomy and Astrophysics", "aap": "Astronomy and Astrophysics"},
    **{"astap": "Astronomy and Astrophysics", "aapr": "Astronomy and Astrophysics Reviews"},
    **{"aaps": "Astronomy and Astrophysics Supplement", "azh": "Astronomicheskii Zhurnal"},
    **{"actaa": "Acta Astronomica", "ao": "Applied Optics", "applopt": "Applied Optics"},
    **{"apss": "Astrophysics and Space Science", "aplett": "Astrophysics Letters"},
    **{"apspr": "Astrophysics Space Physics Research", "baas": "Bulletin of the AAS"},
    **{"bain": "Bulletin Astronomical Institute of the Netherlands"},
    **{"bac": "Bulletin of the Astronomical Institutes of Czechoslovakia"},
    **{"caa": "Chinese Astronomy and Astrophysics", "fcp": "Fundamental Cosmic Physics"},
    **{"cjaa": "Chinese Journal of Astronomy and Astrophysics"},
    **{"gca": "Geochimica Cosmochimica Acta", "grl": "Geophysics Research Letters"},
    **{"iaucirc": "IAU Circulars", "icarus": "Icarus", "jcap": "JCAP"},
    **{"jcp": "Journal of Chemical Physics", "jgr": "Journal of Geophysics Research"},
    **{"jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer"},
    **{"jrasc": "Journal of the RAS of Canada", "memras": "Memoirs of the RAS"},
    **{"memsai": "Memorie della Società Astronomica Italiana"},
    **{"mnras": "Monthly Notices of the Royal Astronomical Society"},
    **{"na": "New Astronomy", "nar": "New Astronomy Review", "nat": "Nature"},
    **{"nphysa": "Nuclear Physics A", "pasa": "Publications of the ASA"},
    **{"pasp": "Publications of the Astronomical Society of the Pacific"},
    **{"pasj": "Publications of the Astronomical Society of Japan"},
    **{"physrep": "Physics Reports", "physscr": "Physica Scripta"},
    **{"planss": "Planetary and Space Science", "pra": "Physical Review A"},
    **{"prb": "Physical Review B", "prc": "Physical Review C", "prd": "Physical Review D"},
    **{"pre": "Physical Review E", "prl": "Physical Review Letters"},
    **{"procspie": "Proceedings of the SPIE", "psj": "The Planetary Science Journal"},
    **{"qjras": "Quarterly Journal of the RAS", "skytel": "Sky and Telescope"},
    **{"rmxaa": "Revista Mexicana de Astronomía y Astrofísica"},
    **{"solphys": "Solar Physics", "sovast": "Soviet Astronomy", "ssr": "Space Science Reviews"},
    **{"ssrv": "Space Science Reviews", "zap": "Zeitschrift für Astrophysik"},
}
