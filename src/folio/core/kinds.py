"""The facts of a portfolio as typed, frozen records; every fact names its sources.

``KINDS`` is the one table: directives, roles, object types, labels and JSON keys come from it.
A page writes a record as a directive, whose options are the fields declared here::

    :::{award} physics-olympiad
    :date: 2022
    :source: lovelace1843

    Second place in the global ranking.
    :::
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from folio.core.commit_links import read_at
from folio.core.dates import Period
from folio.core.options import PERIOD, Option, Url, choice, key, url, words
from folio.core.orcid import orcid
from folio.core.record import KINDS as KINDS  # those who ask for kinds want these too
from folio.core.record import Place as Place
from folio.core.record import Record as Record
from folio.core.signatures import forms_of

#: Each kind of project, as a card names it.
PROJECT_KINDS = {
    "research": "Research",
    "course": "Course project",
    "open-source": "Open source",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Whose portfolio it is; ``author`` is the name as papers print it, if that is another."""

    on_cv = True
    resume = None  # it is the head of the file: "basics"
    #: The name as papers print it, or several, separated by commas; marked in lists of authors.
    author: Annotated[str | None, Option(str, "Signs papers as")] = None
    #: The name in the person's own script, as it stands in the title.
    native: Annotated[str | None, Option(str)] = None
    #: A mail address, as ``mailto:``.
    mail: Annotated[Url | None, Option(url, "Mail")] = None
    #: The address of the homepage.
    site: Annotated[Url | None, Option(url, "Site")] = None
    #: The address of the profile on GitHub.
    github: Annotated[Url | None, Option(url, "GitHub")] = None
    #: The address of the profile on Google Scholar.
    scholar: Annotated[Url | None, Option(url, "Google Scholar")] = None
    #: The ORCID iD, alone or as its address.
    orcid: Annotated[Url | None, Option(orcid, "ORCID")] = None

    @property
    def signs(self) -> str:
        """The first of the names under which the person signs papers."""
        return forms_of(self.author or self.name)[0]

    @property
    def signs_otherwise(self) -> bool:
        """Whether papers print another name than the title has."""
        return self.author not in (None, self.name)

    @property
    def forms(self) -> tuple[str, ...]:
        """Every name under which the person may stand on a paper."""
        return forms_of(self.author or "", self.native, self.name)

    @property
    def name(self) -> str:
        """The title without the name in the person's own script, if that stands in it too.

        It may stand before or behind the other name, or in parentheses.
        """
        if not self.native:
            return self.title
        native = re.escape(self.native)
        form = rf"\s*[(（]\s*{native}\s*[)）]|^{native}[\s,/]+|[\s,/]+{native}$"
        other = re.sub(form, "", self.title)
        return self.title if other == self.title else other.strip() or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Record):
    """A post, whose title is the role; its dates may be open, or unknown."""

    on_cv = True
    resume = Place(
        "work",
        {
            **{"organization": "name", "title": "position", "place": "location"},
            **{"summary": "summary", "highlights": "highlights", "site": "url"},
        },
    )
    byline = ("group", "organization", "place")
    needs_body = False
    #: The group within the organization.
    group: Annotated[str | None, Option(str, "Group")] = None
    #: Whose post it is.
    organization: Annotated[str, Option(str, "Organization")]
    #: Where it is.
    place: Annotated[str | None, Option(str, "Place")] = None
    #: By whom it is supervised.
    advisors: Annotated[tuple[str, ...], Option(words, "Advised by")] = ()
    #: The address of the group.
    site: Annotated[Url | None, Option(url, "Site")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Record):
    """What projects and software share: how a card shows them, and what came out.

    In a record, ``picture`` stands as SVG and ``result`` as text.
    """

    #: The name by which cards call it, if the title is long.
    short: Annotated[str | None, Option(str)] = None
    #: A drawing for its card: a file, or MODEL/FIGURE.
    picture: Annotated[str | None, Option(str)] = None
    #: What came out, one sentence with its source: a ``{cite}`` or a ``{result}``.
    result: Annotated[str | None, Option(str)] = None
    #: The part that the person had.
    role: Annotated[str | None, Option(str, "Role")] = None


_PROJECTS = {"title": "name", "summary": "description", "highlights": "highlights"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Work):
    """A piece of research, a course project or work in the open, with a write-up of its own."""

    on_cv = True
    resume = Place("projects", {**_PROJECTS, "kind": "type"})
    byline = ("status", "course")
    own_page = ("read_at",)
    #: ``research``, ``course`` or ``open-source``.
    kind: Annotated[str, Option(choice(*PROJECT_KINDS))]
    #: Where it stands: published at, under review.
    status: Annotated[str | None, Option(str, "Status")] = None
    #: The course that it was made for.
    course: Annotated[str | None, Option(str, "Course")] = None
    #: Who supervised it.
    supervisor: Annotated[str | None, Option(str, "Supervised by")] = None
    #: With whom it was made; a remark on a name stands in parentheses.
    with_: Annotated[str | None, Option(str, "With")] = None
    #: The name that it had before.
    former_name: Annotated[str | None, Option(str, "Formerly")] = None
    #: The address of its paper.
    paper: Annotated[Url | None, Option(url, "Paper")] = None
    #: The address of its code.
    code: Annotated[Url | None, Option(url, "Code")] = None
    #: The commit at which the code was read: OWNER/REPOSITORY@COMMIT.
    read_at: Annotated[Url | None, Option(read_at, "Code as read")] = None
    #: The address of a report.
    report: Annotated[Url | None, Option(url, "Report")] = None
    #: The address of slides.
    slides: Annotated[Url | None, Option(url, "Slides")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Record):
    """A paper; its title, authors, venue and year come from the bibliography."""

    on_cv = True
    resume = Place("publications", {"title": "name", "summary": "summary"}, ("releaseDate",))
    own_page = ("former_name",)
    needs_body = False
    #: The key of the paper in the bibliography, which has title, authors, venue and year.
    bib: Annotated[str, Option(str)]
    #: The title that it had before.
    former_name: Annotated[str | None, Option(str, "Formerly")] = None
    #: The address of the paper as PDF.
    pdf: Annotated[Url | None, Option(url, "Paper")] = None
    #: The address of its code.
    code: Annotated[Url | None, Option(url, "Code")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Education(Record):
    """A time of study."""

    on_cv = True
    resume = Place(
        "education", {"institution": "institution", "gpa": "score", "courses": "courses"}
    )
    byline = ("role", "institution", "place")
    needs_body = False
    #: What the person is there: a student.
    role: Annotated[str | None, Option(str, "As")] = None
    #: The institution.
    institution: Annotated[str, Option(str, "Institution")]
    #: Where it is.
    place: Annotated[str | None, Option(str, "Place")] = None
    #: The subject.
    major: Annotated[str | None, Option(str, "Major")] = None
    #: By whom the person is advised.
    advisors: Annotated[tuple[str, ...], Option(words, "Advised by")] = ()
    #: The grade, as the source has it.
    gpa: Annotated[str | None, Option(str, "GPA")] = None
    #: Courses to name.
    courses: Annotated[tuple[str, ...], Option(words, "Relevant courses")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Award(Record):
    """An honour, a prize or a scholarship."""

    on_cv = True
    resume = Place("awards", {"title": "title", "summary": "summary"}, ("date",))
    byline = ("rank",)
    needs_body = False
    #: The place or the class of the award.
    rank: Annotated[str | None, Option(str, "Rank")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(Record):
    """What one works with, is interested in, or aims at: ``keywords``, or a sentence."""

    on_cv = True
    resume = Place("skills", {"title": "name", "keywords": "keywords"}, ())
    #: What it is made of; without them the body says it in a sentence.
    keywords: Annotated[tuple[str, ...], Option(words)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Record):
    """What one does beside the studies."""

    on_cv = True
    resume = Place(
        "volunteer",
        {
            **{"title": "organization", "role": "position", "summary": "summary"},
            **{"highlights": "highlights", "site": "url"},
        },
    )
    byline = ("role",)
    #: The part that the person has in it.
    role: Annotated[str | None, Option(str, "Role")] = None
    #: Its address.
    site: Annotated[Url | None, Option(url, "Site")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Software(Work):
    """Code that others can read: a repository, or a contribution to one."""

    on_cv = True
    resume = Place("projects", {**_PROJECTS, "code": "url"})
    byline = ("project",)
    #: What happened on its date, such as ``merged``.
    event: Annotated[str | None, Option(str)] = None
    #: The project that it is part of.
    project: Annotated[str | None, Option(str, "Project")] = None
    #: The address of the code or of the contribution.
    code: Annotated[Url, Option(url, "Code")]
    #: The release that has it.
    release: Annotated[str | None, Option(str, "Released in")] = None
    #: Its licence.
    licence: Annotated[str | None, Option(str, "Licence")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class News(Record):
    """What happened, and when: the home page shows it, and the feed tells of it."""

    on_cv = False  # it tells of what other records state
    resume = None
    #: The key of the record that a reader wants to see.
    about: Annotated[str | None, Option(key)] = None
    #: The day on which it happened.
    date: Annotated[Period, PERIOD]
    #: An address to read more at.
    link: Annotated[Url | None, Option(url, "Link")] = None


KINDS |= {
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

for _name, _kind in KINDS.items():
    if not hasattr(_kind, "on_cv") or not hasattr(_kind, "resume"):
        raise TypeError(f"the kind {_name!r} must say 'on_cv' and 'resume', its places there")
