r"""Slips of copying within a field that are certain: blanks beside signs, signs written twice.

>>> mended({"journal": "Oak Lett .", "note": "Elms , OAK-WS. org", "author": r"Gu\\'el, Ada"})
{'journal': 'Oak Lett.', 'note': 'Elms, OAK-WS.org', 'author': "Gu\\'el, Ada"}
"""

from __future__ import annotations

import re
from collections.abc import Mapping

NAMES = ("author", "editor", "translator", "bookauthor")
TEXTS = (
    *("title", "subtitle", "booktitle", "journal", "journaltitle", "series", "publisher"),
    *("address", "location", "organization", "institution", "school", "note", "howpublished"),
)
ASKED = (*TEXTS, *NAMES)
#: What shows that a field may have a slip.
SIGNS = (
    *(" ,", " .", "( ", "#x", "\\\\", r"\a'", r"\a`", r"\a="),
    *('" ', "http", " ~", "(~", "/textit{"),
    "\\@",
    *("/emph{", "/textbf{", " $_", "åp", "ł", "ø"),
)
HOSTS = (". org", ". com", ". net", ". edu", ". io")  #: the same, behind a stop
#: A mark of quotation, and no accent of TeX.
MARK = re.compile(r'(?<!\\)"')
#: A blank before a comma or a full stop; points that stand for what is left out have some.
BEFORE = re.compile(r"(?<=[^\W_]|[)}\]'’”])\s+(?=,\s|\.(?:,|$|\s(?!\.)))")
#: Blanks at both ends of what stands in parentheses.
PADDED = re.compile(r"\( ([^()]*?) \)")
#: A site as Google Scholar writes it, with a blank behind each point: http://www. oak. example/a.
SITE = re.compile(
    r"(https?://)([\w-]+(?:\. [\w-]+)*\. [a-z]{2,7})(?=/(?:\S|$)|[\s,;:)}~]|\.(?! [a-z])|$)"
)
#: Somebody's pages on a site, with a blank behind the tilde.
HOME = re.compile(
    r"(https?://\S+/(?:~|\\~\{\}|\{?\\textasciitilde\}?)) (?=[a-z][\w-]*(?:[/\s.,;)}]|$))"
)
#: An address that was printed on two lines, parted behind a sign: http://oak.example/a/ b-c.
BROKEN = re.compile(
    r"https?://(?!.*\s(?:https?:|www\.))[^/\s]+/(?:10\. (?=\d)|[^/\s]+/)"
    r"(?:\S|(?<=/) (?=[^\s/]*[/.\d-]))*"
)
#: The end of the name of a file, and of the name of a site within words, written so.
FILE = re.compile(r"(https?://\S+\.) (?=(?:html?|pdf|php|aspx?|jsp|txt|ps|gz|zip)\b)")
HOST = re.compile(r"(?<=\w\.) (?=(?:org|com|net|edu|io)(?:[/\s.,;)}]|$))")
#: A command whose backslash is a slash, and an index whose braces a program has lost: $_spec$.
SLASHED = re.compile(r"(?<![\w/}])/(?=(?:textit|emph|textbf)\{)")
INDEX = re.compile(r"(?<=[^\W_] )\$_([a-z]{2,})\$")
#: Journals of the AAS of which a program has taken the first two letters for one: \aap, \aaps.
AS_LETTER = re.compile(r"\{?å(p[rs]?)\}?")
#: A sign of which the same was done to the first letter: $łeq$, \ensuremathømega.
SIGN = re.compile(
    r"(?:(?<![a-z])|(?<=ensuremath))(?:ł(eq|esssim|ambda|dots)|ø(dot|mega|plus))(?![A-Za-z])"
)
#: A tilde for "about", which is no blank where one stands before it: with ~780,000 oaks.
ABOUT = re.compile(r"(?:(?<=[^\W_] )|(?<=\())~(?=\d{3}|\d+[.,]\d|\d+\s?\\?%)")
#: An accent whose backslash stands twice, within a word or in braces: Gu\\'el, {\\"o}.
TWICE = re.compile(
    r"""(?<=[^\W\d_{])\\\\(?=(?:['"`^~]\{?\\?[A-Za-z]))|(?<=\{)\\\\(?=['"`^~=]\{?[A-Za-z])"""
)
#: An accent as TeX has it where it aligns a text, and BibDesk exports it so: M{\a'\i}a.
ALIGNED = re.compile(r"\\a(?=['`=]\s?\{?\\?[A-Za-z])")
#: A sign by its number, of which a program has lost the ampersand: #x201C;
NUMBERED = re.compile(r"(?<![&\w}\\/])\\?#x([0-9A-Fa-f]{2,4});")
#: The sign in a name or an address, which TeX takes for a command that says nothing: Oak\@Home.
AT = re.compile(r"(?<=\w)\\@(?=[^\W\d_])")
#: Marks that close, before which the blank stands for that ampersand.
CLOSING = re.compile(r"(?<=\w) (?=[”’»])")
#: The number of an article, as the Web of Science writes it, and words that say that it is one.
ARTICLE = re.compile(
    r"(?:artn|unsp|article(?= \d{3})|art(?:icle|\.)? ?(?:no\.?|number|id\.?)):?"
    r" *(?!of)([\w.-]*\d[\w.-]*)",
    re.IGNORECASE,
)
#: A number of arXiv with a colon in place of its point: 2401:00001.
COLON = re.compile(r"(?<!\d)(\d{4}):(?=\d{4,5}(?!\d))", re.ASCII)
#: A volume and the number of its issue, as Semantic Scholar exports them: 16 4.
WITH_ISSUE = re.compile(r"(\d{1,4}) (\d{1,3}(?:[-–/]\d{1,3})?)")
#: All of a number in the brackets that a list prints around it.
HELD = re.compile(r"\([^()]+\)|\[[^\[\]]+\]")
#: A volume with its issue behind it in parentheses: 4.2 (18).
IN_BRACKETS = re.compile(r"(\S+)\s*\((\S+)\)")
#: What somebody remarks behind a publisher, in brackets on a line of its own.
REMARK = re.compile(r"([^\\{}]*?)\.?\s*\\newline\s*(\[[^\[\]]+\].*)", re.DOTALL)
QUOTED = re.compile(r'"\s*([^"]+?)\s*"')
#: A house that publishes, which is called an editor in some languages.
PUBLISHER = re.compile(
    r"(?:[\w&.-]+ ){1,3}"
    r"(?:Editorial|Ediciones|Editora|Verlag|Publish(?:ers|ing)|University Press|Books)"
    r"|(?:Editorial|Ediciones|Editora|[ÉE]ditions|Edizioni)(?: [\w&.-]+){1,3}"
)


def mended(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return fields without such slips."""
    whole = "\n".join([fields[name] for name in ASKED if name in fields])
    of_site = ". " in whole and any(host in whole for host in HOSTS)
    if of_site or any(sign in whole for sign in SIGNS):
        said = {name: _mended(fields[name], name) for name in ASKED if name in fields}
        fields = {**fields, **said}
    if ":" in (number := fields.get("eprint", "")):
        fields = {**fields, "eprint": COLON.sub(r"\1.", number)}
    if ". " in (url := fields.get("url", "")) or "/ " in url:
        fields = {**fields, "url": unspaced(url)}
    return _published(_numbered(fields))


def _mended(text: str, name: str) -> str:
    """Return one field without such slips."""
    if r"\\" in text:
        text = TWICE.sub(lambda _: "\\", text)
    if r"\a" in text:
        text = ALIGNED.sub(lambda _: "\\", text)
    if name in NAMES:
        return text
    text = _half_read(text)
    if "\\@" in text:
        text = AT.sub("@", text)
    if "$" not in text:
        text = BEFORE.sub("", text) if " ," in text or " ." in text else text
        text = PADDED.sub(r"(\1)", text) if "( " in text else text
    if '" ' in text:
        text = _quoted(text)
    if "#x" in text:
        text = NUMBERED.sub(lambda match: chr(int(match[1], 16)), text)
        text = CLOSING.sub("", text)
    if "~" in text:
        text = ABOUT.sub(lambda _: r"\textasciitilde{}", text)
    return unspaced(text) if ". " in text else text


def _half_read(text: str) -> str:
    r"""Return a text whose commands are whole, of which a converter has read the first letters.

    >>> _half_read("åp"), _half_read("z $_spec$ $łeq$ 2"), _half_read("and/or /emph{elms}")
    ('\\aap', 'z $_{spec}$ $\\leq{}$ 2', 'and/or \\emph{elms}')
    """
    if "å" in text and (letter := AS_LETTER.fullmatch(text)):
        return f"\\aa{letter[1]}"
    if "ł" in text or "ø" in text:
        text = SIGN.sub(lambda m: f"\\l{m[1]}{{}}" if m[1] else f"\\o{m[2]}{{}}", text)
    if " $_" in text:
        text = INDEX.sub(r"$_{\1}$", text)
    return SLASHED.sub(lambda _: "\\", text) if "{" in text and "/" in text else text


def _quoted(text: str) -> str:
    """Return a text whose marks of quotation open behind a blank, as Google Scholar has it not.

    >>> _quoted('Comment on" Oaks and elms"'), _quoted('Of "Oaks" in "Elms"'), _quoted('A 5" oak"')
    ('Comment on "Oaks and elms"', 'Of "Oaks" in "Elms"', 'A 5" oak"')
    """
    parts = MARK.split(text)
    if not len(parts) % 2:  # one of them is no mark of a pair
        return text
    for n in range(1, len(parts), 2):
        if parts[n][:1] == " " and parts[n][-1:] != " " and parts[n - 1][-1:].isalpha():
            parts[n - 1], parts[n] = f"{parts[n - 1]} ", parts[n].lstrip()
    return '"'.join(parts)


def _numbered(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return fields with the number of an article, or of an issue, out of another number.

    >>> _numbered({"journal": "Oaks", "number": "ARTN 02006"})
    {'journal': 'Oaks', 'number': '', 'articleno': '02006'}
    >>> _numbered({"number": "(OAK)"})
    {'number': 'OAK'}
    >>> _numbered({"journal": "Oaks", "volume": "16 4"})
    {'journal': 'Oaks', 'volume': '16', 'number': '4'}
    >>> _numbered({"volume": "16(4)", "number": "4"}), _numbered({"volume": "2(B)", "number": "4"})
    ({'volume': '16', 'number': '4'}, {'volume': '2(B)', 'number': '4'})
    """
    said: dict[str, str] = {}
    for name in ("number", "volume", "pages", "issue", "articleno", "eid"):
        text = fields.get(name, "")[:20].strip(" {}")
        if name == "articleno" and text.startswith("PII "):  # the publisher's own number
            said[name] = ""
        if text[:1] in ("(", "[") and HELD.fullmatch(text):  # as it is printed behind the volume
            said[name] = text[1:-1]
        if text[:1] not in ("A", "a", "U", "u"):
            continue
        if name in ("pages", "articleno", "eid") and text[:4].upper() not in ("ARTN", "UNSP"):
            continue
        if article := ARTICLE.fullmatch(fields[name].strip(" {}")):
            said |= {name: "", "articleno": article[1]}
    volume = fields.get("volume", "").strip(" {}")
    unnumbered = not fields.get("number") and not fields.get("issue")
    if " " in volume and unnumbered and (both := WITH_ISSUE.fullmatch(volume)):
        said |= {"volume": both[1], "number": both[2]}
    if volume[-1:] == ")" and not unnumbered and (both := IN_BRACKETS.fullmatch(volume)):
        numbers = (fields.get(name, "").strip(" {}") for name in ("number", "issue"))
        said |= {"volume": both[1]} if both[2] in numbers else {}
    return {**fields, **said} if said else fields


def _published(fields: Mapping[str, str]) -> Mapping[str, str]:
    r"""Return fields in which a publisher does not stand in place of the editor or of the edition.

    >>> _published({"edition": "Elm Press", "publisher": "Elm Press"})["edition"]
    ''
    >>> _published({"edition": "Elm University Press"})["publisher"]
    'Elm University Press'

    Whose page it is Citavi has as its author and as its editor, which is said once.

    >>> _published({"author": "{Oak AG}", "editor": "{Oak AG}"})["editor"]
    ''
    >>> _published({"publisher": '" Elm Media, Inc."'})  # as Google Scholar has it
    {'publisher': 'Elm Media, Inc.'}
    >>> _published({"publisher": r"ELM.\newline [Rate 2/9]"})
    {'publisher': 'ELM', 'note': '[Rate 2/9]'}
    """
    house = fields.get("publisher", "")
    slip = '"' in house or "\\" in house
    if not slip and not fields.get("editor") and not fields.get("edition"):
        return fields
    if house[:1] == '"' and (called := QUOTED.fullmatch(house)):
        return {**fields, "publisher": called[1]}
    if "\\newline" in house and (more := REMARK.fullmatch(house)):
        note = ". ".join(filter(None, (fields.get("note"), more[2])))
        return {**fields, "publisher": more[1], "note": note}
    if fields.get("editor", "")[:1] == "{" and fields["editor"] == fields.get("author"):
        return {**fields, "editor": ""}
    edition, house = fields.get("edition", "").strip(" {}"), house.strip(" {}")
    if house and edition.casefold() == house.casefold():
        return {**fields, "edition": ""}
    if not house and " " in edition and PUBLISHER.fullmatch(edition):
        return {**fields, "edition": "", "publisher": edition}
    editor = "" if fields.get("publisher") else fields.get("editor", "")
    if " " not in editor or not PUBLISHER.fullmatch(editor):
        return fields
    return {**fields, "editor": "", "publisher": editor}


def unspaced(text: str) -> str:
    """Return a text in which no address has a blank behind a point.

    >>> unspaced("See http://www. oak. example/a. html, and OAK. org. It is. com")
    'See http://www.oak.example/a.html, and OAK.org. It is.com'
    """
    if "http" in text:
        text = SITE.sub(lambda match: match[1] + match[2].replace(". ", "."), text)
        text = FILE.sub(r"\1", HOME.sub(r"\1", text))
        text = text.replace(" ", "") if BROKEN.fullmatch(text) else text
    return HOST.sub("", text)
