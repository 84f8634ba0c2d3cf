"""Other views of the portfolio: each a pure function from records to text, one to a file.

They import neither Sphinx nor docutils. ``folio.publish.heads`` puts into pages what belongs
there, ``folio.publish.outputs`` writes the files; what cannot be made raises
:class:`~folio.core.problems.Invalid`.
"""
