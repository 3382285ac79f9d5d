"""What staff do with exchanges: the queue they pick from, what they find, and answers that they approve."""
