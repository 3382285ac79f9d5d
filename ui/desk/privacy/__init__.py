"""What is kept of questions, and how an admin takes it along or erases it."""
