"""The catalog: files, documents, letters and passages, and which version of each is current. It is the truth."""
