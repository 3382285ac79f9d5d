"""The check of drafted sentences, measured over drafts with a verdict."""
