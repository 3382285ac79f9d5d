"""The pages that show a letter itself: its whole text, its pages as they look on paper, its file."""
