"""Answers measured on questions whose evidence is known."""
