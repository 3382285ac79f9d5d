"""What a run measured: JSON, page, terminal."""
