"""What both faces say of an answer, in words for people."""
