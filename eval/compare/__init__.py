"""Runs beside each other: what changed, and whether by chance."""
