"""The command `sensitivity`: a design made and run, and what is said of it."""
