"""Staff: who they are, their sessions, failed sign-ins, and the log of what they did."""
