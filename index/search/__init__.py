"""From a question to ranked passages: the views of a passage, their fusion, and what a question names."""
