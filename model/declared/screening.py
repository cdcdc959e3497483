"""Screening: what a project must reach before it may wait for a site."""

from ..declaration import PARK, Indicator, Lever, Parameter

DECLARED = (
    Parameter(name="review_exempt", value=1000.0, low=500.0, high=3000.0, unit="tce/year"),
    Parameter(name="review_headroom", value=0.5, low=0.0, high=1.0, unit="share"),
    Parameter(name="intensity_adaptation", value=0.15, low=0.0, high=0.3, unit="share"),
    Lever(
        name="entry_standards", unit="10k yuan/mu", neutral=0.0, low=0.0, high=300.0,
        phases=("production", "arrivals",), first_indicator="projects_refused", direction=+1,
    ),
    Lever(
        name="energy_review", unit="strictness", neutral=0.0, low=0.0, high=1.5,
        phases=("production", "arrivals",), first_indicator="projects_refused", direction=+1,
    ),
    Indicator(
        name="projects_refused", unit="projects", by=PARK,  # strict standards refuse on purpose
        formula=lambda r: r.total_events("refused_standards") + r.total_events("refused_energy"),
    ),
)  # fmt: skip
