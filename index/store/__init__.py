"""What is kept: catalog, vectors, questions with their answers."""
