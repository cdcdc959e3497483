"""Leading firms first: those on the city's list have first call on what the city rations, and land kept beside their plots."""

from ..declaration import PARK, Indicator, Lever, Parameter
from ..formulas import ratio
from ..units import M2_PER_MU

DECLARED = (
    Parameter(name="reserved_share", value=0.2, low=0.1, high=0.4, unit="share"),
    Lever(
        name="leader_priority", unit="firms", neutral=0.0, low=0.0, high=40.0,
        phases=("listing",), first_indicator="land_granted_priority", direction=+1, needs="zone", by_park=False,
    ),
    Indicator(
        name="land_granted_priority", unit="mu", by=PARK,
        formula=lambda r: r.total_events("land_granted_priority") / M2_PER_MU,
    ),
    Indicator(
        name="priority_firms", unit="firms", by=PARK,
        formula=lambda r: r.total_events("priority_listed"),
    ),
    Indicator(
        name="wait_unlisted", unit="quarter", better=-1, by=PARK,
        formula=lambda r: ratio(r.total_events("unlisted_quarters"), r.total_events("unlisted_ended")),
    ),
)  # fmt: skip
