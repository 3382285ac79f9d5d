"""What whoever runs a server watches it by: health, measures, logs and traces. None of them has a question in it."""
