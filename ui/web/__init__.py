"""What all web pages share: server, frame, templates, the reader's language."""
