"""The staff desk at /beheer."""
