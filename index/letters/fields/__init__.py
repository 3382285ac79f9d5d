"""A letter's own data: kind, title, sender, recipient, date, reference."""
