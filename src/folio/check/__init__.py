"""What ``folio link``, ``list`` and ``check`` are made of: pure modules, without Sphinx.

Data flows one way: ``files`` finds what to read, ``readers`` say which links stand in it,
``check`` judges each against what a site has ``published``, ``report`` tells, ``fix`` mends.
"""
