"""What stands around an address and says no more than that it is one, in several languages.

>>> bool(LEAD.fullmatch("Recuperado el 10-01-2020 de")), bool(LEAD.fullmatch("Talk at"))
(True, False)
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from folio.core.bibtex.links.dois import OF_A_LINK, UNDERSCORE

_DAY = r"(?:\d[\d./ -]*\d|\d{1,2}\.?(?: de)? [^\W\d_]+(?: del?)?,? \d{4}|[^\W\d_]+ \d{1,2}, \d{4})"
_ENGLISH = (
    r"internet|doi|available|accessed|online|see|ur[il]|hdl|handle|permalink|retrieved|found"
    r"|website|webpage|link"
)
_OTHER = (
    r"recuperado|accedido|acedido|disponible|consultado|consulté|disponível|acesso|acessado|disponibile|consultato"
    r"|verfügbar|abrufbar|abgerufen|zugriff|siehe|beschikbaar|geraadpleegd|dostupné|dostępne"
    r"|tillgänglig|hämtad|доступно|режим доступа|дата обращения"
)
_AT = (
    r"at|from|on|online|also|el|en|de|da|do|em|il|le|la|sur|à|am|unter|von|via|op|z|na|från|den|по"
)
#: What says that an address follows, or has gone before.
LEAD = re.compile(
    rf"(?:(?:(?:can be|is|are) )?(?:{_ENGLISH}|{_OTHER})\b[\s:]*"
    rf"(?:(?:(?:{_AT})\b|{_DAY})[\s:,]*)*)?"
    r"(?:(?:and|or|see|also|y|e|et|und)\b|[\s:.,;()\[\]&])*",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{2,6})?\.?"
#: What is said behind an address of the day on which it was seen, or that day in brackets, and
#: what only its page has shown there.
SEEN = re.compile(
    rf"{OF_A_LINK}$"
    r"|\s*[(\[](?:stand:?\s*)?(?:\d{1,2}\. ?\d{1,2}\. ?\d{4}|\d{4}-\d\d-\d\d"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?[\s~]+)?{_MONTH}(?:[\s~]*\d{{1,2}},)?,?[\s~]*\d{{4}})[)\]]\.?$"
    r"|\s*[(\[]?(?:\bonline[;,] )?\b(?:last |último |ultimo |letzter |dernier )?"
    r"(?:accessed|visited|retrieved|viewed"
    r"|consultado|consultada|abgerufen|acess(?:ado|ada|o)|accesso|acceso|accès|consulté|consultato"
    r"|zugriff|zugegriffen|geraadpleegd|hämtad)\b"
    r"[^()\[\]/]*[)\]]?\.?$",
    re.IGNORECASE,
)
#: A file on the disk of whoever has made the entry, beside an address, up to the next.
ON_DISK = re.compile(
    r"(?:^|(?<=\s))(?:file:/+|files/\d+/|/(?:home|users)/|[a-z]:(?:[\\/]|\{?\\?%\}?5C)"
    r"|https?://www\.dropbox\.com/home/).*?(?=https?://|$)",
    re.IGNORECASE,
)
#: What is an address to a program only.
OF_PROGRAMS = re.compile(
    r"(?:/brokenurl#|citeulike-article-id:|papers[23]?:|zotero:|readcube:|internal-pdf:"
    r"|(?:<|\{?\\textless\b(?:\{\})?\}?)?\s?Go\s+to\s+ISI(?:>|\{?\\textgreater\b(?:\{\})?\}?)?:)\S*",
    re.IGNORECASE,
)
#: What R writes where it knows of no address, and a program of mail behind one: its site.
BESIDE = re.compile(r"(?:^|(?<=\s))(?:NA(?=\s|$)|\[(?:[a-z\d-]+\.)+[a-z]{2,}\](?=\s|$))")
#: What catalogues call the pages of a book before the address of each.
OF_A_CATALOGUE = re.compile(
    r"(?:^|(?<=\s))(?:contributor biographical information|publisher description|sample text"
    r"|table of contents(?: only)?|cover image|book review(?: \([^()]*\))?|inhaltsverzeichnis"
    r"|inhaltstext)\s+(?=https?://)",
    re.IGNORECASE,
)
#: A resolver before the address of another, or its scheme again.
RESOLVED = re.compile(r"https?://(?:(?:dx\.|www\.)?doi\.org/+)?(?=https?://)")
#: A scheme with a slip of the pen in it: hhtp://, http//, http:/
SLIP = re.compile(
    r"(?!https?://\w)[htp]{3,6}(s?)(?::/{0,3}|//|;//)(?=[\w-]+\.[\w-])", re.IGNORECASE
)
#: A page of PubMed Central, without its site before it.
PMC = re.compile(r"/?(pmc/articles/PMC\d+)\b.*")


_PER = r"\{?\\?%\}?"
#: What Mendeley has escaped of the end of a line between two addresses, and as a code again.
_DOLLAR = rf"(?:(?:{_PER}7B)?\{{?\\?\$\}}?(?:{_PER}7D)?)?"
ENDS = re.compile(
    rf"{_DOLLAR}{_PER}5C(?:backslash)?(?:{_PER}7B{_PER}5C)?{_DOLLAR}(?:{_PER}7D)?n(?=[a-z0-9]+:|[A-Z]:[\\/]|www\.|files/|<Go|\s|$)"
    rf"|{_PER}0A(?=https?:)",
)
#: An address that begins where another ends; one within another stands behind a sign of it.
JOINED = re.compile(r"(?<=[A-Za-z0-9])(?=https?://)|(?<=[A-Za-z0-9/])[,;|](?=https?://)")


def parted(text: str) -> str:
    r"""Return addresses that a program has run together with blanks between them.

    >>> parted(r"http://oak.example/1{\%}5Cnhttp://elm.example/2http://ash.example")
    'http://oak.example/1 http://elm.example/2 http://ash.example'
    """
    if "%" in text:
        text = ENDS.sub(" ", text.replace("%3CGo to ISI%3E", "<Go to ISI>"))
    return JOINED.sub(" ", text) if text.count("http") > 1 else text


def web_only(text: str) -> str:
    """Return what a field has of the Web, its scheme whole, without files of a disk beside it.

    What a catalogue calls its pages goes as well.

    >>> web_only("https://oak.example/a file:///C:/My Oaks/a.pdf http://elm.example")
    'https://oak.example/a http://elm.example'
    >>> web_only("https:// oak.example"), web_only("http%3A%2F%2Foak.example%2Fa%3Fb")
    ('https://oak.example', 'http://oak.example/a?b')
    """
    if re.match(r"https?%3a%2f%2f\S+$", text, re.IGNORECASE):
        text = unquote(text)
    if "\\text" in text:
        text = UNDERSCORE.sub("_", text)
    if text.count("http") > 1:
        text = RESOLVED.sub("", text)
    if "http" in text:
        text = OF_A_CATALOGUE.sub("", ON_DISK.sub("", text)).strip() or text
    return re.sub(r"(https?://)\s+(?=[\w-]+\.)", r"\1", text).strip()


def of_the_web(text: str) -> str:
    """Return an address with its scheme and its site, where it is told which they are.

    >>> of_the_web("hhtp://oak.example"), of_the_web("/pmc/articles/PMC12/?report=abstract")
    ('http://oak.example', 'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12')
    """
    if page := PMC.fullmatch(text):
        return f"https://www.ncbi.nlm.nih.gov/{page[1]}"
    return SLIP.sub(r"http\1://", text, count=1) if SLIP.match(text) else text


#: What stands before an address, of which it is no part.
BEFORE = re.compile(
    rf"^(?:(?:{_ENGLISH}|code|data|software|{_OTHER})\b[\s:]*(?:(?:{_AT})\b[\s:]*)*)?[\s:]*(?=https?://)",
    re.IGNORECASE,
)
