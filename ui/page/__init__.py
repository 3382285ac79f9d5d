"""The chat page: server, actions, HTML, script and style."""
