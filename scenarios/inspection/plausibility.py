"""What a file may hold and hardly any city has: each entry with its place, its value and what was expected.

Nothing here is refused: a city may be unlike all others, and whoever reads the warning knows.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from model.indicators import INDICATORS
from model.levers import LEVERS, LeverSetting
from model.parameters import CHOICES, PARAMETERS
from model.units import HUNDRED_MILLION

from ..case import Case
from ..refusals.problem import Message, number_text, say
from ..targets import Target
from .finding import Finding

MOST_TREND = 0.25  # a year, up or down: output three times as large after five years
LEAST_VALUE_ADDED = 0.02  # of output
LARGEST_AREA = 500_000  # mu: 333 km2, beyond the largest zones of the country
# Output a mu of industrial land over that of its industries, or the inverse: wrong units are off by 100 or more.
FAR_FROM_NORM = 10.0
LEAST_PERCENT = 0.1  # of a strength in percent: below it perhaps a fraction was meant
MERGER, UPGRADE = "park_merger", "status_upgrade"


def plausibility_findings(case: Case) -> Iterator[Finding]:
    """Yield what is hardly so in any city, by file."""
    yield from industry_findings(case)
    yield from area_findings(case)
    yield from output_findings(case)
    yield from size_findings(case)
    yield from falling_targets(case)
    yield from percent_findings(case)
    yield from merger_findings(case)
    yield from empty_scenarios(case)


def industry_findings(case: Case) -> Iterator[Finding]:
    """Yield industries whose taxes are above their value added, or that have none, or that grow or shrink at a great rate."""
    baseline = case.data.baseline
    for name, record in zip(baseline.industry_ids, baseline.industries, strict=True):
        tax, added, trend = (float(record[column]) for column in ("tax_rate", "value_added_rate", "trend"))
        if added < LEAST_VALUE_ADDED:
            yield _finding("no_value_added", _industry(name, "value_added_rate"), added, LEAST_VALUE_ADDED)
        if tax > added:
            yield _finding("tax_above_value_added", _industry(name, "tax_rate"), tax, added)
        if abs(trend) > MOST_TREND:
            yield _finding("fast_trend", _industry(name, "trend"), trend, MOST_TREND)


def area_findings(case: Case) -> Iterator[Finding]:
    """Yield parks larger than any, and zones of which no project comes to any."""
    parks = case.data.baseline.parks
    for park in parks:
        if park.planned > LARGEST_AREA:
            yield _finding("large_area", _park(park.id, "planned"), park.planned, LARGEST_AREA)
    if not any(park.arrival_weight for park in parks if park.is_zone):
        place = say("column", file="parks.csv", column="arrival_weight")
        yield Finding("no_arrivals", values={"place": place})


def output_findings(case: Case) -> Iterator[Finding]:
    """Yield parks whose output a mu of industrial land is far from that of their industries: perhaps units are off."""
    baseline = case.data.baseline
    growth, by_share = 1 + baseline.zone_output_growth, baseline.zone_gross_output_share is not None
    for park in baseline.parks:
        used = park.industrial_land * (1 - park.idle_share)
        if not used or not park.output or (by_share and not park.is_zone):
            continue
        of_park = [baseline.industry_ids.index(name) for name in park.leading] or slice(None)
        norm = float(np.median(baseline.industries["output_per_mu"][of_park]))
        if not 1 / FAR_FROM_NORM <= park.output / used / norm <= FAR_FROM_NORM:
            expected = norm * used / HUNDRED_MILLION / growth
            written = park.output / HUNDRED_MILLION / growth
            yield _finding("output_off", _park(park.id, "output"), round(written, 6), float(f"{expected:.2g}"))


def size_findings(case: Case) -> Iterator[Finding]:
    """Yield a largest firm below the mean of all, and small firms that make more than all registered ones."""
    baseline = case.data.baseline
    output, firms = sum(park.output for park in baseline.parks), sum(park.firms for park in baseline.parks)
    mean = output / firms
    if baseline.largest_output < mean:
        yield _finding("largest_below_mean", _total("largest_output"), baseline.largest_output, float(f"{mean:.4g}"))
    small = baseline.small_firms * baseline.small_firm_output
    if small > output:
        values = {"least": number_text(small / HUNDRED_MILLION), "all": number_text(round(output / HUNDRED_MILLION, 1))}
        yield _finding("small_firms_above_city", _total("small_firms"), baseline.small_firms, output, **values)


def falling_targets(case: Case) -> Iterator[Finding]:
    """Yield targets that ask for less than an earlier one of the same indicator and place."""
    for number, target in enumerate(case.file.targets, start=1):
        for bound, sign in (("at_least", 1), ("at_most", -1)):
            earlier = [each for each in case.file.targets if _before(each, target) and bound in each.bounds]
            strictest = max(earlier, key=lambda each: sign * each.bounds[bound], default=None)
            if strictest is None or bound not in target.bounds:
                continue
            if sign * target.bounds[bound] < sign * strictest.bounds[bound]:
                place = say("key", file="case.toml", key=f"targets {number}.{bound}")
                years = {"target": target, "earlier": str(strictest.year)}
                yield _finding("target_falls", place, target.bounds[bound], strictest.bounds[bound], **years)


def _before(earlier: Target, target: Target) -> bool:
    return earlier.measure == target.measure and earlier.year < target.year and target.indicator in INDICATORS


def percent_findings(case: Case) -> Iterator[Finding]:
    """Yield strengths and parameters in percent that are so small that perhaps a fraction was meant."""
    for name, number in case.file.parameters.items():
        if name not in CHOICES and _in_percent(PARAMETERS[name].unit) and 0.0 < abs(number.value) < LEAST_PERCENT:
            place = say("key", file="case.toml", key=f"parameters.{name}.value")
            yield _finding("fraction_for_percent", place, number.value, 100 * number.value, unit=number.unit)
    for scenario in case.scenarios.values():
        for name, setting in scenario.settings.items():
            for strength in dict.fromkeys([setting.strength, *(step.strength for step in setting.later)]):
                if _in_percent(LEVERS[name].unit) and 0.0 < strength < LEAST_PERCENT:
                    place = _setting(scenario.name, name)
                    unit = {"unit": LEVERS[name].unit}
                    yield _finding("fraction_for_percent", place, strength, 100 * strength, **unit)


def _in_percent(unit: str) -> bool:
    return unit.startswith(("%", "percentage points"))


def merger_findings(case: Case) -> Iterator[Finding]:
    """Yield mergers that do not last, and zones that are to be promoted although they join another."""
    for scenario in case.scenarios.values():
        end = _ends(scenario.settings.get(MERGER))
        if end is not None:
            yield Finding("merger_ends", values={"place": _setting(scenario.name, MERGER), "end": end})
    merging = {merger.park: merger.into for merger in case.file.mergers}
    labels = {each.id: each for each in case.parks}
    both = [each for each in case.scenarios.values() if {MERGER, UPGRADE} <= set(each.settings)]
    for number, upgrade in enumerate(case.file.upgrades, start=1):
        into = merging.get(upgrade.park)
        if into is not None and both:
            place = say("key", file="case.toml", key=f"upgrades {number}.park")
            yield Finding("upgrade_merges", values={"place": place, "park": labels[upgrade.park], "into": labels[into]})


def _ends(setting: LeverSetting | None) -> str | None:
    """Return the quarter in which a merger ends, None where it lasts."""
    if setting is None:
        return None
    return setting.end or next((step.start for step in setting.later if step.strength == LEVERS[MERGER].neutral), None)


def empty_scenarios(case: Case) -> Iterator[Finding]:
    """Yield scenarios that set nothing, as a table that strayed into the file becomes one."""
    for name, scenario in case.scenarios.items():
        if not scenario.settings and not scenario.base and name != "none":
            yield Finding("empty_scenario", values={"place": say("table", file="scenarios.toml", table=name)})


def _finding(key: str, place: Message, value: float, expected: float, **others: Any) -> Finding:
    shown = {"value": number_text(value), "expected": number_text(expected)}
    return Finding(key, values={"place": place, **shown, **others})


def _industry(name: str, column: str) -> Message:
    return say("cell_of_industry", industry=name, column=column)


def _park(name: str, column: str) -> Message:
    return say("cell_of_park", park=name, column=column)


def _total(name: str) -> Message:
    return say("key", file="case.toml", key=f"totals.{name}.value")


def _setting(scenario: str, lever: str) -> Message:
    return say("setting", file="scenarios.toml", scenario=scenario, lever=lever)
