"""Letters that say different things."""
