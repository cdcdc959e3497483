"""The command `discover`: its tables and sentences."""
