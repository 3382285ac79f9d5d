"""What a sentence may not do to its quotes, one rule a file."""
