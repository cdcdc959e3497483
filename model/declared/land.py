"""Land: plans, quotas, idle land, the land-use tax and land for housing and services."""

import numpy as np

from ..declaration import PARK, PARK_OR_INDUSTRY, Indicator, Lever, Parameter
from ..formulas import growth, industrial_mu, ratio, services, top_ranked
from ..units import M2_PER_MU

DECLARED = (
    Parameter(name="land_carry_over", value=0.5, low=0.0, high=1.0, unit="share", source="prototype"),
    Parameter(name="natural_clean_up", value=0.12, low=0.04, high=0.2, unit="1/year", source="prototype", varies=True),
    Parameter(name="quota_cut_largest", value=0.3, low=0.1, high=0.5, unit="share"),
    Parameter(name="tilt_top_share", value=0.5, low=0.3, high=0.7, unit="share"),
    Parameter(name="mixed_share", value=2.0 / 3.0, low=0.5, high=0.75, unit="share"),
    Parameter(name="service_land_cost", value=15.0, low=5.0, high=30.0, unit="10k yuan/mu"),
    Parameter(name="services_rate", value=0.25, low=0.1, high=0.5, unit="1"),
    Parameter(name="services_land", value=0.3, low=0.1, high=0.6, unit="1"),
    Parameter(name="hoarding_price", value=1.0, low=0.5, high=2.0, unit="1"),
    Parameter(name="land_tax_a", value=0.0, low=0.0, high=0.3, unit="share"),
    Parameter(name="land_tax_b", value=0.5, low=0.2, high=0.8, unit="share"),
    Parameter(name="land_tax_c", value=0.8, low=0.5, high=1.0, unit="share"),
    Parameter(name="buy_back_price", value=8.0, low=4.0, high=20.0, unit="10k yuan/mu"),
    Lever(
        name="land_quota_cut", unit="cut per unit shortfall", neutral=0.0, low=0.0, high=3.0,
        phases=("calendar",), first_indicator="land_issued", direction=-1, needs="shortfall",
    ),
    Lever(
        name="land_plan", unit="mu/year", neutral=0.0, low=-2800.0, high=2800.0,
        phases=("calendar",), first_indicator="land_issued", direction=+1, scale="zone_land", by_park=False,
    ),
    Lever(
        name="assessment_tilt", unit="share", neutral=0.0, low=0.0, high=1.0,
        phases=("calendar",), first_indicator="land_top_ranked", direction=+1, needs="land_plan_to_share", by_park=False,
    ),
    Lever(
        name="idle_land_cleanup", unit="share/year", neutral=0.0, low=0.0, high=0.6,
        phases=("building",), first_indicator="land_idle_rate", direction=-1, needs="idle_land",
    ),
    Lever(
        name="land_use_tax", unit="yuan/m2/year", neutral=0.0, low=0.0, high=20.0,
        phases=("production", "arrivals",), first_indicator="plot_ratio", direction=+1,
    ),
    Lever(
        name="mixed_land_use", unit="share", neutral=0.0, low=0.0, high=1.0,
        phases=("calendar",), first_indicator="land_mixed", direction=+1, needs="land_plan_of_zones",
    ),
    Indicator(
        name="land_issued", unit="mu", by=PARK,
        formula=lambda r: r.total_events("land_issued") / M2_PER_MU,
    ),
    Indicator(
        name="land_granted", unit="mu", by=PARK,
        formula=lambda r: (r.total_events("land_granted") + r.total_events("land_granted_factory")) / M2_PER_MU,
    ),
    Indicator(
        name="land_reclaimed", unit="mu", better=1, by=PARK,
        formula=lambda r: r.total_events("land_reclaimed") / M2_PER_MU,
    ),
    Indicator(
        name="land_balance", unit="mu", by=PARK,
        formula=lambda r: r.total_year_end("land_closing") / M2_PER_MU,
    ),
    Indicator(
        name="land_idle_rate", unit="share", better=-1, by=PARK,
        formula=lambda r: ratio(
            r.total_year_end("area_idle"),
            r.total_year_end("area_idle") + r.total_year_end("area_occupied") + r.total_year_end("area_factory"),
        ),
    ),
    Indicator(
        name="land_top_ranked", unit="share",  # compares the zones with each other
        formula=top_ranked,
    ),
    Indicator(
        name="plot_ratio", unit="1", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: ratio(
            r.zones("floor"), r.zones("land") + r.zones("leased") / np.asarray(r.parameters["factory_plot_ratio"])[:, None]
        ),
    ),
    Indicator(
        name="output_per_mu", unit="10k yuan/mu", better=1, by=PARK,
        formula=lambda r: ratio(r.zones("output"), industrial_mu(r)),
    ),
    Indicator(
        name="tax_per_mu", unit="10k yuan/mu", better=1, by=PARK,
        formula=lambda r: ratio(r.zones_weighted("output", "tax_rate"), industrial_mu(r)),
    ),
    Indicator(
        name="investment_per_mu", unit="10k yuan/mu", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: ratio(r.zones("capital"), r.zones("land") / M2_PER_MU),
    ),
    Indicator(
        name="land_mixed", unit="mu", by=PARK,
        formula=lambda r: r.total_events("land_mixed") / M2_PER_MU,
    ),
    Indicator(
        name="services_value_added", unit="100 million yuan", better=1,  # not additive: the values of the parks would not add up to that of the zones
        formula=services,
    ),
    Indicator(
        name="services_growth", unit="1/year", better=1,
        formula=lambda r: growth(services(r)),
    ),
)  # fmt: skip
