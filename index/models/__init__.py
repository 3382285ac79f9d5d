"""The models that embed texts or judge them."""
