"""The list of letters with its timeline, the themes."""
