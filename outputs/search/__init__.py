"""The command `search`: its folder, its report, its words."""
