"""Two runs or more beside each other: what changed, and whether the difference is more than chance."""
