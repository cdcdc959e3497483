"""Siting: what a project pays for land and floor, and how much of it it asks for."""

from ..declaration import Parameter

DECLARED = (
    Parameter(name="building_cost", value=0.12, low=0.08, high=0.16, unit="10k yuan/m2"),
    Parameter(name="land_price", value=20.0, low=6.0, high=25.0, unit="10k yuan/mu", source="anqing-land-2019"),
    Parameter(name="ownership_preference", value=0.08, low=0.02, high=0.15, unit="10k yuan/m2"),
    Parameter(name="own_land_premium", value=0.4, low=0.2, high=0.8, unit="share"),
    Parameter(name="own_land_ceiling", value=2.0, low=1.5, high=3.0, unit="1"),
    Parameter(name="choice_scale", value=0.03, low=0.01, high=0.1, unit="10k yuan/m2"),
    Parameter(name="hoarding", value=0.3, low=0.1, high=0.5, unit="share", source="prototype", varies=True),
    Parameter(name="entrant_density", value=1.25, low=1.0, high=1.5, unit="1"),
    Parameter(name="entrant_plot_ratio", value=1.1, low=0.9, high=1.3, unit="1"),
    Parameter(name="plot_ratio_spread", value=0.15, low=0.05, high=0.3, unit="1"),
    Parameter(name="adaptation", value=0.3, low=0.1, high=0.5, unit="share"),
)  # fmt: skip
