"""Question sets, and how their lines are read and checked."""
