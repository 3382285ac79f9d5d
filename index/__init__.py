"""From files to hits: read, cut into letters and passages, store, search."""
