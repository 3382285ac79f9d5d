"""The letters, kept by editors: what there is, what is wrong in it, what may be seen of it."""
