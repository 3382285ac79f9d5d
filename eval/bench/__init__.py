"""Benchmarks against other ways of searching."""
