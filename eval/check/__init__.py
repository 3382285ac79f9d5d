"""The check of drafted sentences, measured over drafts of which the verdict is known."""
