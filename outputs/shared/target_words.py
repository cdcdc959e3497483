"""Targets in words: the one place that writes their signs and bounds, their places and headings, in both languages."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from model.indicators import INDICATORS, READINGS
from scenarios.files.table_labels import Label
from scenarios.targets import Goal, Target

from .language import Language, label
from .signs import AT_LEAST, AT_MOST
from .values import in_percent, number_in, unit_of, value_text

if TYPE_CHECKING:
    from scenarios.case import Case


WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "place": "{name}（{places}）", "between": "，", "year": "{year} 年", "heading": "{name}{bound}",
        "at_least": "不低于 {bound}", "at_most": "不高于 {bound}", "range": "在 {bound} 之间",
        "single": "{year} 年{name}{asked}", "all": "{years} 年全部 {count} 项目标同时达到", "years": "，",
        "flagged": "{year} 年{name}超过 {bound}的概率（仍算达成，只作提示）",
        "reading": "按{reading}", "reading_as": "按“{name}”", "own": "目标{read}：{answers}", "other": "{read}：{answers}", "answers": "；",
        "reason": "。采用理由：{reason}", "reasoned": "{name}——{answers}{reason}。",
    },
    "en": {
        "place": "{name} ({places})", "between": ", ", "year": "{year}", "heading": "{name}, {year}: {bound}",
        "at_least": "at least {bound}", "at_most": "at most {bound}", "range": "within {bound}",
        "single": "{name} {asked} in {year}", "all": "all {count} targets of {years} at once", "years": ", ",
        "flagged": "probability of more than {bound} in {year}, which meets the target and is only pointed out ({name})",
        "reading": "read {reading}", "reading_as": "read as {name}", "own": "the target is {read}: {answers}", "other": "{read}: {answers}",
        "answers": "; ", "reason": ". Why: {reason}", "reasoned": "{name} - {answers}{reason}.",
    },
}  # fmt: skip


class Places(NamedTuple):
    """Labels of parks and industries by id; what is not among them goes by its id."""

    park: Mapping[str, Label]
    industry: Mapping[str, Label]


NOWHERE = Places({}, {})


def places_of(case: "Case") -> Places:
    """Return the labels of a case's parks and industries."""
    return Places({each.id: each for each in case.parks}, {each.id: each for each in case.data.industries})


def place_texts(target: Target, places: Places, language: str) -> list[str]:
    """Return what the park and the industry of a target are called, as far as it names any."""
    named = [(getattr(places, kind).get(name), name) for kind, name in target.place.items()]
    return [name if known is None else label(known, language) for known, name in named]


def with_places(name: str, texts: list[str], language: str) -> str:
    """Return a name with texts in brackets behind it, if there are any."""
    words = WORDS[language]
    return words["place"].format(name=name, places=words["between"].join(texts)) if texts else name


def name_text(target: Target, places: Places, language: str, *, reading: bool = False) -> str:
    """Return the label of a target's indicator with its place: energy use (eastern zone).

    With `reading` it is another reading of a target: read by certificate.
    """
    return with_places(called(target, language, reading=reading), place_texts(target, places, language), language)


def called(target: Target, language: str, *, reading: bool = False) -> str:
    """Return the label of a target's indicator, or how it is read where it is another reading of a target."""
    return read_text(target.indicator, language) if reading else label(INDICATORS[target.indicator], language)


def read_text(indicator: str, language: str) -> str:
    """Return how an indicator reads a promise: read by certificate; read as its label where it says nothing."""
    if indicator in READINGS:
        return WORDS[language]["reading"].format(reading=label(READINGS[indicator], language))
    return WORDS[language]["reading_as"].format(name=label(INDICATORS[indicator], language))


def answer_text(indicator: str, language: str) -> str:
    """Return the question that an indicator answers as a reading; its definition where it says nothing."""
    declared = INDICATORS[indicator]
    if indicator in READINGS:
        return READINGS[indicator].answers_zh if language == Language.ZH else READINGS[indicator].answers_en
    return declared.definition_zh if language == Language.ZH else declared.definition


def reading_lines(targets: Sequence[Target], places: Places, language: str) -> list[str]:
    """Return a line for each measure with other readings: what each of them answers, and why the target means its own."""
    words, lines = WORDS[language], []
    for target in targets:
        if not target.readings:
            continue
        keys = {name: "own" if name == target.indicator else "other" for name in (target.indicator, *target.readings)}
        answers = [
            words[key].format(read=read_text(name, language), answers=answer_text(name, language))
            for name, key in keys.items()
        ]
        known = (target.reason_zh, target.reason) if language == Language.ZH else (target.reason, target.reason_zh)
        reason = words["reason"].format(reason=next(filter(None, known), "").rstrip("。."))
        name = name_text(target, places, language)
        lines.append(words["reasoned"].format(name=name, answers=words["answers"].join(answers), reason=reason))
    return list(dict.fromkeys(lines))


def bound_text(target: Target, language: str) -> str:
    """Return what a target asks for with a sign: ≥ 50 %, ≤ 1.2, 10–12 %."""
    written = bound_written(target, language)
    if target.sense == 0:
        return written
    return at_least(written) if target.sense > 0 else f"{AT_MOST} {written}"


def at_least(written: str) -> str:
    """Return the sign for a written value or anything above it."""
    return f"{AT_LEAST} {written}"


def bound_written(target: Target, language: str) -> str:
    """Return the bound of a target with its unit, or both as a range; in Chinese each has its sign for percent."""
    unit = unit_of(target.indicator)
    *low, high = target.bounds.values()
    write = value_text if language == Language.ZH and in_percent(unit) else number_in
    return "–".join([*(write(value, unit, language) for value in low), value_text(high, unit, language)])


def asked_text(target: Target, language: str) -> str:
    """Return what a target asks for in words: at least 50 %, at most 1.2, within 10–12 %."""
    key = {1: "at_least", -1: "at_most", 0: "range"}[target.sense]
    return WORDS[language][key].format(bound=bound_written(target, language))


def flagged_text(target: Target, most: float, places: Places, language: str) -> str:
    """Return what the probability of a value above `most`, the target's `flag_above`, is called."""
    bound = value_text(most, unit_of(target.indicator), language)
    return WORDS[language]["flagged"].format(name=name_text(target, places, language), bound=bound, year=target.year)


def heading(target: Target, places: Places, language: str, *, reading: bool = False) -> str:
    """Return a target with its place, year and bounds: energy use (eastern zone), 2020: ≤ 12; also one of its `reading`s."""
    texts, bound = place_texts(target, places, language), bound_text(target, language)
    if language == "zh":
        texts.append(WORDS[language]["year"].format(year=target.year))
    name = with_places(called(target, language, reading=reading), texts, language)
    return WORDS[language]["heading"].format(name=name, year=target.year, bound=bound)


def goal_text(goal: Goal, places: Places, language: str) -> str:
    """Return what a goal asks for: high-tech share of zone output ≥ 50 % in 2020; all 6 targets of 2017, 2020 at once."""
    words, target = WORDS[language], goal.single
    if target is None:
        years = words["years"].join(str(year) for year in sorted({each.year for each in goal.targets}))
        return words["all"].format(years=years, count=len(goal.targets))
    signed = language == "en" and target.sense != 0  # a sign reads well there, a range alone does not
    asked = (bound_text if signed else asked_text)(target, language)
    return words["single"].format(name=name_text(target, places, language), asked=asked, year=target.year)
