"""What a run measured, as JSON, as a page that stands alone, and in the terminal."""
