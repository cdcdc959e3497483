"""The command `facts`: a run against what was published."""
