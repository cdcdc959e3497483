"""The command `sweep`: run a design, tell how far it is, estimate it, sum it up; and read a finished one."""
