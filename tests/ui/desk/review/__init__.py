"""Tests of the pages on which staff review answers."""
