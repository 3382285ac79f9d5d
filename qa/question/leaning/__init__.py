"""Questions that lean on the ones before them, made whole by grammar: follow-ups, pronouns, groups."""
