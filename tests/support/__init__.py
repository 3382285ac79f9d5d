"""What many tests use: small real models and servers, invented letters, records built by hand; each file is named after
what it holds.
"""
