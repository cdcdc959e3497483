"""Names as a reader of either language writes them, and which scenarios are compared."""

from collections.abc import Iterable, Mapping

from scenarios import Case
from scenarios.comparison.target_table import REFERENCE
from scenarios.experiment import ScenarioRuns

from ..shared.language import label
from ..shared.spread_words import spread_text
from ..shared.unchecked_words import unchecked_sentence
from ..shared.values import numeral

MOST = 24  # scenarios in a figure: more are not legible on a page
PART = {
    "zh": "图中只有 {count} 个情景中的 {shown} 个，其余见表。",
    "en": "Only {shown} of {count} scenarios are shown; the tables have all.",
}


def capitalised(name: str) -> str:
    """Return a name as it is written alone: in English with a capital letter."""
    return name[:1].upper() + name[1:]


def joined(parts: Iterable[str], language: str) -> str:
    """Return a list as it is written in a sentence."""
    return ("，" if language == "zh" else ", ").join(parts)


def caption(template: str, case: Case, experiment: Mapping[str, ScenarioRuns], language: str) -> str:
    """Return the caption of a figure: `template` with the replicates, what they differ by, the case and the year of its baseline.

    Sentences at its end say how many scenarios are shown where not all are, and name the years that were not checked.
    """
    template = with_count(template, experiment, language)
    numbers = {"n": replicates(experiment), "baseline": case.calendar.baseline_year}
    numbers["spread"] = spread_text(case, language)
    written = template.format(case=label(case.file, language), **numbers)
    return with_sentence(written, unchecked_sentence(case, language), language)


def with_sentence(text: str, sentence: str, language: str) -> str:
    """Return a text with a sentence behind it; the text alone where the sentence is empty."""
    gap = "" if language == "zh" else " "
    return gap.join(filter(None, [text, sentence]))


def replicates(experiment: Mapping[str, ScenarioRuns]) -> str:
    """Return the number of replicates of a scenario, or the least and the most where scenarios differ."""
    counts = sorted({runs.indicators.sizes["replicate"] for runs in experiment.values()})
    return "–".join(numeral(count) for count in dict.fromkeys([counts[0], counts[-1]]))


def reference(names: Iterable[str]) -> str:
    """Return the scenario that others are compared with: no plan, or the first where that was not run."""
    names = list(names)
    return REFERENCE if REFERENCE in names else names[0]


def shown(experiment: Mapping[str, ScenarioRuns], plan: str) -> dict[str, ScenarioRuns]:
    """Return the scenarios that a figure shows: all, or of many no plan, the plan and the first of the others."""
    first = [*compared(experiment, plan), *experiment]
    chosen = set(list(dict.fromkeys(first))[:MOST])
    return {name: runs for name, runs in experiment.items() if name in chosen}


def with_count(template: str, experiment: Mapping[str, ScenarioRuns], language: str) -> str:
    """Return the template of a caption, with how many scenarios of how many are shown where not all are."""
    count = len(experiment)
    return with_sentence(template, PART[language].format(shown=MOST, count=count) if count > MOST else "", language)


def compared(names: Iterable[str], plan: str) -> list[str]:
    """Return the reference and the plan or, where that was not run, the first of the others."""
    names = list(names)
    base = reference(names)
    others = [name for name in names if name != base]
    return list(dict.fromkeys([base, plan if plan in others else next(iter(others), base)]))
