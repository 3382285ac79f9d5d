"""The pages on which staff review answers, and see what follows from it."""
