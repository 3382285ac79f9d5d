"""Question sets, and how they are read."""
