"""Writing to the stores: entries, their vectors, what leaves, and what readers see of it."""
