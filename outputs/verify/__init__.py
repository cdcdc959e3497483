"""The command `verify`: a folder of results held against the hashes that it bears."""
