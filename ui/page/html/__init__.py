"""An answer, and what else stands in its place, as escaped HTML. Pure."""
