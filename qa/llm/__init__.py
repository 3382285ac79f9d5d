"""The way to a language model: what it is sent, how its reply comes back, and what can go wrong."""
