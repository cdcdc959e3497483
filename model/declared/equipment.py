"""Obsolete equipment: surcharges on electricity by trade, and a yearly elimination with a deadline.

The scrapping surcharge and its spread are fitted to 62 % of the small firms of one trade that scrapped at 0.30 yuan/kWh
(band 40-75 %). The rate of reaching the standard and the share that seeks a place are fitted to a campaign of five years.
In it 37.7 % of the firms closed (band 35-50 %), and the others moved or upgraded.
"""

from ..declaration import PARK, Indicator, Lever, Need, Parameter
from ..units import HUNDRED_MILLION, KGCE_PER_TCE, M2_PER_MU, YUAN_PER_10K

DECLARED = (
    Parameter(name="surcharge_restricted", value=0.1, low=0.05, high=0.15, unit="yuan/kWh", source="electricity-prices-2010"),
    Parameter(name="surcharge_eliminated", value=0.3, low=0.2, high=0.4, unit="yuan/kWh", source="electricity-prices-2010"),
    Parameter(name="electricity_share", value=0.4, low=0.2, high=0.6, unit="share"),
    Parameter(name="scrap_surcharge", value=0.2, low=0.165, high=0.32, unit="yuan/kWh", source="stainless-steel-2014", varies=True),
    Parameter(name="scrap_spread", value=0.8, low=0.6, high=1.0, unit="1", varies=True),
    Parameter(name="scrap_rate", value=1.0, low=0.5, high=2.0, unit="1/year"),
    Parameter(name="scrap_saving", value=0.2, low=0.1, high=0.3, unit="share"),
    Parameter(name="scrap_cleaning", value=0.4, low=0.2, high=0.6, unit="share"),
    Parameter(name="obsolete_capital", value=0.3, low=0.15, high=0.5, unit="share"),
    Parameter(name="elimination_deadline", value=6.0, low=4.0, high=8.0, unit="quarter"),
    Parameter(name="standard_rate", value=0.52, low=0.45, high=0.55, unit="1/year", source="six-trades-2016", varies=True),
    Parameter(name="backward_moving", value=0.1, low=0.05, high=0.15, unit="share", varies=True),
    Parameter(name="backward_leaving", value=0.05, low=0.0, high=0.1, unit="share"),
    Lever(
        name="price_by_trade", unit="share", neutral=0.0, low=0.0, high=1.0,
        phases=("production",), first_indicator="equipment_scrapped", direction=+1, needs="obsolete_equipment",
    ),
    Lever(
        name="backward_capacity", unit="share/year", neutral=0.0, low=0.0, high=0.5,
        phases=("production",), first_indicator="backward_closed", direction=+1, needs="obsolete_equipment",
    ),
    Need(
        name="obsolete_equipment", required=True, where="industries.csv: restricted_share, eliminated_share",
        met=lambda baseline: any((baseline.industries[f"{kind}_share"] > 0).any() for kind in ("restricted", "eliminated")),
        has=lambda park: True,  # the outside too
    ),
    Indicator(
        name="firms_charged", unit="firms", by=PARK,
        formula=lambda r: r.total_year_end("charged"),
    ),
    Indicator(
        name="equipment_scrapped", unit="firms", better=1, by=PARK,
        formula=lambda r: r.total_events("scrapped"),
    ),
    Indicator(
        name="surcharge_income", unit="100 million yuan", by=PARK,
        formula=lambda r: r.total_events("surcharges") / YUAN_PER_10K / HUNDRED_MILLION,
    ),
    Indicator(
        name="backward_closed", unit="firms", by=PARK,
        formula=lambda r: r.total_events("backward_closed"),
    ),
    Indicator(
        name="backward_moved", unit="firms", by=PARK,
        formula=lambda r: r.total_events("backward_moved"),
    ),
    Indicator(
        name="backward_upgraded", unit="firms", better=1, by=PARK,
        formula=lambda r: r.total_events("backward_upgraded"),
    ),
    Indicator(
        name="backward_left", unit="firms", by=PARK,
        formula=lambda r: r.total_events("backward_left"),
    ),
    Indicator(
        name="compensation_paid", unit="100 million yuan", by=PARK,
        formula=lambda r: r.total_events("compensation") / YUAN_PER_10K / HUNDRED_MILLION,
    ),
    Indicator(
        name="freed_land", unit="mu", better=1, by=PARK,
        formula=lambda r: r.total_events("freed_land") / M2_PER_MU,
    ),
    Indicator(
        name="reused_land", unit="mu", better=1, by=PARK,
        formula=lambda r: r.total_events("reused_land") / M2_PER_MU,
    ),
    Indicator(
        name="freed_energy", unit="10,000 tce", better=1, by=PARK,
        formula=lambda r: r.total_events("freed_energy") / KGCE_PER_TCE / YUAN_PER_10K,
    ),
    Indicator(
        name="reused_energy", unit="10,000 tce", better=1, by=PARK,
        formula=lambda r: r.total_events("reused_energy") / KGCE_PER_TCE / YUAN_PER_10K,
    ),
    Indicator(
        name="freed_emissions", unit="10,000 equivalents", better=1, by=PARK,
        formula=lambda r: r.total_events("freed_emissions") / YUAN_PER_10K,
    ),
)  # fmt: skip
