"""The rules for other languages than Dutch."""
