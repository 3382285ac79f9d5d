"""HTML pages: what of them is seen, what of that is the text, and its blocks."""
