"""What a run measured, as JSON, as a page and in the terminal."""
