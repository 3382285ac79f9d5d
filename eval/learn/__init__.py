"""What is learned once from data and kept as a file with its provenance."""
