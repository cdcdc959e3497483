"""Construction: how long a plant takes to build."""

from ..declaration import PARK, Indicator, Lever, Parameter

DECLARED = (
    Parameter(name="construction_quarters", value=5.0, low=4.0, high=8.0, unit="quarter", source="project-times"),
    Parameter(name="fitting_quarters", value=2.0, low=1.0, high=4.0, unit="quarter"),
    Parameter(name="approval_cost", value=5.0, low=1.0, high=20.0, unit="10k yuan/quarter"),
    Lever(
        name="approval_speed", unit="quarters", neutral=0.0, low=0.0, high=2.0,
        phases=("production", "arrivals", "allocation"), first_indicator="projects_started", direction=+1,
    ),
    Indicator(
        name="projects_started", unit="projects", better=1, by=PARK,
        formula=lambda r: r.total_events("started"),
    ),
)  # fmt: skip
