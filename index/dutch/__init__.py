"""What Briefwijzer knows of Dutch, as data with its source named, and the functions that apply it."""
