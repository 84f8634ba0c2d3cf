"""The page around the text: layout, stylesheet, search."""
