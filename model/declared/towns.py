"""Specialised towns: the city recognises them by review, the province by a contest; the city cultivates those on its list.

Neither the city's standard nor the province's has been published, so every number here but the price of electricity is an
assumption with a wide range. That of the review and of the contest vary: no threshold decides by itself.
"""

from ..declaration import PARK, Indicator, Lever, Need, Parameter
from ..population.baseline import Baseline, ParkBaseline
from ..town_formulas import TIERS, town_jobs, town_output, towns_at, towns_with
from ..towns import TownStatus
from ..units import HUNDRED_MILLION, YUAN_PER_10K


def is_town(park: ParkBaseline) -> bool:
    """Return whether a park is a specialised town, or may become one."""
    return bool(park.town_class)


def has_towns(baseline: Baseline) -> bool:
    """Return whether the city has any town."""
    return any(is_town(park) for park in baseline.parks)


def has_emerging_towns(baseline: Baseline) -> bool:
    """Return whether the city has towns and emerging industries: their firms come to every town, whatever leads it."""
    return has_towns(baseline) and bool((baseline.industries["emerging"] > 0).any())


DECLARED = (
    Parameter(name="municipal_output", value=50_000.0, low=30_000.0, high=80_000.0, unit="10k yuan/year", varies=True),
    Parameter(name="municipal_firms", value=5.0, low=3.0, high=8.0, unit="firms"),
    Parameter(name="municipal_application", value=0.7, low=0.45, high=0.95, unit="share", varies=True),
    Parameter(name="application_incentive", value=0.3, low=0.0, high=0.6, unit="share"),
    Parameter(name="municipal_pass", value=0.8, low=0.6, high=1.0, unit="share", varies=True),
    Parameter(name="town_listing", value=0.5, low=0.2, high=0.8, unit="share", varies=True),
    Parameter(name="town_removal", value=0.0, low=0.0, high=0.1, unit="share"),
    Parameter(name="provincial_application", value=0.5, low=0.25, high=0.75, unit="share", varies=True),
    Parameter(name="contest_places", value=7.0, low=5.0, high=10.0, unit="towns", varies=True),
    Parameter(name="contest_rivals", value=33.0, low=25.0, high=45.0, unit="towns", varies=True),
    Parameter(name="rival_output", value=200_000.0, low=100_000.0, high=300_000.0, unit="10k yuan/year", varies=True),
    Parameter(name="rival_spread", value=0.9, low=0.6, high=1.2, unit="1"),
    Parameter(name="mark_spread", value=1.0, low=0.5, high=1.5, unit="1"),
    Parameter(name="emerging_price", value=0.30, low=0.28, high=0.35, unit="yuan/kWh"),
    Need(
        name="town", required=True, where="parks.csv: town_class",
        met=has_towns, has=is_town,
    ),
    Need(
        name="emerging_town", required=True, where="industries.csv: emerging",
        met=has_emerging_towns, has=is_town,
    ),
    Lever(
        name="town_cultivation", unit="10k yuan/year", neutral=0.0, low=0.0, high=50_000.0,
        phases=("production", "towns"), first_indicator="upgrades", direction=+1, needs="town", scale="city_output",
    ),
    Lever(
        name="town_power_price", unit="share", neutral=0.0, low=0.0, high=1.0,
        phases=("production",), first_indicator="power_support", direction=+1, needs="emerging_town",
    ),
    Lever(
        name="town_energy_room", unit="percentage points/year", neutral=0.0, low=0.0, high=6.0,
        phases=("calendar",), first_indicator="energy_use", direction=+1, needs="town",
    ),
    Indicator(
        name="towns_recognised", unit="towns", better=1, by=PARK,
        formula=lambda r: r.total_events("municipal_recognised"),
    ),
    Indicator(
        name="municipal_towns", unit="towns", better=1, by=PARK,
        formula=lambda r: towns_with(r, TownStatus.MUNICIPAL, TownStatus.PROVINCIAL),
    ),
    Indicator(
        name="municipal_towns_only", unit="towns", by=PARK,
        formula=lambda r: towns_with(r, TownStatus.MUNICIPAL),
    ),
    Indicator(
        name="provincial_towns", unit="towns", better=1, by=PARK,
        formula=lambda r: towns_with(r, TownStatus.PROVINCIAL),
    ),
    Indicator(
        name="provincial_applications", unit="towns", better=1, by=PARK,
        formula=lambda r: r.total_events("provincial_applications"),
    ),
    Indicator(
        name="town_candidates", unit="towns", by=PARK,
        formula=lambda r: towns_with(r, TownStatus.CANDIDATE),
    ),
    Indicator(
        name="candidates_qualified", unit="towns", by=PARK,
        formula=lambda r: r.total_events("candidates_qualified"),
    ),
    Indicator(
        name="municipal_applications", unit="towns", by=PARK,
        formula=lambda r: r.total_events("municipal_applications"),
    ),
    Indicator(
        name="towns_removed", unit="towns", better=-1, by=PARK,
        formula=lambda r: r.total_events("towns_removed"),
    ),
    Indicator(
        name="town_output", unit="100 million yuan", better=1, by=PARK,
        formula=lambda r: town_output(r).sum(axis=2),
    ),
    Indicator(
        name="town_jobs", unit="10,000 workers", better=1, by=PARK,
        formula=town_jobs,
    ),
    *(
        Indicator(
            name=f"towns_at_{tier}", unit="towns", better=1, by=PARK,
            formula=towns_at(tier),
        )
        for tier in TIERS
    ),
    Indicator(
        name="power_support", unit="100 million yuan", by=PARK,
        formula=lambda r: r.total_events("power_support") / YUAN_PER_10K / HUNDRED_MILLION,
    ),
)  # fmt: skip
