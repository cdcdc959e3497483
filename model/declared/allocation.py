"""Allocation: which of the waiting projects gets land or floor first."""

from ..declaration import PARK, Indicator, Lever, Parameter
from ..formulas import ratio, waiting

DECLARED = (
    Parameter(name="rank_least", value=1000.0, low=500.0, high=3000.0, unit="10k yuan"),
    Parameter(name="rank_largest", value=1_000_000.0, low=300_000.0, high=3_000_000.0, unit="10k yuan"),
    Parameter(name="rank_hightech", value=0.4, low=0.2, high=0.5, unit="1"),
    Parameter(name="rank_leading", value=0.3, low=0.2, high=0.5, unit="1"),
    Parameter(name="rank_best_yield", value=2.0, low=1.5, high=3.0, unit="1"),
    Parameter(name="patience", value=0.1, low=0.05, high=0.15, unit="1/quarter", source="prototype", varies=True),
    Lever(
        name="selection_weights", unit="weight", neutral=0.0, low=0.0, high=1.0,
        phases=("allocation",), first_indicator="land_hightech", direction=+1,
    ),
    Indicator(
        name="land_hightech", unit="share", better=1, by=PARK,
        formula=lambda r: ratio(r.total_events("land_granted_hightech"), r.total_events("land_granted")),
    ),
    Indicator(
        name="projects_waiting", unit="projects", better=-1, by=PARK,
        formula=waiting,
    ),
    Indicator(
        name="projects_lost", unit="projects", better=-1, by=PARK,
        formula=lambda r: r.total_events("lost"),
    ),
)  # fmt: skip
