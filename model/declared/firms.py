"""Firms: they grow, expand, leave, and are counted while they are above scale."""

from ..declaration import PARK, PARK_OR_INDUSTRY, Indicator, Parameter
from ..formulas import growth, jobs, ratio
from ..units import HUNDRED_MILLION

DECLARED = (
    Parameter(name="capability_growth", value=0.08, low=0.04, high=0.12, unit="1/year", source="prototype", varies=True),
    Parameter(name="cluster_growth", value=0.02, low=0.0, high=0.04, unit="1/year", source="prototype", varies=True),
    Parameter(name="cost_growth", value=1.5, low=0.5, high=2.5, unit="1/year", source="prototype", varies=True),
    Parameter(name="growth_spread", value=0.22, low=0.18, high=0.26, unit="1/year^0.5", source="growth-laplace", varies=True),
    Parameter(name="growth_spread_exponent", value=-0.17, low=-0.2, high=-0.14, unit="1", source="size-volatility"),
    Parameter(name="reference_output", value=5000.0, low=1000.0, high=20000.0, unit="10k yuan/year", source="prototype"),
    Parameter(name="overuse", value=1.05, low=1.0, high=1.2, unit="1"),
    Parameter(name="exit_hazard", value=0.06, low=0.05, high=0.07, unit="1/year", source="entry-exit", varies=True),
    Parameter(name="exit_size", value=0.35, low=0.2, high=0.5, unit="1", source="prototype"),
    Parameter(name="exit_capability", value=0.6, low=0.2, high=1.0, unit="1", source="prototype"),
    Parameter(name="exit_cost", value=10.0, low=0.0, high=20.0, unit="1", source="prototype"),
    Parameter(name="exit_return", value=0.4, low=0.2, high=0.6, unit="share", source="prototype", varies=True),
    Parameter(name="expansion_threshold", value=0.9, low=0.8, high=1.0, unit="share", source="prototype"),
    Parameter(name="expansion_rate", value=0.7, low=0.4, high=1.0, unit="1/year"),
    Parameter(name="expansion_size", value=0.25, low=0.15, high=0.4, unit="share", source="prototype"),
    Parameter(name="ramp_quarters", value=6.0, low=2.0, high=12.0, unit="quarter", source="project-times"),
    Parameter(name="ramp_use", value=0.77, low=0.7, high=0.84, unit="share", source="capacity-use-2017"),
    Parameter(name="register_threshold", value=2000.0, low=2000.0, high=2000.0, unit="10k yuan/year", source="above-scale-2011"),
    Parameter(name="register_band", value=0.2, low=0.0, high=0.4, unit="share"),
    Indicator(
        name="gross_output", unit="100 million yuan", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: r.zones("output") / HUNDRED_MILLION,
    ),
    Indicator(
        name="value_added", unit="100 million yuan", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: r.zones_weighted("output", "value_added_rate") / HUNDRED_MILLION,
    ),
    Indicator(
        name="zone_value_added_share", unit="share", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: ratio(
            r.zones_weighted("output", "value_added_rate"), r.city_weighted("output", "value_added_rate")
        ),
    ),
    Indicator(
        name="tax", unit="100 million yuan", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: r.zones_weighted("output", "tax_rate") / HUNDRED_MILLION,
    ),
    Indicator(
        name="tax_growth", unit="1/year", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: growth(r.zones_weighted("output", "tax_rate")),
    ),
    Indicator(
        name="jobs", unit="10,000 workers", better=1, by=PARK_OR_INDUSTRY,
        formula=jobs,
    ),
    Indicator(
        name="trade", unit="100 million yuan", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: r.zones_weighted("output", "trade_rate") / HUNDRED_MILLION,
    ),
    Indicator(
        name="trade_growth", unit="1/year", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: growth(r.zones_weighted("output", "trade_rate")),
    ),
    Indicator(
        name="firms", unit="firms", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: r.zones("firms"),
    ),
    Indicator(
        name="entry_rate", unit="share", by=PARK,
        formula=lambda r: ratio(r.total_events("registered"), r.firms_before()),
    ),
    Indicator(
        name="exit_rate", unit="share", by=PARK,  # the closing of polluters counts too
        formula=lambda r: ratio(r.total_events("closed") + r.total_events("deregistered"), r.firms_before()),
    ),
)  # fmt: skip
