"""What is said to a language model: one file per prompt."""
