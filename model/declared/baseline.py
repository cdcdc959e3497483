"""Baseline: how far firms of a population differ in what nobody has published of them. Runs do not read it."""

from ..declaration import Parameter

DECLARED = (
    Parameter(name="land_spread", value=0.35, low=0.2, high=0.5, unit="1"),
    Parameter(name="capital_spread", value=0.3, low=0.15, high=0.45, unit="1"),
    Parameter(name="floor_spread", value=0.2, low=0.1, high=0.3, unit="1"),
    Parameter(name="utilisation_least", value=0.65, low=0.55, high=0.75, unit="share"),
    Parameter(name="utilisation_largest", value=0.98, low=0.92, high=1.0, unit="share"),
    Parameter(name="tenant_largest", value=8000.0, low=4000.0, high=16_000.0, unit="10k yuan/year"),
    Parameter(
        name="ramping_largest", value=8000.0, low=4000.0, high=16_000.0, unit="10k yuan/year", source="new-firms-2015"
    ),
    Parameter(name="admitted_share", value=0.75, low=0.6, high=0.9, unit="share"),
    Parameter(name="register_delay", value=2.0, low=1.0, high=3.0, unit="quarter"),
    Parameter(name="unlisted_least", value=0.5, low=0.3, high=0.8, unit="share"),
    Parameter(name="unlisted_kind_least", value=0.02, low=0.005, high=0.05, unit="share"),
)
