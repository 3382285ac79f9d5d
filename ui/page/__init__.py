"""The chat page: its server, its blocks and actions, and answers as HTML."""
