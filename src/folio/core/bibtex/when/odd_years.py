"""What is said of a year that is none, each time with what to write instead."""

from __future__ import annotations

import re

REMEDY = "write 2020, a span such as 2003--2015, or in words that it is in press or under review"
#: What says of a day that somebody saw a page on it, in several languages and as ISO 690 has it.
VISITED = (
    r"(?:last |date |online )?(?:cit\.|(?:accessed|visited|retrieved|viewed|downloaded|as of|cited"
    r"|cit|citováno|citado|citada|abgerufen|abruf|zugriff|besucht|consultad[oa]|consulta|consulté"
    r"|consultato|visitado|accesso|acesso|acessado|acceso|accedido|geraadpleegd|bezocht|dostęp"
    r"|hämtad|luettu|viitattu|lest|besøgt)\b)"
)
#: The day of a visit beside the year, or in brackets where the year should be.
BESIDE = re.compile(
    rf"^(?:(\d{{4}}(?:-\d\d){{0,2}})[\s~]*[.,;(\[][\s.,;(\[]*|[(\[](?=.*\d)){VISITED}.*$",
    re.IGNORECASE | re.ASCII,
)
#: The archive before its year, as EasyChair exports its preprints.
OF_EASYCHAIR = re.compile(r"^EasyChair, (?=\d{4}$)", re.ASCII)
#: The year of the copyright, before which MathSciNet has that on the book in brackets.
COPYRIGHT = re.compile(r"^(?:\[(\d{4})\]\s*)?\{?(?:\\copyright|©)\}?\s*(\d{4})$", re.ASCII)
ABOUT = re.compile(r"(?:c\.|ca\.?|circa|about|around|approx\.?)\s*(?=\d)|~", re.IGNORECASE)
BEFORE = re.compile(r"[-−–]\s*\d|.*\d\s*(?:BCE?|B\.C\.|v\. ?Chr\.)")

#: More years than lie between the first edition of a work and one that is cited by both years.
LIFETIMES = 400
#: What a mail and a calendar write around a day, of which a date has no need.
WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?=\S)", re.IGNORECASE)
CLOCK = re.compile(
    r"[\s,-]+\d\d?:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s+(?:[+-]\d{4}|[A-Z]{2,4}))?$", re.I
)


#: Words between two years, or before the first of them, and a decade.
SINCE = re.compile(
    r"(?:since|seit|depuis|desde|from|dal|sinds|с)\s+([0-9]{4})|([0-9]{4})(?:\s+onwards?|\s*\+)"
    r"|([0-9]{4})\s*(?:[-–—/]{1,3}|to|until|till|bis|al?|à|hasta|fino a|até|tot|til|по)"
    r"\s*(?:the |la )?"
    r"(?:present|today|now|date|ongoing|heute|oggi|hoy|hoje|presente|actualidad|aujourd[’']hui"
    r"|présent|ce jour|heden|nu|dnes|настоящее время|н\. ?в\.?|至今|現在)",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"(?:from\s+|between\s+)?(\d{4})\s+"
    r"(?:to|until|bis|through|au?|al|à|do|(?<=between \d{4} )and)\s+(\d{4})",
    re.ASCII,
)
#: A day with its year first, in the order of ISO 8601 with other signs or none, and behind it the
#: word of a file of RIS: 2014.06.23, 2014/06/23/online, 2014/06//print, 20140623.
YEAR_FIRST = re.compile(
    r"(\d{4})([./])(\d\d?)\2(\d{0,2})(?:/(?:online|print)?)?"
    r"|((?:1[5-9]|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])",
    re.ASCII | re.IGNORECASE,
)
#: A day with a blank behind its points, as it is written in Prague: 22. 4. 2017.
APART = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?\d{4}", re.ASCII)
#: A blank of TeX between two parts, and a dash in braces.
TIE = re.compile(r"(?<=[\w.,–—-])~+(?=\s*[\w(\[–—-])")
HELD = re.compile(r"\{([-–—]{1,3})\}")
#: A year that a program has said twice without a blank: 20112011.
TWICE = re.compile(r"(\d{4})\1", re.ASCII)
#: A day with the time behind it, as a program has it: 2015-08-19T11:00:58+00:00.
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*$", re.ASCII)
DECADE = re.compile(r"(\d\d[1-9])0[’']?s", re.ASCII)
#: Two days in figures with slashes, whose order only a figure over 12 tells: 2/17/2020 - 2/20/2020.
TWO_DAYS = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4})\s*[-–—]{1,3}\s*(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII
)
#: A day with two figures of its year, as tables have it, and with points: 25-Aug-22, 28.02.18.
SHORT = re.compile(
    r"([0-9]{1,2})([-/ ])([^\W\d_]{3,9})\.?\2([0-9]{2})|([0-9]{1,2}\.[0-9]{1,2}\.)([0-9]{2})"
)
#: The first year of the last century of which a table writes two figures.
PIVOT = 30
MONTHS = 12
#: What says that a page was changed on the day behind it: révisé le, last updated on, Stand:
CHANGED = re.compile(
    r"(?:(?:last |page )?(?:updated|revised|modified|changed)(?: on| in)?"
    r"|(?:date de )?(?:dernière )?(?:révisée?|mise? à jour|modifi(?:ée?|cation))(?: le| en)?"
    r"|stand|(?:zuletzt )?(?:aktualisiert|geändert)(?: am)?"
    r"|(?:última )?actuali(?:zado|zación)(?: el| en)?|(?:ultimo )?aggiorna(?:to|mento)(?: al| il)?"
    r"|(?:laatst )?bijgewerkt(?: op)?)[\s:,]+(?!ed)(?=.*\d{4})",
    re.IGNORECASE,
)
#: The year of an edition and that of the first one: 1962 [1927], [1927] 1962, 1927/1962, and the
#: same in words: 1963 [first published in 1938].
_FIRST = (
    r"(?:first published|orig(?:inally|\.)?(?: pub(?:l(?:ished)?)?\.?)?|original edition"
    r"|(?:1st|first|orig\.) ed(?:ition|\.)?|(?:a )?reprint(?:ed)?(?: of| from)?|erstausgabe"
    r"|zuerst|erstmals|éd(?:ition|\.)? orig(?:inale|\.)?|publicado originalmente)"
    r"(?: in| en| em| von)?[ :,]*|c|©\s?|cop\. ?"
)
AGAIN = re.compile(
    rf"(\d{{4}}),?\s*(?:\[(?:{_FIRST})?\d{{4}}\]|\((?:{_FIRST})?\d{{4}}\))"
    rf"|(?:\[\d{{4}}\]|\(\d{{4}}\))\s*(\d{{4}})|(\d{{4}}), (?:{_FIRST})\d{{4}}",
    re.IGNORECASE,
)
#: What may be ten years or a hundred, and several years; both stay as they are written.
HUNDRED = re.compile(r"(\d\d00)s", re.ASCII)
SEVERAL = re.compile(r"(?:\d{4}(?:,? (?:and|und|et|e|y|&) |, ))+(\d{4})", re.ASCII)
OF_BOTH = re.compile(r"(\d{4})/(\d{4})", re.ASCII)


def in_figures(year: str) -> str:
    """Return a span or a decade in words as it is written in figures.

    >>> in_figures("2003+")
    '2003--'
    >>> in_figures("since 2003"), in_figures("2003 to 2015"), in_figures("1650s")
    ('2003--', '2003--2015', '165X')
    >>> in_figures("2003 to present"), in_figures("2003–heute")
    ('2003--', '2003--')
    >>> in_figures("22. 4. 2017"), in_figures("20112011")
    ('22.4.2017', '2011')
    >>> in_figures("2/17/2020 - 2/20/2020"), in_figures("2/7/2020 - 2/9/2020")
    ('2020-02-17 -- 2020-02-20', '2/7/2020 - 2/9/2020')
    >>> in_figures("2015-08-19T11:00:58+00:00"), in_figures("2015-08-19T05:00Z, 2015-08-19T05:00Z")
    ('2015-08-19', '2015-08-19')
    >>> in_figures("révisé le 26 juillet 2024")
    '26 juillet 2024'
    """
    if year.count("/") == 4 and (days := TWO_DAYS.fullmatch(year)):
        return _days(days) or year
    if TWICE.fullmatch(year):
        return year[:4]
    if "T" in year and STAMP.match(year.partition(",")[0]) and len({*year.split(", ")}) == 1:
        return year[:10]
    if year[:1].isalpha() and (changed := CHANGED.match(year)):
        return year[changed.end() :]
    if "." in year and APART.fullmatch(year):
        return year.replace(" ", "")
    if since := SINCE.fullmatch(year):
        return f"{since[1] or since[2] or since[3]}--"
    return DECADE.sub(r"\1X", year) if DECADE.fullmatch(year) else BETWEEN.sub(r"\1--\2", year)


def _days(found: re.Match[str]) -> str:
    """Return two days as ISO 8601 writes them; nothing if month and day cannot be told apart."""
    first, second = (max(int(found[i]), int(found[i + 3])) for i in (1, 2))
    if (first > MONTHS) == (second > MONTHS):
        return ""
    month, day = (1, 2) if second > MONTHS else (2, 1)
    days = (f"{found[3 + i]}-{found[month + i]:0>2}-{found[day + i]:0>2}" for i in (0, 3))
    return " -- ".join(days)


def tied(year: str) -> str:
    """Return a year whose parts stand apart by blanks, as TeX writes them, and dashes bare.

    A ``~`` at its end, or before it, says that it is about then.

    >>> tied("2003~--~2005"), tied("2003{--}2005"), tied("2003~"), tied("~2003")
    ('2003 -- 2005', '2003--2005', '2003~', '~2003')
    """
    return TIE.sub(" ", HELD.sub(r"\1", year)) if "~" in year or "{" in year else year


def year_first(text: str) -> str:
    """Return a day whose year stands first as ISO 8601 writes it, anything else as it is.

    >>> year_first("2014/6/23/online"), year_first("2014/06//print"), year_first("20140623")
    ('2014-06-23', '2014-06', '2014-06-23')
    >>> year_first("2014/15"), year_first("3.4.2014")
    ('2014/15', '3.4.2014')

    Of two figures of a year the first are told as tables tell them.

    >>> year_first("25-Aug-22"), year_first("1 May 87"), year_first("28.02.18")
    ('25 Aug 2022', '1 May 1987', '28.02.2018')
    """
    if text[-3:-2] in "-./ " and (short := SHORT.fullmatch(text)):
        century = 20 if int(text[-2:]) < PIVOT else 19
        day = short[5] or f"{short[1]} {short[3]} "
        return f"{day}{century}{text[-2:]}"
    if text[4:] in ("//", "///"):  # a date of RIS of which only the year is told
        return text[:4]
    if not (day := YEAR_FIRST.fullmatch(text)):
        return text
    parts = filter(None, (day[1] or day[5], day[3] or day[6], day[4] or day[7]))
    return "-".join(f"{part:0>2}" for part in parts)


def reprinted(year: str) -> str:
    """Return the year of the edition, where that of the first one stands beside it; else the last.

    >>> reprinted("1962 [1927]"), reprinted("1927/1962"), reprinted("1998/1999")
    ('1962', '1962', '')
    >>> reprinted("2004, 2006"), reprinted("2004 and 2006")
    ('2006', '2006')
    """
    if told := AGAIN.fullmatch(year) or HUNDRED.fullmatch(year) or SEVERAL.fullmatch(year):
        return next((group for group in told.groups() if group), "")
    both = OF_BOTH.fullmatch(year)
    return both[2] if both and 1 < int(both[2]) - int(both[1]) <= LIFETIMES else ""


def year_rule(year: str) -> str:
    """Return what a year that cannot be read must be, and how to mend it.

    >>> year_rule("2019/ed").rpartition("; ")[2]
    'write 2019, 2019--2020, or 2019-- if it goes on'
    """
    if half := re.match(r"(\d{4})\s*[/–—-]", year, re.ASCII):
        rule = f"must have a span that ends with a year (got {year!r})"
        return (
            f"{rule}; write {half[1]}, {half[1]}--{int(half[1]) + 1}, or {half[1]}-- if it goes on"
        )
    return before_christ(year) or f"must have a year of four digits (got {year!r}); {REMEDY}"


def without_visit(year: str) -> str:
    r"""Return a year without the day of a visit beside it, and what a program has put before it.

    >>> without_visit("2020 (accessed August 17, 2020)"), without_visit("accessed 2020")
    ('2020', 'accessed 2020')
    >>> without_visit("2014 [cit.~2014-12-30]"), without_visit("2014. (Citado: 3 Feb. 2015)")
    ('2014', '2014')
    >>> without_visit(r"[2022] \copyright 2021"), without_visit("©2021")
    ('2022', '2021')
    """
    year = OF_EASYCHAIR.sub("", BESIDE.sub(r"\1", year))
    return COPYRIGHT.sub(lambda match: match[1] or match[2], year)


def without_clock(text: str) -> str:
    """Return a day without the day of the week before it and the time behind it.

    >>> without_clock("Mon, 5 May 2020 10:30 GMT")
    '5 May 2020'
    """
    return CLOCK.sub("", WEEKDAY.sub("", text.strip())).strip(" ,-")


def certainty(text: str) -> tuple[str, str]:
    """Return a date without the signs of EDTF or the words that say how sure it is."""
    about, asked = "~" in text or "%" in text, "?" in text or "%" in text
    bare = ABOUT.sub("", text).strip(" ~?%")
    about = about or bool(ABOUT.match(text))
    return bare, ("c. {}" if about else "{}") + ("?" if asked else "")


def before_christ(text: str) -> str:
    """Return what is said of a year before 1, which no date here can be; else nothing."""
    if not BEFORE.match(text):
        return ""
    rule = f"must have a year after 0 (got {text!r}); write the year of the edition that you read"
    return f"{rule}, and the ancient one into origdate or note"


def calendars(year: str) -> str:
    """Return what is said of a year that is given by two calendars."""
    rule = f"must have a span of years (got {year!r})"
    return f"{rule}; write the year of one calendar, and that of the other into note"
