"""One file to text with pages and headings, a module per file type."""
