"""Tests of what staff do with exchanges, in the catalog."""
