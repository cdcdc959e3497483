"""Emerging industries: what those make that a plan counts as such, the land they get, and large projects."""

from ..declaration import PARK, PARK_OR_INDUSTRY, Indicator, Parameter
from ..formulas import emerging_value_added, ratio, yearly_growth
from ..units import HUNDRED_MILLION

DECLARED = (
    Parameter(name="large_investment", value=200_000.0, low=10_000.0, high=2_000_000.0, unit="10k yuan"),
    Parameter(name="large_emerging_investment", value=100_000.0, low=10_000.0, high=2_000_000.0, unit="10k yuan"),
    Indicator(
        name="emerging_output", unit="100 million yuan", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: r.zones_weighted("output", "emerging") / HUNDRED_MILLION,
    ),
    Indicator(
        name="emerging_output_share", unit="share", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: ratio(r.zones_weighted("output", "emerging"), r.zones("output")),
    ),
    Indicator(
        name="emerging_value_added", unit="100 million yuan", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: emerging_value_added(r) / HUNDRED_MILLION,
    ),
    Indicator(
        name="emerging_value_added_growth", unit="1/year", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: yearly_growth(emerging_value_added(r)),
    ),
    Indicator(
        name="land_emerging", unit="share", better=1, by=PARK,
        formula=lambda r: ratio(r.total_events("land_granted_emerging"), r.total_events("land_granted")),
    ),
    Indicator(
        name="large_projects", unit="projects", better=1, by=PARK,
        formula=lambda r: r.total_events("large_projects"),
    ),
    Indicator(
        name="large_projects_by_class", unit="projects", better=1, by=PARK,
        formula=lambda r: r.total_events("large_projects_by_class"),
    ),
)  # fmt: skip
