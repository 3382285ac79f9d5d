"""Trains an encoder for Briefwijzer, from letters with questions."""
