"""East Asian scripts in a text of another language: where they stand, and which language they are.

Kana are Japanese and Hangul is Korean. Of characters alone nobody can tell whose they are, so the
site says it: ``folio_han`` in conf.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: What the characters of a site may be, as HTML names languages.
LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "ko")
_KANA = r"\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL = r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_HAN = r"\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(rf"([{_HAN}{_KANA}{_HANGUL}]+)")
KANA, HANGUL = re.compile(f"[{_KANA}]"), re.compile(f"[{_HANGUL}]")


def language_of(run: str, han: str) -> str:
    """Return the language of a run of such characters; ``han`` is that of Chinese characters."""
    return "ja" if KANA.search(run) else "ko" if HANGUL.search(run) else han


def parted(text: str, han: str, around: str) -> Iterator[tuple[str, str]]:
    """Yield a text in parts, each with its language, or with "" where that is the page's own.

    >>> list(parted("Ada 林愛達 and さくら", "zh-Hant", "en"))
    [('Ada ', ''), ('林愛達', 'zh-Hant'), (' and ', ''), ('さくら', 'ja')]
    >>> list(parted("林愛達", "zh-Hant", "zh-TW"))
    [('林愛達', '')]
    """
    own = re.split("[-_]", around)[0]
    for place, part in enumerate(RUN.split(text)):
        language = language_of(part, han) if place % 2 else ""
        if part:
            yield part, "" if language.startswith(own) else language
