"""An answer in the letters' own sentences: which of them answer, and how sure that is."""
