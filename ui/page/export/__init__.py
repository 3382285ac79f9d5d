"""An answer to take along, with its sources: text, Markdown, Word, PDF."""
