"""Upgrading: technology, recognition as high-tech, platforms and the fund that speed both."""

from ..declaration import PARK, PARK_OR_INDUSTRY, Indicator, Lever, Parameter
from ..formulas import ratio
from ..units import HUNDRED_MILLION

DECLARED = (
    Parameter(name="upgrade_rate", value=0.25, low=0.15, high=0.5, unit="1/year", source="innovation-jiading-2016"),
    Parameter(name="upgrade_research", value=6.0, low=0.0, high=12.0, unit="1", source="prototype"),
    Parameter(name="upgrade_platform", value=0.15, low=0.05, high=0.25, unit="1/platform", source="prototype", varies=True),
    Parameter(name="upgrade_fund", value=0.5, low=0.2, high=0.8, unit="1", source="prototype", varies=True),
    Parameter(name="upgrade_neighbours", value=0.5, low=0.0, high=1.0, unit="1", varies=True),
    Parameter(name="upgrade_jump", value=0.2, low=0.11, high=0.32, unit="1", source="productivity-growth-2012"),
    Parameter(name="capability_reversion", value=0.1, low=0.05, high=0.22, unit="1/year", source="productivity-persistence-2006"),
    Parameter(name="upgrade_saving", value=0.3, low=0.1, high=0.5, unit="1"),
    Parameter(name="national_platform_weight", value=2.0, low=1.0, high=4.0, unit="1"),
    Parameter(name="fund_scale", value=20000.0, low=8000.0, high=50000.0, unit="10k yuan/year"),
    Parameter(name="recognition_rate", value=0.5, low=0.3, high=0.8, unit="1/year", source="prototype"),
    Parameter(name="recognition_width", value=0.1, low=0.05, high=0.2, unit="1", source="prototype"),
    Parameter(name="recognition_band", value=0.2, low=0.1, high=0.4, unit="1", source="prototype"),
    Parameter(name="provincial_platform_cost", value=3000.0, low=1000.0, high=6000.0, unit="10k yuan"),
    Parameter(name="national_platform_cost", value=8000.0, low=4000.0, high=20000.0, unit="10k yuan"),
    Lever(
        name="innovation_platforms", unit="platforms/year", neutral=0.0, low=0.0, high=10.0,
        phases=("building",), first_indicator="upgrades", direction=+1, accumulates=True, needs="zone",
    ),
    Lever(
        name="innovation_fund", unit="10k yuan/year", neutral=0.0, low=0.0, high=100_000.0,
        phases=("production",), first_indicator="upgrades", direction=+1, scale="city_output", by_park=False,
    ),
    Indicator(
        name="hightech_output_share", unit="share", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: ratio(r.zones("hightech_output"), r.zones("output")),
    ),
    Indicator(
        name="hightech_output", unit="100 million yuan", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: r.zones("hightech_output") / HUNDRED_MILLION,
    ),
    Indicator(
        name="hightech_value_added", unit="100 million yuan", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: r.zones_weighted("hightech_output", "value_added_rate") / HUNDRED_MILLION,
    ),
    Indicator(
        name="research_spending", unit="100 million yuan", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: r.zones_weighted("output", "research_share") / HUNDRED_MILLION,
    ),
    Indicator(
        name="upgrades", unit="upgrades", better=1, by=PARK,
        formula=lambda r: r.total_events("upgrades"),
    ),
    Indicator(
        name="platforms", unit="platforms", better=1, by=PARK,
        formula=lambda r: r.total_year_end("platforms"),
    ),
)  # fmt: skip
