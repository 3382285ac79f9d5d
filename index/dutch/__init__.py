"""What is known of Dutch: word lists, and functions that apply them."""
