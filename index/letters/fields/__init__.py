"""What one letter says of itself: kind, title, sender, recipient, date, reference and signature, a
file for each that takes finding.
"""
