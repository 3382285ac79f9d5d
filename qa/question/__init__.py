"""What a question is and what is searched for it: its language, its halves, what it leans on."""
