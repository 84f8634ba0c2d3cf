"""Invented identities, drawn by Hypothesis: one strategy for each kind of the enrollment model."""

from __future__ import annotations

from hypothesis import strategies as st

from models.enrollment.masks import KINDS


def matching(name: str) -> st.SearchStrategy[str]:
    """Return texts that parse as a kind."""
    return st.from_regex(KINDS[name].pattern, fullmatch=True)


LOCAL = st.text("abcxyz019._+-", min_size=1, max_size=40).filter(lambda text: text[0].isalnum())
LABEL = st.text("abcz019", min_size=1, max_size=8)
#: By kind. An address is put together, since drawing one by its pattern is slow.
VALUES = {
    "name": matching("name"),
    "id": matching("id"),
    "email": st.builds(lambda local, label: f"{local}@{label}.edu", LOCAL, LABEL),
    "phone": matching("phone"),
}
