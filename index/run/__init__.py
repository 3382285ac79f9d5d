"""One indexing run: what it reads, writes and reports."""
