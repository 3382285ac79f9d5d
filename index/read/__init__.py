"""One file to canonical text with page starts and headings, a module for each kind of file."""
