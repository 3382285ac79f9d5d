"""What a drafted sentence may not do to the words it rests on: one rule a file, each a pure function of a `Claim`."""
