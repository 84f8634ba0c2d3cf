"""What checkers must refuse: 31 of 36 pairs of states; a comment names each pair.

The five verbs that exist, and the one that makes an exam, are in ``allowed`` and must pass.
Nothing here runs: the model gives this file to mypy and pyright, and shows what they say.
"""

from __future__ import annotations

from models.enrollment.states import Closed, Course, Draft, Graded, Open, Published, Released


def allowed(course: Course) -> Released:
    """Go through every state, as the types allow."""
    return course.draft("Algebra").publish().open().close().grade().release()


def refused_draft(exam: Draft) -> None:
    """Try what Draft does not have."""
    exam.draft()  # Draft -> Draft
    exam.open()  # Draft -> Open
    exam.close()  # Draft -> Closed
    exam.grade()  # Draft -> Graded
    exam.release()  # Draft -> Released


def refused_published(exam: Published) -> None:
    """Try what Published does not have."""
    exam.draft()  # Published -> Draft
    exam.publish()  # Published -> Published
    exam.close()  # Published -> Closed
    exam.grade()  # Published -> Graded
    exam.release()  # Published -> Released


def refused_open(exam: Open) -> None:
    """Try what Open does not have."""
    exam.draft()  # Open -> Draft
    exam.publish()  # Open -> Published
    exam.open()  # Open -> Open
    exam.grade()  # Open -> Graded
    exam.release()  # Open -> Released


def refused_closed(exam: Closed) -> None:
    """Try what Closed does not have."""
    exam.draft()  # Closed -> Draft
    exam.publish()  # Closed -> Published
    exam.open()  # Closed -> Open
    exam.close()  # Closed -> Closed
    exam.release()  # Closed -> Released


def refused_graded(exam: Graded) -> None:
    """Try what Graded does not have."""
    exam.draft()  # Graded -> Draft
    exam.publish()  # Graded -> Published
    exam.open()  # Graded -> Open
    exam.close()  # Graded -> Closed
    exam.grade()  # Graded -> Graded


def refused_released(exam: Released) -> None:
    """Try what Released does not have."""
    exam.draft()  # Released -> Draft
    exam.publish()  # Released -> Published
    exam.open()  # Released -> Open
    exam.close()  # Released -> Closed
    exam.grade()  # Released -> Graded
    exam.release()  # Released -> Released
