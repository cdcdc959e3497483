"""Energy-use rights as Zhejiang has traded them: only what is new and above a line has to be bought.

Who must buy and what the city may sell follow the province's interim rules, base price and least size Pinghu's. No coefficient
of an industry and no traded price was published: these are assumptions.
"""

from ..declaration import PARK, Indicator, Lever, Parameter
from ..units import HUNDRED_MILLION, KGCE_PER_TCE, YUAN_PER_10K

TCE = "tce/year"

DECLARED = (
    Parameter(
        name="energy_right_line", value=0.6, low=0.5, high=0.73, unit="tce/10k yuan", source="zhejiang-energy-rights-2019",
    ),
    Parameter(name="energy_right_least", value=100.0, low=0.0, high=1000.0, unit=TCE, source="pinghu-energy-rights"),
    Parameter(name="energy_right_price", value=80.0, low=40.0, high=400.0, unit="yuan/tce", source="pinghu-energy-rights"),
    Parameter(name="energy_right_heavy", value=1.0, low=1.0, high=3.0, unit="1"),
    Parameter(name="energy_right_quota", value=0.5, low=0.0, high=0.5, unit="share", source="zhejiang-energy-rights-2019"),
    Parameter(name="energy_right_profit", value=0.1, low=0.02, high=0.3, unit="share"),
    Lever(
        name="energy_trading", unit="share", neutral=0.0, low=0.0, high=1.0, by_park=False,
        phases=("production", "arrivals", "energy_rights"), first_indicator="energy_rights_bought", direction=+1,
    ),
    Indicator(
        name="energy_rights_bought", unit=TCE, by=PARK,
        formula=lambda r: r.total_events("rights_bought") / KGCE_PER_TCE,
    ),
    Indicator(
        name="energy_rights_unsold", unit=TCE, by=PARK,
        formula=lambda r: r.total_year_end("rights_closing") / KGCE_PER_TCE,
    ),
    Indicator(
        name="energy_rights_income", unit="100 million yuan", by=PARK,
        formula=lambda r: r.total_events("rights_income") / YUAN_PER_10K / HUNDRED_MILLION,
    ),
    Indicator(
        name="projects_planned_frugal", unit="projects", by=PARK,
        formula=lambda r: r.total_events("planned_frugal"),
    ),
    Indicator(
        name="projects_lost_rights", unit="projects", better=-1, by=PARK,
        formula=lambda r: r.total_events("lost_rights"),
    ),
)  # fmt: skip
