"""What is cut from an option is said with its remedy: MyST takes `` #`` for a comment there.

MyST names the line and not what to do; its message comes once, in the words of this package.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from folio.core.problems import Subtype

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WHAT = "must have no ' #' in an option, since it and what follows it are left out"
REMEDY = "put the value between quotation marks, or remove the comment"


class Remedy(logging.Filter):
    """Says what to do about a comment in an option."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Put other words into the message of MyST, and let every message pass."""
        if getattr(record, "subtype", "") == "directive_comments":
            name = str(record.msg).partition(":")[0]
            record.msg, record.args = f"{name} {WHAT}; {REMEDY}", ()
            record.__dict__.update(type="folio", subtype=Subtype.OPTION.value)
        return True


REMEDIES = Remedy()


def setup_option_comments(app: Sphinx) -> None:
    """Listen to what MyST warns of; a filter that is there already is not added again."""
    logging.getLogger("sphinx.myst_parser.warnings_").addFilter(REMEDIES)
