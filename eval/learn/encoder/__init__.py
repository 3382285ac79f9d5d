"""Trains the encoder that ships with Briefwijzer, from letters with questions."""
