"""Personal data in a question: found, so that it can be left out."""
