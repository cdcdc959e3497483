"""The command `compare`: its tables, its report, its words."""
