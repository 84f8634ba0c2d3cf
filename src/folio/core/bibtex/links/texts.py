r"""Text in which addresses stand: what readers see of it, and the links.

An address that words go on behind, or that a whole sentence leads to, stays in it, and is a link
as well; one at the end, or alone, is a link only, and the words that lead to it are taken off.

>>> text_and_links(r"Talk at Oak. Slides: \url{https://lin.example/s}", "note")
('Talk at Oak. Slides', [('lin.example/s', 'https://lin.example/s')])
>>> text_and_links("Draft available at https://lin.example/d", "note")
('', [('Draft', 'https://lin.example/d')])
>>> text_and_links("See https://lin.example, for all trees", "note")
('See lin.example, for all trees', [('lin.example', 'https://lin.example')])
>>> text_and_links("All trees are available at https://lin.example", "note")[0]
'All trees are available at lin.example'
"""

from __future__ import annotations

import re

from folio.core.archives import shown
from folio.core.bibtex.links.dois import COMMAND
from folio.core.bibtex.links.identifiers import NAMED, address, addresses
from folio.core.bibtex.links.leads import LEAD, SEEN
from folio.core.tex.decoder import plain

#: An address without a command around it, brackets in it closed and signs of TeX escaped.
BARE = re.compile(
    r"https?://(?=[\w-]+\.[\w-])(?:[^\s{}\\<>\"$()]|\([^\s()]*\)|\{?\\[_%&#~](?:\{\})?\}?|\{[\w./~-]*\})++(?![\\{$])"
)
#: The sentence's own signs at the end of an address.
SIGNS = re.compile(r"[.,;:!?'*”’»\]]+$")
PLACE = re.compile(rf"{NAMED.pattern}|(?P<command>{COMMAND.pattern})|(?P<bare>{BARE.pattern})")
#: An address and nothing else.
ALONE = re.compile(
    r"\s*((?:https?://|www\.(?=[\w-]+\.\w)|(?:[a-z\d-]+\.)+[a-z]{2,}/(?=[\w~]))\S+?)[.,]?\s*"
)
#: An address in the brackets that part it from a sentence: <https://oak.example>, as TeX too.
BRACKETS = re.compile(
    r"(?:<|\$<\$|\$\\langle\$|\\textless(?:\{\})?|⟨)\s*(https?://[^<>\s$⟩\\]+|\\url\s*\{[^{}]*\})\s*"
    r"(?:>|\$>\$|\$\\rangle\$|\\textgreater(?:\{\})?|⟩)"
    r"|\"(https?://[^\"\s]+|\\url\s*\{[^{}]*\})\""
)
OPENING = ("<", '"', "langle", "textless", "⟨")
#: A blank where a line has been broken within an address.
BROKEN = re.compile(r"/\s+(?!https?:|www\.)(?=[\w.-])")
#: Where an address has stood, which is no letter of any text.
GAP = "\ue000"
#: What parts an address at the beginning from what is said behind it.
PARTED = re.compile(r"\s*(?:[,.;:)\]]\s|[\[(])")
#: Words that lead to an address, at the end of a sentence that says more.
AT_END = re.compile(
    r"\s*(?:\b_eprint|(?:\b(?:available|accessible|accessed|online|retrieved|found|see|hosted)\s+)*"
    r"\b(?:at|from|via|on|under|em))\s*:?\s*$",
    re.IGNORECASE,
)
_VERB = r"is|are|was|were|be|been|ist|sind|est|sont|está|están|sono|são"
_AT = r"at|from|via|on|under|in|unter|auf|en|em|sur|su|à"
_FROM = r"generated|reprinted|taken|adapted|extracted|downloaded|obtained|published|posted"
#: Words before an address with which it is one sentence, that nothing is left of without it: one
#: that has its verb, one that begins with a participle, and a preposition that asks for more.
SENTENCE = re.compile(
    rf"\w,?\s+(?:{_VERB})(?:(?:\s+[\w-]+){{0,6}}(?:\s+(?:{_AT})\s*:?|:))?\s*$"
    rf"|(?:^|[.;]\s+)(?:originally\s+|first\s+|also\s+)?(?:{_FROM})(?:\s+online)?\s+\w+\s*:?\s*$"
    r"|\b(?:as|in|of|to|with|by|information,?\s+see|details,?\s+see)\s+$",
    re.IGNORECASE,
)
#: What stands at an address beside a work: as a note alone it would say that the work is one.
MATERIAL = re.compile(
    r"(?:(?:full|long|short|extended|online|latest|author|technical|supplementary|supplemental"
    r"|supporting|source|lecture|conference|talk) )?(?:draft|preprint|manuscript|slides|poster"
    r"|code|software|data(?: ?set)?|demo|pdf|video|recording|appendix|version|report|materials?"
    r"|information|notes|supplements?|website|project page)\.?",
    re.IGNORECASE,
)
Links = list[tuple[str, str]]

#: A file of somebody's disk, within words.
PATH = re.compile(
    r"\bfile:/{2}\S+|(?<![\w/.])(?:~/|/(?:home|Users)/[\w.~-]+/)\S+|\b[A-Z]:(?:\\{1,2}|/)Users\S*"
    r"|\b[A-Z]:\\{1,2}[\w\\. -]+\.(?:pdf|docx?|djvu|epub|html?)\b"
)
#: A link to somebody's mail, which is no place of a work: its words stay.
MAIL = re.compile(r"\\href\s*\{\s*mailto:[^{}]*\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}", re.IGNORECASE)
NUMBER = re.compile(r"\s*(?:arxiv|doi)\b", re.IGNORECASE)
#: A link of Markdown, and one to a file beside the page that it stood on.
MARKDOWN = re.compile(r"\[([^\[\]{}]+)\]\((https?://[^\s(){}]+)\)")
BOLD = re.compile(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*")
RELATIVE = re.compile(r"\[[^\[\]{}]+\]\((?:\.{0,2}/[^\s(){}]*|[\w/-]+\.[a-z]{2,4})\)")
#: Fields of which a link may be all that they say.
NOTES = ("howpublished", "note", "addendum")
#: Without one of these a text leads nowhere.
LINKING = ("\\url", "\\href", "\\nolinkurl", "\\path", "http://", "https://")


def text_and_links(tex: str, name: str) -> tuple[str, Links]:
    """Return the text of a field as readers see it, and its addresses as links.

    Raise ValueError for what no reader can open, or is to see: a file of somebody's disk.
    """
    if ("/" in tex or "\\" in tex) and (path := PATH.search(tex)):
        rule = f"has in its {name} a file of somebody's disk (got {path[0]!r})"
        raise ValueError(f"{rule}; leave it out, or write an address of the Web")
    tex = _in_tex(tex, name) if any(sign in tex for sign in ("mailto:", "](", "**")) else tex
    alone = ALONE.fullmatch(tex) if "." in tex else None
    if not alone and not any(sign in tex for sign in LINKING):
        return plain(tex), []
    tex = BRACKETS.sub(r"\1\2", tex) if any(sign in tex for sign in OPENING) else tex
    if whole := ALONE.fullmatch(tex):
        to = address(whole[1], name)
        return "", [(shown(to), to)]
    said, rest, pairs = "", tex, list[tuple[str, str]]()
    stay: list[str] = []
    while match := PLACE.search(rest):
        end = match.end() - len((SIGNS.search(match["bare"] or "") or [""])[0])
        said, rest = said + rest[: match.start()], rest[end:]
        found = _links(match, name, alone=not re.search(r"\w", said + rest))
        pairs += found
        labelled = bool(stay) and re.search(r"\w\s*:\s*$", said)  # as the one before it
        led = SENTENCE.search(said) and not LEAD.fullmatch(said.strip())
        part = labelled or led or _goes_on(said, rest) or _says(match, name)
        if found and not part:
            said += GAP
        else:
            named = match[2] is not None
            words = match[2] if named else SIGNS.sub("", match["bare"] or "")
            stay.append(found[0][0] if found and not named else plain(words))
            said += f"{GAP}{chr(ord(GAP) + len(stay))}"
    return _left(plain(said + rest), stay, pairs)


def _left(text: str, stay: list[str], pairs: Links) -> tuple[str, Links]:
    """Return what a text says without its addresses, but for those that stay, and the links."""
    only = not stay and any(form.fullmatch(_without_gaps(text)) for form in (LEAD, SEEN))
    text = "" if only else _closed(text)
    for place, written in enumerate(stay, 1):
        text = text.replace(f"{GAP}{chr(ord(GAP) + place)}", written)
    text = _without_gaps(text)
    if len(pairs) == 1 and pairs[0][0] == shown(pairs[0][1]) and MATERIAL.fullmatch(text):
        return "", [(text.rstrip("."), pairs[0][1])]
    return text, pairs


def _in_tex(tex: str, name: str) -> str:
    r"""Return a text with links of Markdown as TeX has them, and of bold type and mail the words.

    Raise ValueError for a link to a file beside the page on which it stood.

    >>> _in_tex("[slides](https://oak.example/s)", "note")
    '\\href{https://oak.example/s}{slides}'
    """
    tex = BOLD.sub(r"\1", MARKDOWN.sub(r"\\href{\2}{\1}", MAIL.sub(r"\1", tex)))
    if relative := RELATIVE.search(tex):
        rule = f"has in its {name} a link that leads nowhere from here (got {relative[0]!r})"
        raise ValueError(f"{rule}; write its whole address, or leave it out")
    return tex


def named_links(tex: str, name: str) -> Links:
    r"""Return the links that a text has as ``\\href``, with their words but for a venue."""
    if "\\href" not in tex:
        return []
    return [
        (shown(to) if place or _is_venue(match, name) else plain(match[2]), to)
        for match in NAMED.finditer(MAIL.sub(r"\1", tex))
        for place, to in enumerate(addresses(match[1], name) if match[1].strip() else ())
    ]


def _links(match: re.Match[str], name: str, *, alone: bool) -> Links:
    """Return the links of one place; none for what only looks like an address in a sentence."""
    if match[2] is not None:
        return named_links(match[0], name)
    if match["command"]:
        inner = BROKEN.sub("/", COMMAND.sub(r"\1", match["command"]))
        return [(shown(to), to) for to in addresses(inner, name)]
    try:
        to = address(SIGNS.sub("", match["bare"]), name)
    except ValueError:
        if alone:
            raise
        return []
    return [(shown(to), to)]


def _says(match: re.Match[str], name: str) -> bool:
    """Tell whether the words of a link say more than that it is one: a venue, or an event."""
    words = plain(match[2]) if match[2] is not None else ""
    if words and _is_venue(match, name):
        return True
    return " " in words and len(re.findall(r"[^\W_]+", words)) > 2


def _is_venue(match: re.Match[str], name: str) -> bool:
    """Tell whether the words of a link are all of a venue, and no number of an archive."""
    return name not in NOTES and name != "title" and not NUMBER.match(match[2] or "")


def _goes_on(before: str, behind: str) -> bool:
    """Tell whether a sentence goes on behind an address."""
    rest = SEEN.sub("", PLACE.sub("", behind))
    begins = not re.search(r"\w", before)
    return not LEAD.fullmatch(rest.strip("{} ")) and not (begins and PARTED.match(behind))


def _closed(text: str) -> str:
    """Take off what leads to an address that stood at the end, or parts one at the beginning."""
    bare = re.sub(rf"^{GAP}[\s,.;:)\]]+", "", text)
    if not (found := re.search(rf"{GAP}(?![\ue001-\ue0ff])", bare)):
        return bare
    before, behind = bare[: found.start()], _without_gaps(bare[found.end() :])
    if re.search(r"\w", SEEN.sub("", behind)) and not LEAD.fullmatch(SEEN.sub("", behind)):
        return bare
    return _without_lead(before)


def _without_lead(text: str) -> str:
    """Take off the last words of a text, as far as they only lead to an address."""
    text = AT_END.sub("", text)
    while text:
        cut = max((m.end() for m in re.finditer(r"[.,;(\[\]](?=\s|$)|[(\[]", text)), default=0)
        if cut == len(text.rstrip()):
            bare = text.rstrip(" :,;([–-")
            before = bare.rstrip(".)]")
            start = max((m.end() for m in re.finditer(r"[.,;]\s|[(\[]", before)), default=0)
            if before and LEAD.fullmatch(before[start:]):
                text = before[:start].rstrip("([")
                continue
            return bare
        if not LEAD.fullmatch(text[cut:].strip()):
            break
        text = text[:cut]
    return text.rstrip(" :,;([–-")


def _without_gaps(text: str) -> str:
    return re.sub(r"\s+([,.;:)\]])", r"\1", text.replace(GAP, "")).strip()
