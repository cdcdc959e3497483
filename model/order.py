"""The order of a quarter: its phases, declared in `declared/phases.py`. `quarter.py` runs by this table."""

from .declaration import Phase
from .declared import table_of

PHASES: dict[str, Phase] = table_of(Phase)
