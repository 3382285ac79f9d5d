"""The reader: a cross-encoder trained to tell whether a sentence answers a question."""
