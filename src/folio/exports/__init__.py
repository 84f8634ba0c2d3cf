"""Views of a portfolio outside its pages: a pure function a file, from records to text."""
