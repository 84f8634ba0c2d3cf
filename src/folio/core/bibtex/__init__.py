"""Files of BibTeX and biblatex, as people have them, read as sources or refused with a remedy.

Data flows one way: ``entries`` parts a file and names its fields, ``people``, ``when``, ``links``
and ``venues`` each read what some of them say, ``notes`` finds what programs wrote beside them,
and ``source_maker`` makes one source of it all. :mod:`folio.core.bibliography` puts files
together.
"""
