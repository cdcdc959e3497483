"""Emission permits as Zhejiang has traded them: projects buy what they will emit, nobody else has to trade.

Base prices are those of Lishui, Jinhua and Jiaxing. No city published what its buyers would have paid, or what its firms
kept back: these are assumptions.
"""

from collections.abc import Callable

import numpy as np

from ..declaration import PARK, Choice, Indicator, Lever, Need, Parameter
from ..formulas import Recorded
from ..permit_formulas import permit_price, permits_traded, permits_year_end, served
from ..pollutants import INTENSITIES, Pollutant, has_permits
from ..units import HUNDRED_MILLION, YUAN_PER_10K

PRICE = "yuan/t/year"
EQUIVALENTS = "10,000 equivalents"


def price_of(pollutant: Pollutant) -> Callable[[Recorded], np.ndarray]:
    """Return the formula of the mean price of a pollutant's permits in a year."""
    return lambda r: permit_price(r, pollutant)


DECLARED = (
    Parameter(name="base_price_cod", value=4000.0, low=2000.0, high=8000.0, unit=PRICE, source="permit-base-prices"),
    Parameter(name="base_price_sulphur_dioxide", value=1000.0, low=500.0, high=2000.0, unit=PRICE, source="permit-base-prices"),
    Parameter(name="base_price_ammonia_nitrogen", value=4000.0, low=2000.0, high=8000.0, unit=PRICE, source="permit-base-prices"),
    Parameter(name="base_price_nitrogen_oxides", value=1000.0, low=500.0, high=2000.0, unit=PRICE, source="permit-base-prices"),
    Parameter(name="permit_headroom", value=0.5, low=0.0, high=1.0, unit="share", varies=True),
    Parameter(name="permit_reserve", value=0.05, low=0.0, high=0.2, unit="share", varies=True),
    Parameter(name="permit_room", value=0.0, low=0.0, high=10.0, unit="share"),
    Parameter(name="offset_ratio", value=1.2, low=1.0, high=1.5, unit="1"),
    Parameter(name="profit_rate", value=0.06, low=0.03, high=0.1, unit="share"),
    Parameter(name="permit_profit_share", value=0.1, low=0.02, high=0.3, unit="share", varies=True),
    Parameter(name="cleaning_cost", value=2.5, low=1.0, high=6.0, unit="1", varies=True),
    Parameter(name="cleaning_spread", value=0.6, low=0.3, high=1.0, unit="1"),
    Parameter(name="cleaning_step", value=2.0, low=1.5, high=3.0, unit="1"),
    Parameter(name="cleaner_cut", value=0.4, low=0.2, high=0.6, unit="share"),
    Parameter(name="permit_kept", value=0.7, low=0.0, high=0.7, unit="share"),
    Parameter(name="ask_markup", value=1.0, low=0.0, high=3.0, unit="1"),
    Parameter(name="permit_idle_quarters", value=12.0, low=8.0, high=20.0, unit="quarter"),
    Parameter(name="permit_term", value=5.0, low=1.0, high=5.0, unit="year"),
    Parameter(name="permit_ceiling", value=20.0, low=2.0, high=50.0, unit="1"),
    Parameter(name="permit_fee", value=0.0, low=0.0, high=0.05, unit="share"),
    Choice(
        name="permit_clearing", needs="pollutant_intensities",
        alternatives=(("by_bid", 7.0), ("base_price", 1.0), ("uniform_price", 1.0), ("yearly_auction", 1.0)),
    ),
    Lever(
        name="emission_trading", unit="share", neutral=0.0, low=0.0, high=1.0, by_park=False,
        phases=("production", "arrivals", "permits"), first_indicator="permit_purchases", direction=+1,
        needs="pollutant_intensities",
    ),
    Lever(
        name="paid_use", unit="share", neutral=0.0, low=0.0, high=1.0, by_park=False,
        phases=("production",), first_indicator="permit_fee_income", direction=+1, needs="pollutant_intensities",
    ),
    Need(
        name="pollutant_intensities", required=True, where=f"industries.csv: {', '.join(INTENSITIES)}",
        met=lambda baseline: has_permits(baseline.industries), has=lambda park: True,  # firms outside the zones hold them too
    ),
    Indicator(
        name="permits_held", unit=EQUIVALENTS,
        formula=lambda r: permits_year_end(r, "held"),
    ),
    Indicator(
        name="permits_reserve", unit=EQUIVALENTS,
        formula=lambda r: permits_year_end(r, "reserve_closing"),
    ),
    Indicator(
        name="permits_retired", unit=EQUIVALENTS,
        formula=lambda r: permits_year_end(r, "retired"),
    ),
    Indicator(
        name="permits_from_reserve", unit=EQUIVALENTS,
        formula=lambda r: permits_traded(r, "sold_reserve"),
    ),
    Indicator(
        name="permits_between_firms", unit=EQUIVALENTS,
        formula=lambda r: permits_traded(r, "sold_firms"),
    ),
    Indicator(
        name="permit_purchases", unit="purchases",
        formula=lambda r: served(r, "buyers"),
    ),
    Indicator(
        name="permit_price_cod", unit=PRICE,
        formula=price_of(Pollutant.COD),
    ),
    Indicator(
        name="permit_price_sulphur_dioxide", unit=PRICE,
        formula=price_of(Pollutant.SULPHUR_DIOXIDE),
    ),
    Indicator(
        name="permit_price_ammonia_nitrogen", unit=PRICE,
        formula=price_of(Pollutant.AMMONIA_NITROGEN),
    ),
    Indicator(
        name="permit_price_nitrogen_oxides", unit=PRICE,
        formula=price_of(Pollutant.NITROGEN_OXIDES),
    ),
    Indicator(
        name="projects_waiting_permits", unit="projects", by=PARK,
        formula=lambda r: r.total_year_end("waiting_permits"),
    ),
    Indicator(
        name="projects_planned_cleaner", unit="projects", by=PARK,
        formula=lambda r: r.total_events("planned_cleaner"),
    ),
    Indicator(
        name="projects_lost_permits", unit="projects", better=-1, by=PARK,
        formula=lambda r: r.total_events("lost_permits"),
    ),
    Indicator(
        name="permit_fee_income", unit="100 million yuan", by=PARK,
        formula=lambda r: r.total_events("permit_fees") / YUAN_PER_10K / HUNDRED_MILLION,
    ),
)  # fmt: skip
