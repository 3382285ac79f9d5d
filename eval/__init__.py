"""The face for evaluators: offline runs over question sets."""
