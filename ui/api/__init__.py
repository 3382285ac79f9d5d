"""Answers, search and letters for programs, over HTTP."""
