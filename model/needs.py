"""Needs: what levers may need of a case. They are declared in `declared/`; here they are one table."""

from .declaration import Need
from .declared import table_of
from .population.baseline import Baseline

NEEDS: dict[str, Need] = table_of(Need)


def offered_by(baseline: Baseline) -> frozenset[str]:
    """Return the names of the needs that a city at its baseline meets."""
    return frozenset(name for name, need in NEEDS.items() if need.met(baseline))
