"""Recruiting: chains, leading industries, moves between parks and the deals that zones offer."""

from ..declaration import PARK, PARK_OR_INDUSTRY, Indicator, Lever, Parameter
from ..formulas import top3_by_zone, top3_of_city
from ..units import HUNDRED_MILLION, YUAN_PER_10K

DECLARED = (
    Parameter(name="leader_output", value=50000.0, low=30000.0, high=100_000.0, unit="10k yuan/year"),
    Parameter(name="chain_rate", value=0.4, low=0.2, high=0.8, unit="1/year", varies=True),
    Parameter(name="chain_tail", value=1.0, low=0.0, high=2.0, unit="1"),
    Parameter(name="chain_cost", value=100.0, low=30.0, high=300.0, unit="10k yuan"),
    Parameter(name="leading_kept_national", value=3.0, low=3.0, high=4.0, unit="industries"),
    Parameter(name="leading_kept_provincial", value=2.0, low=2.0, high=3.0, unit="industries"),
    Parameter(name="rank_focus", value=0.3, low=0.1, high=0.5, unit="1"),
    Parameter(name="transfer_wait", value=2.0, low=1.0, high=4.0, unit="quarter"),
    Parameter(name="relocation_subsidy", value=0.1, low=0.0, high=0.3, unit="share"),
    Parameter(name="incentive_largest", value=0.4, low=0.2, high=0.6, unit="share"),
    Parameter(name="incentive_subsidy", value=0.02, low=0.0, high=0.05, unit="share"),
    Parameter(name="incentive_pull", value=0.3, low=0.1, high=0.5, unit="share"),
    Parameter(name="footloose", value=0.15, low=0.05, high=0.3, unit="share"),
    Lever(
        name="chain_recruitment", unit="effort", neutral=0.0, low=0.0, high=1.0,
        phases=("arrivals",), first_indicator="projects_arrived", direction=+1,
    ),
    Lever(
        name="leading_industries", unit="share", neutral=0.0, low=0.0, high=1.0,
        phases=("arrivals", "allocation",), first_indicator="top3_sales_share", direction=+1,
    ),
    Lever(
        name="project_transfer", unit="share of tax", neutral=0.0, low=0.0, high=1.0,
        phases=("allocation", "measuring",), first_indicator="projects_transferred", direction=+1, needs="second_zone",
    ),
    Lever(
        name="township_relocation", unit="share/year", neutral=0.0, low=0.0, high=0.4,
        phases=("production",), first_indicator="zone_value_added_share", direction=+1, needs="outside", by_park=False,
    ),
    Lever(
        name="incentive_discipline", unit="share", neutral=0.0, low=0.0, high=1.0,
        phases=("production", "arrivals", "allocation",), first_indicator="incentives_paid", direction=-1,
    ),
    Indicator(
        name="top3_sales_share", unit="share",  # merged zones count as one, which a single park is not
        formula=top3_by_zone,
    ),
    Indicator(
        name="top3_sales_share_city", unit="share", by=PARK,
        formula=top3_of_city,
    ),
    Indicator(
        name="projects_elsewhere", unit="projects", better=-1, by=PARK,
        formula=lambda r: r.total_events("elsewhere"),
    ),
    Indicator(
        name="projects_transferred", unit="projects", by=PARK,
        formula=lambda r: r.total_events("transferred"),
    ),
    Indicator(
        name="firms_relocated", unit="firms", better=1, by=PARK,
        formula=lambda r: r.total_events("relocated"),
    ),
    Indicator(
        name="leaders", unit="firms", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: r.zones("leaders"),
    ),
    Indicator(
        name="tax_shared", unit="100 million yuan", by=PARK,
        formula=lambda r: r.total_events("tax_passed") / YUAN_PER_10K / HUNDRED_MILLION,
    ),
    Indicator(
        name="incentives_paid", unit="100 million yuan", better=-1, by=PARK,
        formula=lambda r: r.total_events("incentives") / YUAN_PER_10K / HUNDRED_MILLION,
    ),
)  # fmt: skip
