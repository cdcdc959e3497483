"""Technical upgrading: machines in the place of people, and floor on land that firms already have."""

from ..declaration import PARK, PARK_OR_INDUSTRY, Indicator, Lever, Parameter
from ..units import YUAN_PER_10K

DECLARED = (
    Parameter(name="machine_saving", value=0.14, low=0.08, high=0.3, unit="share", source="robots-guangdong", varies=True),
    Parameter(name="machine_gain", value=0.1, low=0.0, high=0.2, unit="1", varies=True),
    Parameter(name="machine_cost", value=20.0, low=8.0, high=40.0, unit="10k yuan/worker"),
    Parameter(name="equipment_subsidy", value=0.08, low=0.03, high=0.15, unit="share", source="linhai-2007"),
    Parameter(name="zero_land_share", value=0.1, low=0.0, high=0.3, unit="share"),
    Lever(
        name="technical_upgrading", unit="share/year", neutral=0.0, low=0.0, high=0.5,
        phases=("production",), first_indicator="workers_replaced", direction=+1, needs="zone",
    ),
    Indicator(
        name="workers_replaced", unit="10,000 workers", by=PARK_OR_INDUSTRY,
        formula=lambda r: r.zones_weighted("machine_output", "output_per_worker", inverse=True) / YUAN_PER_10K,
    ),
    Indicator(
        name="firms_modernised", unit="firms", better=1, by=PARK,
        formula=lambda r: r.total_events("modernised"),
    ),
    Indicator(
        name="floor_on_own_land", unit="10,000 m2", better=1, by=PARK,
        formula=lambda r: r.total_events("floor_own_land") / YUAN_PER_10K,
    ),
)  # fmt: skip
