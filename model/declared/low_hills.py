"""Low hills: blocks that are levelled for building, on a quota of their own beside the yearly plan."""

from ..declaration import PARK, Indicator, Lever, Need, Parameter
from ..formulas import farmland_spared, forest_land_used
from ..units import M2_PER_MU

DECLARED = (
    Parameter(name="levelling_quarters", value=8.0, low=6.0, high=12.0, unit="quarter"),
    Parameter(name="flat_land_cost", value=12.0, low=10.0, high=20.0, unit="10k yuan/mu"),
    Parameter(name="low_hill_cost", value=1.5, low=1.3, high=1.8, unit="1"),
    Parameter(name="forest_fee", value=8.0, low=6.0, high=10.0, unit="yuan/m2"),
    Parameter(name="farmland_charge", value=35.0, low=25.0, high=50.0, unit="yuan/m2"),
    Parameter(name="flat_farmland", value=0.55, low=0.4, high=0.7, unit="share"),
    Parameter(name="low_hill_farmland", value=0.1, low=0.0, high=0.2, unit="share"),
    Need(
        name="low_hill_block", required=True, where="parks.csv: low_hill_block",
        met=lambda baseline: any(park.low_hill_block for park in baseline.parks if park.is_zone),
        has=lambda park: park.is_zone and bool(park.low_hill_block),
    ),
    Lever(
        name="low_hill_land", unit="mu/year", neutral=0.0, low=0.0, high=8000.0,
        phases=("building",), first_indicator="farmland_spared", direction=+1, needs="low_hill_block", scale="zone_land",
    ),
    Indicator(
        name="farmland_spared", unit="mu", better=1, by=PARK,
        formula=farmland_spared,
    ),
    Indicator(
        name="land_levelled", unit="mu", by=PARK,
        formula=lambda r: r.total_events("land_low_hill") / M2_PER_MU,
    ),
    Indicator(
        name="land_granted_low_hill", unit="mu", by=PARK,
        formula=lambda r: r.total_events("land_granted_low_hill") / M2_PER_MU,
    ),
    Indicator(
        name="forest_land_used", unit="mu", better=-1, by=PARK,
        formula=forest_land_used,
    ),
)  # fmt: skip
