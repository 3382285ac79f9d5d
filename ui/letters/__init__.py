"""The pages of a letter: its whole text, its pages on paper, its file."""
