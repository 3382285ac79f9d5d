"""E-mails, and web pages saved in one file."""
