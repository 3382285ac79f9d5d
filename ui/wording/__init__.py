"""What both faces call letters, dates, steps and omissions."""
