"""Two Dutch texts held against each other: clauses, numbers, denial, opposites. Knows nothing of rules or drafts."""
