"""Demand: trends, and shocks that come and go."""

from ..declaration import Parameter

DECLARED = (
    Parameter(name="macro_growth", value=0.025, low=-0.005, high=0.055, unit="1/year", varies=True),
    Parameter(name="macro_shock", value=0.015, low=0.0, high=0.04, unit="1/year"),
    Parameter(name="industry_shock", value=0.02, low=0.0, high=0.05, unit="1/year", source="prototype"),
    Parameter(name="shock_persistence", value=0.8, low=0.0, high=0.95, unit="1", source="prototype"),
)  # fmt: skip
