"""The facts of a portfolio as typed, frozen records; every fact names its sources.

``KINDS`` is the one table: directives, roles, object types, labels and JSON keys come from it.
A page writes a record as a directive, whose options are the fields declared here::

    :::{award} physics-olympiad
    :date: 2022
    :source: wang2025cv

    Second place in the global ranking.
    :::
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from folio.core.commit_links import read_at
from folio.core.dates import Period
from folio.core.options import (
    PERIOD,
    Option,
    Url,
    choice,
    key,
    keys,
    positive,
    url,
    words,
)
from folio.core.problems import Subtype, suggestion

#: Each kind of project, as a card names it.
PROJECT_KINDS = {
    "research": "Research",
    "course": "Course project",
    "open-source": "Open source",
}


def _former(text: str) -> tuple[str, ...]:
    """Split a list of keys, each of which may have another kind in front: ``project:torus``."""
    for kind, mark, name in (word.rpartition(":") for word in words(text)):
        if mark and kind not in KINDS:
            rule = f"must have one of {', '.join(KINDS)} before the colon (got {kind!r})"
            raise ValueError(rule + suggestion(kind, KINDS))
        key(name)
    return words(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every kind has: a permanent key, a title, a sentence, and sources.

    ``highlights`` are the points that a CV lists under the sentence;
    ``byline`` names the fields that a list prints under the title, first of all the place,
    ``own_page`` those that only the record's own page shows, since a CV is about the work.
    ``needs_body`` is false where title and fields say all that there is to say.
    ``formerly`` holds the keys that it had before, with a kind in front if that was another:
    what was linked under them leads here.
    """

    byline: ClassVar[tuple[str, ...]] = ()
    own_page: ClassVar[tuple[str, ...]] = ()
    needs_body: ClassVar[bool] = True

    key: str
    title: str
    summary: str
    highlights: tuple[str, ...] = ()
    source: Annotated[tuple[str, ...], Option(words)]
    date: Annotated[Period | None, PERIOD] = None
    order: Annotated[int | None, Option(positive)] = None
    tags: Annotated[tuple[str, ...], Option(keys)] = ()
    formerly: Annotated[tuple[str, ...], Option(_former, subtype=Subtype.KEY)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Whose portfolio it is; ``author`` is the name as papers print it."""

    author: Annotated[str, Option(str, "Signs papers as")]
    native: Annotated[str | None, Option(str)] = None
    mail: Annotated[Url | None, Option(url, "Mail")] = None
    site: Annotated[Url | None, Option(url, "Site")] = None
    github: Annotated[Url | None, Option(url, "GitHub")] = None
    scholar: Annotated[Url | None, Option(url, "Google Scholar")] = None

    @property
    def name(self) -> str:
        """The title without the name in the person's own script that may end it."""
        if self.native and self.title.endswith(f" {self.native}"):
            return self.title.removesuffix(self.native).rstrip()
        return self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Record):
    """A post, whose title is the role; its dates may be open, or unknown."""

    byline = ("group", "organization", "place")
    needs_body = False
    group: Annotated[str | None, Option(str, "Group")] = None
    organization: Annotated[str, Option(str, "Organization")]
    place: Annotated[str | None, Option(str, "Place")] = None
    advisors: Annotated[tuple[str, ...], Option(words, "Advised by")] = ()
    site: Annotated[Url | None, Option(url, "Site")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Record):
    """What projects and software share: how a card shows them, and what came out.

    ``short`` is the name by which cards call it, ``picture`` a drawing for them, which stands
    here as SVG; ``result`` is one sentence with its source, a ``{cite}`` or a ``{result}``,
    and stands here as text. ``role`` is the part that the person had.
    """

    short: Annotated[str | None, Option(str)] = None
    picture: Annotated[str | None, Option(str)] = None
    result: Annotated[str | None, Option(str)] = None
    role: Annotated[str | None, Option(str, "Role")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Work):
    """A piece of research, a course project or work in the open, with a write-up of its own.

    ``with`` holds names, separated by commas; a remark on one stands in parentheses.
    ``read_at`` is the commit at which the code was read: ``OWNER/REPOSITORY@COMMIT``.
    """

    byline = ("status", "course")
    own_page = ("read_at",)
    kind: Annotated[str, Option(choice(*PROJECT_KINDS))]
    status: Annotated[str | None, Option(str, "Status")] = None
    course: Annotated[str | None, Option(str, "Course")] = None
    supervisor: Annotated[str | None, Option(str, "Supervised by")] = None
    with_: Annotated[str | None, Option(str, "With")] = None
    former_name: Annotated[str | None, Option(str, "Formerly")] = None
    paper: Annotated[Url | None, Option(url, "Paper")] = None
    code: Annotated[Url | None, Option(url, "Code")] = None
    read_at: Annotated[Url | None, Option(read_at, "Code as read")] = None
    report: Annotated[Url | None, Option(url, "Report")] = None
    slides: Annotated[Url | None, Option(url, "Slides")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Record):
    """A paper; its title, authors, venue and year come from the bibliography."""

    own_page = ("former_name",)
    bib: Annotated[str, Option(str)]
    former_name: Annotated[str | None, Option(str, "Formerly")] = None
    pdf: Annotated[Url | None, Option(url, "Paper")] = None
    code: Annotated[Url | None, Option(url, "Code")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Education(Record):
    """A time of study."""

    byline = ("role", "institution", "place")
    needs_body = False
    role: Annotated[str | None, Option(str, "As")] = None
    institution: Annotated[str, Option(str, "Institution")]
    place: Annotated[str | None, Option(str, "Place")] = None
    major: Annotated[str | None, Option(str, "Major")] = None
    advisors: Annotated[tuple[str, ...], Option(words, "Advised by")] = ()
    gpa: Annotated[str | None, Option(str, "GPA")] = None
    courses: Annotated[tuple[str, ...], Option(words, "Relevant courses")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Award(Record):
    """An honour, a prize or a scholarship."""

    byline = ("rank",)
    needs_body = False
    rank: Annotated[str | None, Option(str, "Rank")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(Record):
    """What one works with, is interested in, or aims at: ``keywords``, or a sentence."""

    keywords: Annotated[tuple[str, ...], Option(words)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Record):
    """What one does beside the studies."""

    byline = ("role",)
    role: Annotated[str | None, Option(str, "Role")] = None
    site: Annotated[Url | None, Option(url, "Site")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Software(Work):
    """Code that others can read: a repository, or a contribution to one.

    ``event`` is what happened on its date: ``merged``.
    """

    byline = ("project",)
    event: Annotated[str | None, Option(str)] = None
    project: Annotated[str | None, Option(str, "Project")] = None
    code: Annotated[Url, Option(url, "Code")]
    release: Annotated[str | None, Option(str, "Released in")] = None
    licence: Annotated[str | None, Option(str, "Licence")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class News(Record):
    """What happened, and when: the home page shows it, and the feed tells of it.

    ``about`` is the key of the record that a reader of the news wants to see.
    """

    about: Annotated[str | None, Option(key)] = None
    date: Annotated[Period, PERIOD]
    link: Annotated[Url | None, Option(url, "Link")] = None


KINDS: Mapping[str, type[Record]] = {
    "person": Person,
    "project": Project,
    "publication": Publication,
    "position": Position,
    "education": Education,
    "award": Award,
    "skill": Skill,
    "activity": Activity,
    "software": Software,
    "news": News,
}
