"""Where a park and an industry meet, and where a park and a grade do."""

from dataclasses import dataclass


@dataclass
class Cell:
    """An industry in a park, by its registered firms (ODD 2.2); `zone_output` to `kept_mix` are those of eq. 52."""

    output: float = 0.0
    hightech_output: float = 0.0
    cluster: float = 0.0
    cluster_baseline: float = 0.0
    agglomeration: float = 0.0
    cluster_gain: float = 0.0
    zone_output: float = 0.0
    leads: bool = False
    kept: bool = False
    mix: float = 0.0
    kept_mix: float = 0.0
    leaders: int = 0
    upgrade_rate: float = 0.0
    platform_research: float = 0.0
    apparent_gain: float = 0.0
    promotion: float = 0.0


@dataclass
class GradeInPark:
    """The firms of a grade in a park: what they may run, and the energy that they want (ODD 2.2)."""

    run_rate: float = 1.0
    energy_wanted: float = 0.0


@dataclass
class YearSum:
    """What is recorded of a year, park and industry: the columns of `SUM_COLUMNS` (ODD eq. 43)."""

    output: float = 0.0
    hightech_output: float = 0.0
    energy: float = 0.0
    emissions: float = 0.0
    machine_output: float = 0.0
    firms: float = 0.0
    land: float = 0.0
    floor: float = 0.0
    capital: float = 0.0
    leased: float = 0.0
    leaders: float = 0.0
    large_firms_group_sales: float = 0.0
    large_firms_local_sales: float = 0.0
