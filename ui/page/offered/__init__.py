"""Questions to choose from, each checked before it is offered."""
