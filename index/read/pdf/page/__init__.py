"""One page of a PDF as pdfium draws it: its glyphs, which of them can be seen, and the lines that they make."""
