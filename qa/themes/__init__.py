"""Themes that run through the letters, and what changed in them."""
