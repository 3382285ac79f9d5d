"""The fact sheets in letters/, set in their formats from the sources in docs/letters/."""
