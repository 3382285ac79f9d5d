"""How good answers are: each is scored, and the scores are added up."""
