"""The models that read text: which one is chosen, what it is given, and how much it reads at once."""
