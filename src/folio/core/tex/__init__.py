"""TeX as people write it into titles, names and notes, turned into text.

``decoder`` is what the rest of the house asks; the modules beside it each know one part of TeX.
"""
