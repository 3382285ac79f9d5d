"""Answers for programs over HTTP, and tools for language models."""
