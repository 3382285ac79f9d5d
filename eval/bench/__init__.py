"""Benchmarks against other ways of searching: `python -m eval.bench.retrieval` and `python -m eval.bench.speed`."""
