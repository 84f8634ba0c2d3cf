"""Other views of the portfolio: each a pure function from records to text, one to a file.

They import neither Sphinx nor docutils. ``folio.heads`` puts into pages what belongs there,
``folio.publish`` writes the files; what cannot be made raises :class:`~folio.problems.Invalid`.
"""
