"""What else checkers must refuse: wrong uses of attempts, of views and of masked values.

As in ``refused``, a comment says what each line tries, and nothing here runs.
"""

from __future__ import annotations

from models.enrollment.records import Record
from models.enrollment.secret import Masked
from models.enrollment.states import Closed, Open, Started, Submitted
from models.enrollment.views import view


def dial(number: str, digits: Masked[str]) -> str:
    """Use a number, as its type allows."""
    return number + digits.reveal()


def attempts(exam: Open, late: Closed, attempt: Started, done: Submitted) -> None:
    """Hand in, once and in time; then what is refused."""
    exam.submit(attempt, "B")
    exam.submit(done, "C")  # a second answer by one candidate
    late.submit(attempt, "D")  # an answer to a closed exam


def views(record: Record, exam: Open) -> None:
    """Read what a role is sent; then what is refused."""
    own, graded = view(record, "candidate", exam), view(record, "grader", exam)
    own["answer"].strip()
    graded["key"].strip()
    own["score"]  # a candidate's score before release
    graded["name"]  # a candidate's name, while grading is blind
    view(record, "guest", exam)  # a role that there is not


def masked(digits: Masked[str], number: Masked[int]) -> None:
    """Reveal a value on purpose; then what is refused."""
    dial("138", digits)
    dial(digits, digits)  # a masked value as a number to dial
    "+86" + digits  # a masked value as part of a text
    number + 1  # a masked number in a sum
