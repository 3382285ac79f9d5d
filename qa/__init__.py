"""From a question to a checked answer: `ask.py` has the steps, `notices.tsv` what readers are told."""
