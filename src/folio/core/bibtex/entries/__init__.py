"""From a file to the fields of each entry, with every mistake of its syntax."""
