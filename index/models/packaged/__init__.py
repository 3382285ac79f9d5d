"""The encoder out of a package."""
