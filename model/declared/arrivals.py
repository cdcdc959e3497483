"""Arrivals: how many projects come, and what they are like."""

from ..declaration import PARK, Indicator, Parameter

DECLARED = (
    Parameter(name="arrival_rate", value=0.19, low=0.14, high=0.24, unit="1/year", source="prototype", varies=True),
    Parameter(name="arrival_follow", value=1.0, low=0.0, high=1.0, unit="share"),
    Parameter(name="arrival_most", value=3.0, low=2.0, high=5.0, unit="1"),
    Parameter(name="arrival_own_mix", value=0.5, low=0.3, high=0.7, unit="share", source="prototype"),
    Parameter(name="arrival_median", value=6000.0, low=4000.0, high=8000.0, unit="10k yuan/year", source="prototype"),
    Parameter(name="arrival_spread", value=0.9, low=0.7, high=1.1, unit="1", source="prototype"),
    Parameter(name="arrival_tail", value=0.01, low=0.0, high=0.03, unit="share"),
    Parameter(name="arrival_tail_factor", value=5.0, low=2.0, high=10.0, unit="1"),
    Parameter(name="arrival_largest", value=300_000.0, low=100_000.0, high=600_000.0, unit="10k yuan/year"),
    Parameter(name="entrant_capability", value=0.0, low=-0.15, high=0.15, unit="1", varies=True),
    Parameter(name="capability_spread", value=0.33, low=0.25, high=0.4, unit="1", source="prototype"),
    Parameter(name="entrant_intensity", value=0.85, low=0.7, high=1.0, unit="1"),
    Parameter(name="intensity_spread", value=0.3, low=0.1, high=0.5, unit="1"),
    Indicator(
        name="projects_arrived", unit="projects", better=1, by=PARK,
        formula=lambda r: r.total_events("arrivals"),
    ),
)  # fmt: skip
