"""One indexing run: which files it looks at, what it writes in which order, and what it reports."""
