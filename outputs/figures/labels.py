"""Names, numbers and units as a reader of either language writes them, and which scenarios are compared."""

import math
from collections.abc import Iterable, Mapping

from model.indicators import INDICATORS
from scenarios import Case, Scenario
from scenarios.comparison.target_table import REFERENCE
from scenarios.experiment import ScenarioRuns
from scenarios.files.table_labels import Label

from ..shared.language import UNITS_ZH

SHARE = "share"
IN_PERCENT = (SHARE, "1/year")  # units that axes show in percent
MISSING = "–"
MINUS = "−"


def heading(name: str) -> str:
    """Return a name as it is written alone: in English with a capital letter."""
    return name[:1].upper() + name[1:]


def scenario_label(scenario: Scenario, language: str) -> str:
    """Return what a scenario is called."""
    return getattr(scenario, language) or scenario.name


def park_label(park: Label, language: str) -> str:
    """Return what a park is called."""
    return getattr(park, language) or park.id


def indicator_label(indicator: str, language: str) -> str:
    """Return what an indicator is called."""
    return str(getattr(INDICATORS[indicator], language))


def case_label(case: Case, language: str) -> str:
    """Return what a case is called."""
    return getattr(case.file, language) or case.name


def joined(parts: Iterable[str], language: str) -> str:
    """Return a list as it is written in a sentence."""
    return ("，" if language == "zh" else ", ").join(parts)


def percent(number: str, language: str) -> str:
    """Return a written number with the sign for percent; in English they never part at the end of a line."""
    if number == MISSING:
        return number
    return number + ("%" if language == "zh" else "\u00a0%")


def share(value: float, language: str) -> str:
    """Return a share between 0 and 1 as a percentage with at most one decimal."""
    return percent(f"{round(100 * value, 1):g}", language) if math.isfinite(value) else MISSING


def probability(value: float) -> str:
    """Return a probability between 0 and 1 in percent, without the sign.

    Whole percent; near 0 and 1 one decimal, since what may happen is not impossible and what may fail is not certain.
    """
    if not math.isfinite(value):
        return MISSING
    number = 100 * value
    if 0 < number < 0.1:
        return "<0.1"
    if 99.9 < number < 100:
        return ">99.9"
    if 0 < number < 1 or 99 < number < 100:
        return f"{number:.1f}"
    return f"{number:.0f}"


def whole(value: float) -> str:
    """Return a share between 0 and 1 in whole percent, without the sign."""
    return f"{100 * value:.0f}" if math.isfinite(value) else MISSING


def interval(low: float, high: float) -> str:
    """Return the interval of a probability in whole percent, without the sign."""
    return f"{whole(low)}–{whole(high)}"


def span(low: float, high: float, language: str) -> str:
    """Return two probabilities as a range in whole percent; one number where both read the same."""
    ends = list(dict.fromkeys([whole(low), whole(high)]))
    if language == "zh":  # Chinese writes the sign behind both numbers
        return "–".join(percent(end, language) for end in ends)
    return percent("–".join(ends), language)


def amount(value: float, decimals: int = 0) -> str:
    """Return a number with separated thousands."""
    return f"{value:,.{decimals}f}".replace("-", MINUS) if math.isfinite(value) else MISSING


def change(value: float) -> str:
    """Return a change with its sign and one decimal."""
    if not math.isfinite(value):
        return MISSING
    rounded = round(value, 1) + 0.0  # no minus before zero
    return f"{rounded:+.1f}".replace("-", MINUS) if rounded else "0.0"


def level(indicator: str, number: float, language: str) -> str:
    """Return a value that a target asks for, such as 48 % or 700 亿元."""
    return value(indicator, number, language)


def value(indicator: str, number: float, language: str, digits: int = 6) -> str:
    """Return a value of an indicator with its unit, such as 48 % or 700 亿元."""
    unit = INDICATORS[indicator].unit
    if unit == SHARE:
        return share(number, language)
    written = f"{number:,.{digits}g}" if math.isfinite(number) else MISSING
    if unit == "1":
        return written
    if language == "zh":
        return f"{written} {UNITS_ZH[unit]}"
    return f"{written} × {unit}" if unit[0].isdigit() else f"{written} {unit}"


def scale(indicator: str) -> float:
    """Return by what an axis multiplies the values of an indicator: shares and rates are drawn in percent."""
    return 100.0 if INDICATORS[indicator].unit in IN_PERCENT else 1.0


def unit_of_axis(indicator: str, language: str) -> str:
    """Return the unit that an axis of an indicator is in."""
    unit = INDICATORS[indicator].unit
    if unit == SHARE:
        return "%"
    shown = "%/year" if unit in IN_PERCENT else unit
    return UNITS_ZH[shown] if language == "zh" else shown


def caption(template: str, case: Case, experiment: Mapping[str, ScenarioRuns], language: str) -> str:
    """Return the caption of a figure: `template` with the replicates, the case and the year of its baseline."""
    numbers = {"n": replicates(experiment), "baseline": case.calendar.baseline_year}
    return template.format(case=case_label(case, language), **numbers)


def replicates(experiment: Mapping[str, ScenarioRuns]) -> str:
    """Return the number of replicates of a scenario, or the least and the most where scenarios differ."""
    counts = sorted({runs.indicators.sizes["replicate"] for runs in experiment.values()})
    return "–".join(amount(count) for count in dict.fromkeys([counts[0], counts[-1]]))


def reference(names: Iterable[str]) -> str:
    """Return the scenario that others are compared with: no plan, or the first where that was not run."""
    names = list(names)
    return REFERENCE if REFERENCE in names else names[0]


def compared(names: Iterable[str], plan: str) -> list[str]:
    """Return the reference and the plan or, where that was not run, the first of the others."""
    names = list(names)
    base = reference(names)
    others = [name for name in names if name != base]
    return list(dict.fromkeys([base, plan if plan in others else next(iter(others), base)]))
