"""Weights and bounds learned from data."""
