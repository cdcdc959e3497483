"""What the terminal shows of a search: the scenario found, how sure it is, what else comes near, and where it fails."""

from collections.abc import Iterator

import pandas as pd
from rich.console import Group, RenderableType

from model.parameters import PARAMETERS
from scenarios.axes import UNCERTAINTY
from scenarios.choice_columns import alternative_label, with_indicators
from scenarios.intervals import Interval
from scenarios.search.candidates import Candidate
from scenarios.search.confirm import Confirmation
from scenarios.search.front import reached
from scenarios.search.question import SearchQuestion
from scenarios.search.search import Result
from scenarios.targets import ALL_TARGETS

from ..compare.report import COST_UNIT, target_headings
from ..shared.axis_words import axis_text
from ..shared.language import label, listed_apart
from ..shared.paragraphs import Paragraph
from ..shared.tables import FittedTable
from ..shared.target_words import places_of
from ..shared.values import (
    numeral,
    probability_number,
    probability_text,
    probability_with_interval,
    value_text,
)
from .settings import differing_line, end_line, settings_table
from .words import WORDS

SHOWN_OF_FRONT = 10
SHOWN_UNCERTAINTIES = 3
DECIMALS = 1  # of probabilities in percent


def percentage(value: float, language: str) -> str:
    """Return a probability with one decimal, since it is compared with the one asked for; 90 % has none."""
    return probability_text(value, language, DECIMALS)


def target_names(result: Result, language: str) -> dict[str, str]:
    """Return what each target is called, with its place, year and bounds, by key."""
    return target_headings(result.plan.question.targets, places_of(result.plan.case), language)


def cost_text(cost: float, language: str) -> str:
    """Return a cost with its unit."""
    return value_text(cost, COST_UNIT, language, rounded=True)


def last_year(result: Result) -> int:
    """Return the year up to which costs are counted."""
    return max(target.year for target in result.plan.question.targets)


def search_report(result: Result, language: str) -> Group:
    """Return all that the terminal shows of a search."""
    parts: list[RenderableType] = [question_text(result, language)]
    parts += [Paragraph(line) for line in opening(result, language)]
    parts.append(settings_table(result, language))
    parts.append(Paragraph(base_line(result, language), "dim"))
    end = end_line(result, language)
    parts += [Paragraph(end)] if end else []
    parts.append(probability_table(result, language))
    parts += [Paragraph(line) for line in verdict(result, language)]
    if result.plan.question.futures is not None:
        parts += [Paragraph(line) for line in failures(result, language)]
    if result.finding.feasible:
        parts += alternatives(result, language)
    parts.append(front_table(result, language))
    return Group(*parts)


def question_text(result: Result, language: str) -> Paragraph:
    """Return the question, and the targets below it."""
    question, words = result.plan.question, WORDS[language]
    key = "question" if question.futures is None else "question_futures"
    together = "" if len(question.targets) == 1 else words["together"]
    first = words[key].format(
        case=label(result.plan.case.file, language),
        asked=percentage(question.probability, language),
        share=percentage(question.share, language),
        together=together,
    )
    lines = [f"  {name}" for name in target_names(result, language).values()]
    return Paragraph("\n".join([first, *lines]), "bold")


def opening(result: Result, language: str) -> Iterator[str]:
    """Yield what was found, or plainly that nothing was and why; and whether everything was tried."""
    words, finding = WORDS[language], result.finding
    cost = cost_text(result.confirmed[0].judgement.cost, language)
    numbers = {"tried": numeral(len(finding.judged)), "cost": cost, "year": last_year(result)}
    total = finding.question.size
    sampled = "sampled" if finding.feasible else "sampled_infeasible"
    yield words["found" if finding.feasible else "infeasible"].format(**numbers)
    yield words["enumerated" if len(finding.judged) == total else sampled].format(size=numeral(total))
    if not finding.feasible:
        yield bottleneck(result, language)
        yield words["nearest"].format(**numbers)


def highest(result: Result) -> tuple[list[float], float]:
    """Return the highest probability of each target in any candidate tried, and of all at once."""
    judged = list(result.finding.judged.values())
    single = [max(each.probabilities[place] for each in judged) for place in range(len(result.plan.question.keys))]
    return single, max(each.joint for each in judged)


def bottleneck(result: Result, language: str) -> str:
    """Return what rules the question out: a target by itself, their meeting at once, the futures, or the margin."""
    question = result.plan.question
    single, joint = highest(result)
    most, target = min(zip(single, target_names(result, language).values(), strict=True))
    if question.futures is not None:
        key = "bottleneck_share"
    elif most < question.probability:
        key = "bottleneck" if len(single) > 1 else "bottleneck_one"
    else:
        key = "bottleneck_joint" if joint < question.probability else "bottleneck_margin"
    return WORDS[language][key].format(
        target=target,
        most=percentage(most, language),
        asked=percentage(question.probability, language),
        demanded=percentage(question.asked, language),
        joint=percentage(joint, language),
        share=percentage(max(each.share for each in result.finding.judged.values()), language),
        wanted=percentage(question.share, language),
    )


def base_line(result: Result, language: str) -> str:
    """Return which scenario the other levers are taken from."""
    base = label(result.plan.case.scenario(result.plan.question.base), language)
    return WORDS[language]["base"].format(base=base)


def probability_table(result: Result, language: str) -> FittedTable:
    """Return the probabilities of the best candidate: as the search saw them, and on fresh replicates.

    Where nothing was found, also the highest that any candidate reaches.
    """
    words, confirmed, finding = WORDS[language], result.confirmed[0], result.finding
    best = finding.judged[finding.best]
    table = FittedTable()
    table.add_column(words["goal"])
    for column in ("in_search", "in_fresh", *(() if finding.feasible else ("highest",))):
        table.add_column(words[column].format(n=numeral(result.plan.fresh)), number=True)
    single, joint = highest(result)
    names = [*target_names(result, language).values(), words["joint"]]
    estimates = [*best.probabilities, best.joint]
    rows = list(zip(names, estimates, [*confirmed.single, confirmed.joint], [*single, joint], strict=True))
    for row in rows if len(rows) > 2 else rows[:1]:  # a single target is all of them
        name, value, interval, most = row
        cells = [] if finding.feasible else [percentage(most, language)]
        table.add_row(name, percentage(value, language), _interval(interval, language), *cells)
    if confirmed.share is not None:
        table.add_row(words["share"], percentage(best.share, language), _interval(confirmed.share, language))
    table.add_row(words["cost"], *(cost_text(each.cost, language) for each in (best, confirmed.judgement)))
    return table


def _interval(interval: tuple[float, float, float], language: str) -> str:
    return probability_with_interval(*interval, language, DECIMALS)


def verdict(result: Result, language: str) -> Iterator[str]:
    """Yield whether the fresh replicates bear the search out, and what was asked of its estimates."""
    words, question, confirmed = WORDS[language], result.plan.question, result.confirmed[0]
    wanted = question.probability if question.futures is None else question.share
    interval = confirmed.decisive
    key = verdict_key(interval, wanted)
    if not result.finding.feasible:
        key = "nearest_holds" if confirmed.judgement.feasible else ""
    if key:
        scope = "" if question.futures is None else words["of_futures"]
        ends = {"low": probability_number(interval.low, DECIMALS), "high": percentage(interval.high, language)}
        shown = {"estimate": percentage(interval.estimate, language), "asked": percentage(wanted, language)}
        yield words[key].format(scope=scope, **shown, **ends)
    if question.margin > 0:
        kind = "margin" if result.finding.feasible else "margin_nearest"
        demanded, asked = (percentage(each, language) for each in (question.asked, question.probability))
        yield words[kind].format(demanded=demanded, asked=asked)


def verdict_key(interval: Interval, wanted: float) -> str:
    """Return the word for an estimate against what was wanted: it holds or misses, for sure or barely."""
    if interval.estimate >= wanted:
        return "holds" if interval.low > wanted else "holds_barely"
    return "misses" if interval.high < wanted else "misses_barely"


def failing(question: SearchQuestion, confirmation: Confirmation) -> pd.Series:
    """Return whether the candidate fails, by fresh future."""
    return confirmation.rows[ALL_TARGETS] < question.probability


def failures(result: Result, language: str) -> Iterator[str]:
    """Yield in how many fresh futures the best candidate fails, and by which uncertainties these differ most."""
    words, futures = WORDS[language], result.plan.fresh_futures
    if futures is None:
        return
    fails = failing(result.plan.question, result.confirmed[0])
    key = "futures_fail" if fails.any() else "futures_hold"
    yield words[key].format(number=len(fails), failed=int(fails.sum()))
    if fails.all() or not fails.any():
        return
    drawn = with_indicators(futures)  # of words there is no mean, of an alternative the part that has it
    apart = ((drawn[fails].mean() - drawn[~fails].mean()) / drawn.std(ddof=0)).abs().sort_values(ascending=False)
    parts = [
        words["uncertainty"].format(
            name=uncertainty_label(str(name), language),
            failing=uncertainty_text(str(name), drawn.loc[fails, str(name)].mean(), language),
            holding=uncertainty_text(str(name), drawn.loc[~fails, str(name)].mean(), language),
        )
        for name in apart.index[:SHOWN_UNCERTAINTIES]
    ]
    yield words["fails_where"].format(parts=listed_apart(parts, language))


def uncertainty_label(column: str, language: str) -> str:
    """Return what a column of futures is called: a parameter, or an alternative of a choice."""
    return label(alternative_label(column) or PARAMETERS[column.removeprefix(UNCERTAINTY)], language)


def uncertainty_text(column: str, mean: float, language: str) -> str:
    """Return the mean of a column of futures; of an alternative the part of them that has it."""
    return percentage(mean, language) if alternative_label(column) else axis_text(column, mean, language)


def alternatives(result: Result, language: str) -> list[RenderableType]:
    """Return the table of near-optimal alternatives, and how to read it."""
    words, finding = WORDS[language], result.finding
    if not finding.alternatives:
        return [Paragraph(words["no_alternatives"])]
    table = FittedTable(words["alternatives"].format(tolerance=percentage(finding.question.tolerance, language)))
    chance = "probability" if finding.question.futures is None else "share"
    for column in ("number", "differing", "cost", chance, "distance"):
        table.add_column(words[column], number=column != "differing")
    for place, alternative in enumerate(finding.alternatives, start=1):
        confirmed = result.confirmed[place]
        cells = [differing_line(result, alternative.candidate, language), cost_text(confirmed.judgement.cost, language)]
        table.add_row(str(place), *cells, _interval(confirmed.decisive, language), numeral(alternative.distance, 2))
    return [table, Paragraph(words["alternatives_key"], "dim")]


def front_table(result: Result, language: str) -> FittedTable:
    """Return the front of cost and probability: the ends and even steps between."""
    words, finding = WORDS[language], result.finding
    table = FittedTable(words["front_marked" if finding.feasible else "front"])
    table.add_column(words["cost"], number=True)
    several = finding.question.futures is not None
    table.add_column(
        words["share" if several else "joint" if len(result.plan.question.targets) > 1 else "probability"],
        number=True,
    )
    names = list(target_names(result, language).values())
    told = several or len(names) > 1  # else the first column says it
    for name in names if told else ():
        table.add_column(name, number=True)
    for candidate in evenly(finding.front, finding.best):
        judged = finding.judged[candidate]
        cells = [percentage(value, language) for value in judged.probabilities] if told else []
        mark = " *" if finding.feasible and candidate == finding.best else ""
        probability = percentage(reached(finding.question, judged), language)
        table.add_row(cost_text(judged.cost, language) + mark, probability, *cells)
    return table


def evenly(front: list[Candidate], best: Candidate | None = None) -> list[Candidate]:
    """Return about `SHOWN_OF_FRONT` candidates of a front: both ends, even steps between, and the best one if on it."""
    if len(front) <= SHOWN_OF_FRONT:
        return front
    last = len(front) - 1
    chosen = {round(place * last / (SHOWN_OF_FRONT - 1)) for place in range(SHOWN_OF_FRONT)}
    return [each for place, each in enumerate(front) if place in chosen or each == best]
