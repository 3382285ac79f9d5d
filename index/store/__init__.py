"""What is kept: catalog, vectors, exchanges, and the migrations of their tables."""
