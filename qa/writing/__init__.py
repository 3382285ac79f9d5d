"""An answer written by a language model."""
