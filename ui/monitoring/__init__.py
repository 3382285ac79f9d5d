"""Health, measures, logs and traces of a server."""
