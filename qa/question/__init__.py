"""What is searched for a question: follow-ups, pronouns, double questions."""
