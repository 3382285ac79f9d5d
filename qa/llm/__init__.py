"""Requests to a language model, its replies, its faults."""
