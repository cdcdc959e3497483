"""What is said of settings that do less than they seem to: ramps that do not end, strengths too small, repeated points."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from model.calendar import Calendar
from model.levers import LEVERS
from scenarios.effective import unfinished_ramps
from scenarios.scenario import Scenario
from scenarios.sweep.design import Design

from .dated_words import strength_text
from .language import label, listed
from .values import numeral, value_text

MOST_NAMED = 10  # points by their numbers, or strengths
RAMP = {
    "zh": "“{scenario}”情景的“{lever}”：到模拟结束或其结束季度时推行期尚未走完，力度只达到 {reached}（设定为 {strength}）。",
    "en": "Scenario '{scenario}': '{lever}' is still rising when it or the run ends and reaches {reached} ({strength} is set).",
}
WORDS = {
    "zh": {
        "ramps": "{points} 个方案点中有 {count} 个的“{lever}”到模拟结束或其结束季度时推行期尚未走完，如第 {point} 号方案点的力度只达到 {reached}（设定为 {strength}）。",
        "too_small": "{points} 个方案点中有 {count} 个的“{lever}”力度过小，在模拟期内不起作用，按 {neutral} 计。",
        "too_small_strengths": "“{lever}”的力度 {strengths} 过小，在模拟期内不起作用，按 {neutral} 计。",
        "repeated": "设计列出 {listed} 个方案点，其中 {repeated} 个的各季度力度与前面的方案点完全相同，只计一次，实有 {distinct} 个不同的方案点（未列入的为所列第 {numbers} 号，从 0 起）。",
        "same": "“{name}”与“{other}”各季度的力度完全相同，结果也相同，只列后者。",
        "and_more": "等",
    },
    "en": {
        "ramps": "At {count} of {points} points '{lever}' is still rising when it or the run ends; at point {point} it reaches {reached} ({strength} is set).",
        "too_small": "At {count} of {points} points the strength of '{lever}' is too small to act within the run and counts as {neutral}.",
        "too_small_strengths": "Strengths of '{lever}' too small to act within the run count as {neutral}: {strengths}.",
        "repeated": "The design lists {listed} points; {repeated} of them have the strengths of an earlier one in every quarter and count once, so {distinct} points differ (left out, numbered from 0 as listed: {numbers}).",
        "same": "'{name}' sets the same as '{other}' in every quarter, so its results are the same; only the latter is listed.",
        "and_more": " and more",
    },
}  # fmt: skip


def ramp_lines(scenarios: Iterable[Scenario], calendar: Calendar, language: str) -> Iterator[str]:
    """Yield what scenarios reach of the strengths whose ramps do not end within the run."""
    for scenario in scenarios:
        for lever, (reached, strength) in unfinished_ramps(scenario.settings, calendar).items():
            yield RAMP[language].format(
                scenario=label(scenario, language),
                lever=label(LEVERS[lever], language),
                **ramp_values(lever, reached, strength, language),
            )


def ramp_values(lever: str, reached: float, strength: float, language: str) -> dict[str, str]:
    """Return the strength reached and the one set as they are written."""
    shown = value_text(reached, LEVERS[lever].unit, language, rounded=True)
    return {"reached": shown, "strength": strength_text(lever, strength, language)}


def design_lines(design: Design, language: str) -> Iterator[str]:
    """Yield what is to know of the points of a design before they are run."""
    words, merged = WORDS[language], design.merged
    if merged.repeated:
        numbers = _first(list(map(str, merged.repeated)), language)
        counts = {"listed": len(merged.place), "repeated": len(merged.repeated)}
        shown = {name: numeral(count) for name, count in counts.items()}
        distinct = numeral(len(merged.place) - len(merged.repeated))
        yield words["repeated"].format(distinct=distinct, numbers=numbers, **shown)
    for lever, count in design.too_small.items():
        points = numeral(len(merged.place) or len(design.points))
        yield words["too_small"].format(count=numeral(count), points=points, **_neutral(lever, language))
    yield from _ramps_of_points(design, language)


def _ramps_of_points(design: Design, language: str) -> Iterator[str]:
    found: dict[str, list[tuple[int, float, float]]] = {}
    for point in design.points:
        for lever, ends in unfinished_ramps(dict(point.settings), design.case.calendar).items():
            found.setdefault(lever, []).append((point.number, *ends))
    for lever, rows in found.items():
        number, reached, strength = rows[0]
        yield WORDS[language]["ramps"].format(
            count=numeral(len(rows)),
            points=numeral(len(design.points)),
            point=number,
            lever=label(LEVERS[lever], language),
            **ramp_values(lever, reached, strength, language),
        )


def _first(names: Sequence[str], language: str) -> str:
    more = WORDS[language]["and_more"] if len(names) > MOST_NAMED else ""
    return listed(names[:MOST_NAMED], language) + more


def too_small_line(lever: str, strengths: Iterable[float], language: str) -> str:
    """Return which strengths of a lever count as neutral, since they are too small to act."""
    shown = _first([strength_text(lever, strength, language) for strength in strengths], language)
    return WORDS[language]["too_small_strengths"].format(strengths=shown, **_neutral(lever, language))


def _neutral(lever: str, language: str) -> Mapping[str, str]:
    neutral = strength_text(lever, LEVERS[lever].neutral, language)
    return {"lever": label(LEVERS[lever], language), "neutral": neutral}


def same_line(name: str, other: str, language: str) -> str:
    """Return that two scenarios or points, as they are called, set the same."""
    return WORDS[language]["same"].format(name=name, other=other)
