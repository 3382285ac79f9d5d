"""Two Dutch texts compared: clauses, numbers, denial, opposites."""
