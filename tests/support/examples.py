"""How many examples Hypothesis tries: 100 by default, 1,000 with ``nox -s tests -- --thorough``."""

from __future__ import annotations

from hypothesis import settings

PROFILES = {"usual": 100, "thorough": 1000}


def register() -> None:
    """Make the profiles known, and use the usual one until the command line names another."""
    for name, examples in PROFILES.items():
        settings.register_profile(name, max_examples=examples, deadline=None)  # no test is timed
    settings.load_profile("usual")


def share(percent: int) -> settings:
    """Return the settings of a test whose examples are slow: a share of what the profile says."""
    return settings(max_examples=max(1, settings().max_examples * percent // 100))
