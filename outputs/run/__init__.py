"""The command `run`: the table of targets, the folder of a run."""
