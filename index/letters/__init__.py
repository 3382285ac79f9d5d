"""From a document's text to its letters with their data, and from a letter to its passages."""
