"""Zones: mergers, yearly assessment, national status, and what all levers together cost."""

from ..declaration import PARK, Indicator, Lever, Parameter
from ..formulas import policy_cost
from ..units import M2_PER_MU

DECLARED = (
    Parameter(name="national_hightech", value=0.5, low=0.4, high=0.6, unit="share"),
    Parameter(name="national_attraction", value=0.15, low=0.0, high=0.3, unit="share"),
    Parameter(name="national_standard", value=1.57, low=1.25, high=2.0, unit="1", source="anqing-land-2019"),
    Parameter(name="leniency_step", value=0.05, low=0.0, high=0.15, unit="share"),
    Parameter(name="leniency_largest", value=0.5, low=0.2, high=0.7, unit="share"),
    Parameter(name="leniency_threat", value=2.0, low=1.0, high=4.0, unit="1"),
    Parameter(name="evaluation_cost", value=50.0, low=20.0, high=100.0, unit="10k yuan/year"),
    Parameter(name="grade_land", value=0.5, low=0.3, high=0.7, unit="1"),
    Parameter(name="score_yield", value=0.4, low=0.2, high=0.6, unit="1"),
    Parameter(name="score_hightech", value=0.4, low=0.2, high=0.4, unit="1"),
    Parameter(name="score_link", value=0.0, low=0.0, high=1.0, unit="share"),
    Parameter(name="grade_width", value=0.5, low=0.3, high=0.8, unit="1"),
    Lever(
        name="park_merger", unit="on/off", neutral=0.0, low=0.0, high=1.0,
        phases=("merging",), first_indicator="land_pooled", direction=+1, switch=True, needs="merger",
    ),
    Lever(
        name="evaluation", unit="share", neutral=0.0, low=0.0, high=1.0,
        phases=("assessment",), first_indicator="projects_refused", direction=+1,
    ),
    Lever(
        name="status_upgrade", unit="chance/year", neutral=0.0, low=0.0, high=1.0,
        phases=("assessment",), first_indicator="national_zones", direction=+1, needs="candidate",
    ),
    Indicator(
        name="national_zones", unit="zones", better=1, by=PARK,
        formula=lambda r: r.total_year_end("national"),
    ),
    Indicator(
        name="leniency", unit="share", better=-1, by=PARK,
        formula=lambda r: r.year_end("leniency").mean(axis=2),
    ),
    Indicator(
        name="land_pooled", unit="mu", by=PARK,
        formula=lambda r: r.total_events("land_pooled_in") / M2_PER_MU,
    ),
    Indicator(
        name="policy_cost", unit="100 million yuan", better=-1,  # costs are booked by lever, not by park
        formula=policy_cost,
    ),
)  # fmt: skip
