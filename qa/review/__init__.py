"""What staff find of answers: as a test question, as a table, how far two agree, and what stays unanswered."""
