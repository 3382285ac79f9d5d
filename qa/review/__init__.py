"""What staff find of answers."""
