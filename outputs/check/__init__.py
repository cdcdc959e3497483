"""The command `check`: what a case holds, assumes and contradicts, in tables."""
