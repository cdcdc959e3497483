"""Installation: the environment in `.venv`, made and kept up to date by the first command, with the standard library only."""
