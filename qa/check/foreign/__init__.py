"""The rules for sentences in other languages than Dutch: what of them can be compared with Dutch words."""
