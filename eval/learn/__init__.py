"""Weights and bounds that are learned from data."""
