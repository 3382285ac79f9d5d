"""Text cut into letters with their data, and letters into passages."""
