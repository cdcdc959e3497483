"""Arrivals: how many projects come, and what they are like."""

from ..declaration import PARK, Indicator, Parameter

DECLARED = (
    Parameter(name="arrival_rate", value=0.25, low=0.17, high=0.33, unit="1/year", source="entry-exit", varies=True),
    Parameter(name="arrival_follow", value=1.0, low=0.0, high=1.0, unit="share"),
    Parameter(name="arrival_most", value=3.0, low=2.0, high=5.0, unit="1"),
    Parameter(name="arrival_own_mix", value=0.55, low=0.3, high=0.8, unit="share", source="leading-projects"),
    Parameter(name="arrival_median", value=5000.0, low=2000.0, high=8000.0, unit="10k yuan/year", source="project-sizes"),
    Parameter(name="arrival_spread", value=0.9, low=0.7, high=1.1, unit="1", source="prototype"),
    Parameter(name="arrival_tail", value=0.01, low=0.0, high=0.03, unit="share"),
    Parameter(name="arrival_tail_factor", value=5.0, low=2.0, high=10.0, unit="1"),
    Parameter(name="arrival_largest", value=300_000.0, low=100_000.0, high=600_000.0, unit="10k yuan/year"),
    Parameter(name="entrant_capability", value=0.0, low=-0.15, high=0.15, unit="1", source="entrant-productivity", varies=True),
    Parameter(name="capability_spread", value=0.33, low=0.25, high=0.4, unit="1", source="prototype"),
    Parameter(name="entrant_intensity", value=0.85, low=0.7, high=1.0, unit="1"),
    Parameter(name="intensity_spread", value=0.6, low=0.1, high=1.15, unit="1", source="energy-dispersion"),
    Indicator(
        name="projects_arrived", unit="projects", better=1, by=PARK,
        formula=lambda r: r.total_events("arrivals"),
    ),
)  # fmt: skip
