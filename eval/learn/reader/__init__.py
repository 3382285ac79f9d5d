"""Trains a reader of question and sentence together."""
