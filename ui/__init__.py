"""The faces for people: the chat page and the command line."""
