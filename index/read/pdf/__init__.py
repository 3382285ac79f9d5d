"""PDF to text in reading order."""
