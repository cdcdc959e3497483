"""What levers may need of a case: one entry a need, met or not met by the city at its baseline."""

from ..declaration import Need
from ..population.baseline import Baseline, ParkBaseline


def zones(baseline: Baseline) -> list[ParkBaseline]:
    """Return the parks that are zones."""
    return [park for park in baseline.parks if park.is_zone]


def several_zones(baseline: Baseline) -> bool:
    """Return whether there are two zones or more."""
    return len(zones(baseline)) > 1


def plan_of_zones(baseline: Baseline) -> bool:
    """Return whether any zone has a land plan."""
    return any(zone.land_plan for zone in zones(baseline))


def misses_standards(zone: ParkBaseline) -> bool:
    """Return whether a zone misses its standard of plot ratio or of investment per mu."""
    return zone.plot_ratio < zone.plot_ratio_standard or zone.investment_per_mu < zone.investment_standard


DECLARED = (
    Need(
        name="merger", required=True, where="case.toml: [[mergers]]",
        met=lambda baseline: any(park.merges_into for park in baseline.parks), has=lambda park: bool(park.merges_into),
    ),
    Need(
        name="candidate", required=True, where="case.toml: [[upgrades]]",
        met=lambda baseline: any(park.candidate for park in baseline.parks), has=lambda park: bool(park.candidate),
    ),
    Need(
        name="outside", required=True, where="parks.csv: level outside",
        met=lambda baseline: any(not park.is_zone for park in baseline.parks),
    ),
    Need(
        name="small_firm_park", required=True, where="parks.csv: small_firm_land",
        met=lambda baseline: any(zone.small_firm_land for zone in zones(baseline)),
    ),
    Need(
        name="shortfall",
        met=lambda baseline: any(misses_standards(zone) for zone in zones(baseline)),
    ),
    Need(
        name="zone",
        met=lambda baseline: bool(zones(baseline)),
    ),
    Need(
        name="second_zone",
        met=several_zones,
    ),
    Need(
        name="land_plan_of_zones",
        met=plan_of_zones,
    ),
    Need(
        name="land_plan_to_share",
        met=lambda baseline: several_zones(baseline) and plan_of_zones(baseline),
    ),
    Need(
        name="idle_land",
        met=lambda baseline: any(zone.idle_share * zone.industrial_land for zone in zones(baseline)),
    ),
    Need(
        name="listed_polluters",
        met=lambda baseline: bool((baseline.industries["heavy"] > 0).any()) and bool(baseline.listed_share),
    ),
    Need(
        name="suited_projects",
        met=lambda baseline: bool((baseline.industries["suited_share"] > 0).any()),
    ),
)  # fmt: skip
