"""An answer in the letters' own sentences."""
