"""Themes that run through the letters, what each letter says about them, and what changed."""
