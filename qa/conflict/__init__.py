"""Letters that say different things: what changed, what is older, and sentences that conflict."""
