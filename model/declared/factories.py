"""Standard factories: floor on several storeys that zones build and let."""

from ..declaration import PARK, Indicator, Lever, Parameter
from ..units import YUAN_PER_10K

DECLARED = (
    Parameter(name="rent", value=0.0096, low=0.006, high=0.012, unit="10k yuan/m2/year", source="rents-2025"),
    Parameter(name="rent_years", value=10.0, low=6.0, high=15.0, unit="year"),
    Parameter(name="leased_floor_output", value=0.35, low=0.2, high=0.6, unit="10k yuan/year/m2", source="yueqing-parks-2015"),
    Parameter(name="factory_plot_ratio", value=2.0, low=1.5, high=2.2, unit="1", source="xiaoxian-plants-2023"),
    Parameter(name="factory_cost", value=0.15, low=0.12, high=0.18, unit="10k yuan/m2"),
    Lever(
        name="multi_storey_rule", unit="share", neutral=0.0, low=0.0, high=1.0,
        phases=("production", "arrivals", "allocation",), first_indicator="leased_floor", direction=+1, needs="suited_projects",
    ),
    Lever(
        name="standard_factories", unit="m2/year", neutral=0.0, low=0.0, high=1_000_000.0,
        phases=("building",), first_indicator="standard_factory_floor", direction=+1, scale="zone_land",
    ),
    Indicator(
        name="standard_factory_floor", unit="10,000 m2", by=PARK,
        formula=lambda r: (r.total_year_end("floor_factory") + r.total_year_end("floor_building")) / YUAN_PER_10K,
    ),
    Indicator(
        name="leased_floor", unit="10,000 m2", better=1, by=PARK,
        formula=lambda r: r.total_year_end("floor_leased") / YUAN_PER_10K,
    ),
)  # fmt: skip
