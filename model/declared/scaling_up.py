"""Scaling up: firms below the register's threshold grow past it, and some that are past it come onto it."""

from ..declaration import PARK, Indicator, Lever, Parameter
from ..units import HUNDRED_MILLION, YUAN_PER_10K

DECLARED = (
    Parameter(name="scale_up_floor", value=500.0, low=300.0, high=1000.0, unit="10k yuan/year"),
    Parameter(name="scale_up_growth", value=0.04, low=0.0, high=0.1, unit="1/year", varies=True),
    Parameter(name="reward_scale", value=10.0, low=5.0, high=20.0, unit="10k yuan/firm"),
    # 0 unless a case says otherwise: then every firm above the threshold is on the register
    Parameter(name="under_reporting", value=0.0, low=0.0, high=0.3, unit="share"),
    Lever(
        name="scale_up_support", unit="10k yuan/firm", neutral=0.0, low=0.0, high=30.0,
        phases=("production", "measuring"), first_indicator="firms_scaled_up", direction=+1, needs="zone",
    ),
    Indicator(
        name="firms_scaled_up", unit="firms", better=1, by=PARK,
        formula=lambda r: r.total_events("scaled_up"),
    ),
    Indicator(
        name="firms_grown_to_scale", unit="firms", better=1, by=PARK,
        formula=lambda r: r.total_events("scaled_up") - r.total_events("merely_registered"),
    ),
    Indicator(
        name="scale_up_rewards", unit="100 million yuan", by=PARK,
        formula=lambda r: r.total_events("rewards") / YUAN_PER_10K / HUNDRED_MILLION,
    ),
)  # fmt: skip
