"""Pictures drawn by Typst from a template; data come as JSON, so no text of theirs is markup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from folio.problems import Invalid, Problem, Subtype

PIXELS_PER_INCH = 72  # a point of the template is a pixel of the picture


def draw(template: Path, root: Path, data: str) -> list[bytes]:
    """Return each page of a template as a PNG; the same data give the same bytes.

    Only the fonts in the folder ``fonts`` beside the template are used.
    """
    import typst  # here, so that a site without pictures needs no Typst

    if not template.is_file():
        what = f"'folio_card' must name a Typst template (found no file {template.name!r})"
        raise Invalid([Problem(Subtype.FILE, f"{what}; write it, or name another")])
    try:
        drawn: Any = typst.compile(
            template,
            root=root,
            font_paths=[template.parent / "fonts"],
            ignore_system_fonts=True,
            format="png",
            ppi=PIXELS_PER_INCH,
            sys_inputs={"data": data},
        )
    except typst.TypstError as error:
        what = f"{template.name!r} must be set by Typst without an error (got: {error})"
        raise Invalid([Problem(Subtype.TYPST, what)]) from None
    return drawn if isinstance(drawn, list) else [drawn]  # of a single page Typst makes no list
