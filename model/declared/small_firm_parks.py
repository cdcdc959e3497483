"""Small-firm parks: idle and low-yield land redeveloped as stacked floor, in units for small firms of one trade."""

from ..declaration import PARK, Indicator, Lever, Parameter
from ..formulas import leading_share, parks_at_share
from ..units import M2_PER_MU, YUAN_PER_10K

DECLARED = (
    Parameter(name="small_park_plot", value=30.0, low=10.0, high=60.0, unit="mu", source="wenling-parks-2015"),
    Parameter(name="small_park_quarters", value=12.0, low=8.0, high=16.0, unit="quarter", source="wenling-parks-2015"),
    Parameter(name="small_park_plot_ratio", value=2.5, low=2.0, high=3.0, unit="1", source="wenzhou-parks-2013"),
    Parameter(name="low_yield", value=0.5, low=0.3, high=0.8, unit="share"),
    Parameter(name="clearing_price", value=30.0, low=10.0, high=80.0, unit="10k yuan/mu"),
    Parameter(name="leading_share_least", value=0.7, low=0.6, high=0.8, unit="share"),
    Parameter(name="small_firm_sales", value=2000.0, low=1000.0, high=4000.0, unit="10k yuan/year"),
    Parameter(name="small_firm_staff", value=300.0, low=100.0, high=400.0, unit="persons"),
    Parameter(name="unit_energy", value=1.0, low=0.7, high=1.3, unit="1"),
    Parameter(name="unit_emissions", value=1.0, low=0.7, high=1.3, unit="1"),
    Parameter(name="unit_price", value=0.17, low=0.14, high=0.25, unit="10k yuan/m2"),
    Parameter(name="rent_free_years", value=1.0, low=0.0, high=2.0, unit="year", source="gexiang-rents-2018"),
    Parameter(name="rent_half_years", value=2.0, low=0.0, high=4.0, unit="year", source="gexiang-rents-2018"),
    Lever(
        name="small_firm_parks", unit="mu/year", neutral=0.0, low=0.0, high=600.0,
        phases=("building",), first_indicator="land_redeveloped", direction=+1, needs="small_firm_park", scale="zone_land",
        by_park=False,
    ),
    Lever(
        name="small_firm_quota", unit="mu/year", neutral=0.0, low=0.0, high=600.0,
        phases=("building",), first_indicator="small_park_floor", direction=+1, needs="small_firm_park", scale="zone_land",
        by_park=False,
    ),
    Indicator(
        name="land_redeveloped", unit="mu", better=1, by=PARK,
        formula=lambda r: r.total_year_end("redeveloped") / M2_PER_MU,
    ),
    Indicator(
        name="small_park_floor", unit="10,000 m2", by=PARK,
        formula=lambda r: (r.total_year_end("units_floor") + r.total_year_end("units_building")) / YUAN_PER_10K,
    ),
    Indicator(
        name="tenants", unit="firms", better=1, by=PARK,
        formula=lambda r: r.total_year_end("tenants_closing"),
    ),
    Indicator(
        name="leading_tenant_share", unit="share", better=1, by=PARK,
        formula=leading_share,
    ),
    Indicator(
        name="parks_of_leading_trade", unit="parks", better=1, by=PARK,
        formula=parks_at_share,
    ),
    Indicator(
        name="tenants_past_threshold", unit="firms", better=1, by=PARK,
        formula=lambda r: r.total_year_end("tenants_above_scale"),
    ),
)  # fmt: skip
