"""Energy and emissions: budgets, curtailment, retrofits and the exit of polluters."""

import numpy as np

from ..calendar import QUARTERS_A_YEAR
from ..declaration import PARK, PARK_OR_INDUSTRY, Indicator, Lever, Parameter
from ..formulas import demonstration_zones, ratio
from ..units import HUNDRED_MILLION, KGCE_PER_TCE, YUAN_PER_10K

DECLARED = (
    Parameter(name="energy_headroom", value=0.08, low=0.0, high=0.15, unit="share"),
    Parameter(name="energy_budget_growth", value=0.06, low=0.04, high=0.08, unit="1/year"),
    Parameter(name="energy_surcharge", value=0.05, low=0.0, high=0.15, unit="10k yuan/tce"),
    Parameter(name="overdraft_years", value=3.0, low=1.0, high=5.0, unit="year"),
    Parameter(name="repayment_largest", value=0.1, low=0.0, high=0.3, unit="share"),
    Parameter(name="curtailment_a", value=0.05, low=0.0, high=0.1, unit="share"),
    Parameter(name="curtailment_b", value=0.1, low=0.0, high=0.2, unit="share"),
    Parameter(name="curtailment_c", value=0.2, low=0.05, high=0.35, unit="share"),
    Parameter(name="curtailment_d", value=0.3, low=0.1, high=0.5, unit="share"),
    Parameter(name="retrofit_saving", value=0.12, low=0.05, high=0.2, unit="share"),
    Parameter(name="retrofit_cleaning", value=0.3, low=0.1, high=0.5, unit="share"),
    Parameter(name="retrofit_cost", value=0.2, low=0.1, high=0.4, unit="10k yuan/tce"),
    Parameter(name="retrofit_public", value=0.3, low=0.1, high=0.5, unit="share"),
    Parameter(name="title_line", value=0.9, low=0.75, high=0.95, unit="1"),
    Parameter(name="exit_compensation", value=0.5, low=0.2, high=1.0, unit="share"),
    Lever(
        name="energy_cap", unit="percentage points/year", neutral=0.0, low=0.0, high=6.0,
        phases=("calendar",), first_indicator="energy_use", direction=-1,
    ),
    Lever(
        name="energy_intensity_target", unit="%/year", neutral=0.0, low=0.0, high=8.0,
        phases=("calendar",), first_indicator="energy_intensity", direction=-1,
    ),
    Lever(
        name="polluter_exit", unit="share/year", neutral=0.0, low=0.0, high=0.5,
        phases=("production",), first_indicator="emissions", direction=-1, needs="listed_polluters",
    ),
    Lever(
        name="circular_retrofit", unit="share/year", neutral=0.0, low=0.0, high=0.5,
        phases=("production",), first_indicator="emissions", direction=-1,
    ),
    Indicator(
        name="energy_use", unit="10,000 tce", better=-1, by=PARK_OR_INDUSTRY,
        formula=lambda r: r.zones("energy") / YUAN_PER_10K,
    ),
    Indicator(
        name="energy_intensity", unit="tce/10k yuan", better=-1, by=PARK_OR_INDUSTRY,
        formula=lambda r: ratio(r.zones("energy"), r.zones_weighted("output", "value_added_rate")),
    ),
    Indicator(
        name="energy_over_budget", unit="10,000 tce", better=-1, by=PARK,
        formula=lambda r: np.maximum(0.0, -r.year_end("energy_closing")).sum(axis=2) / KGCE_PER_TCE / YUAN_PER_10K,
    ),
    Indicator(
        name="output_curtailed", unit="100 million yuan", better=-1, by=PARK,
        formula=lambda r: r.total_events("curtailed") / QUARTERS_A_YEAR / HUNDRED_MILLION,
    ),
    Indicator(
        name="emissions", unit="10,000 equivalents", better=-1, by=PARK_OR_INDUSTRY,
        formula=lambda r: r.zones("emissions") / YUAN_PER_10K,
    ),
    Indicator(
        name="emission_intensity", unit="equivalents/10k yuan", better=-1, by=PARK_OR_INDUSTRY,
        formula=lambda r: ratio(r.zones("emissions"), r.zones_weighted("output", "value_added_rate")),
    ),
    Indicator(
        name="firms_retrofitted", unit="firms", better=1, by=PARK,
        formula=lambda r: r.total_events("retrofits"),
    ),
    Indicator(
        name="demonstration_zones", unit="zones", better=1, by=PARK,
        formula=demonstration_zones,
    ),
)  # fmt: skip
