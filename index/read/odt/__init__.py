"""OpenDocument texts as blocks: what somebody who opens the file sees, and an inventory of the rest."""
