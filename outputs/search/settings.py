"""What a candidate of a search sets, in words: its levers, those at the end of their range, what differs from the first."""

from model.levers import LEVERS, LeverSetting
from scenarios.axes import STRENGTH, lever_of
from scenarios.scenario import Scenario
from scenarios.search.candidates import Candidate, points_of
from scenarios.search.question import SearchQuestion
from scenarios.search.search import Result
from scenarios.sweep.points import scenario_at

from ..shared.dated_words import parks_text, steps_text, strength_text
from ..shared.language import label, listed
from ..shared.tables import FittedTable
from .words import WORDS


def scenario_of(result: Result, candidate: Candidate) -> Scenario:
    """Return a candidate as a scenario."""
    question = result.plan.question
    row = points_of(question.base, question.axes, [candidate]).iloc[0]
    return scenario_at(result.plan.case, row.to_dict())


def settings_table(result: Result, language: str) -> FittedTable:
    """Return the levers of the best candidate: strength, start and ramp, a row a step, and the parks where not all."""
    words, scenario = WORDS[language], scenario_of(result, result.finding.best)
    table = FittedTable()
    for column in ("lever", "strength", "start", "ramp"):
        table.add_column(words[column], number=column != "lever")
    first = result.plan.case.calendar.label(1)
    for name, setting in scenario.levers.items():
        parks = parks_text(setting, result.plan.case, language)
        title = f"{label(LEVERS[name], language)} ({name})" + (
            f"\n{words['only_in'].format(parks=parks)}" if parks else ""
        )
        for number, span in enumerate(setting.spans):
            strength = strength_text(name, span.strength, language)
            table.add_row("" if number else title, strength, span.start or first, str(span.ramp))
    if not scenario.levers:
        table.add_row(words["nothing_set"], "", "", "")
    return table


def at_the_end(question: SearchQuestion, candidate: Candidate) -> list[str]:
    """Return the levers whose strength is the highest or lowest that the search was given, and not neutral."""
    found = []
    for axis, at in zip(question.axes, candidate, strict=True):
        lever, setting = lever_of(axis.column)
        last = len(axis.choices) - 1
        if setting == STRENGTH and last and at in (0, last) and axis.choices[at] != LEVERS[lever].neutral:
            widest = axis.choices[at] in (LEVERS[lever].low, LEVERS[lever].high)  # there is nothing beyond it
            found += [] if widest else [lever]
    return found


def end_line(result: Result, language: str) -> str:
    """Return which levers are at the end of the range that was given, or nothing."""
    levers = at_the_end(result.plan.question, result.finding.best)
    names = listed((label(LEVERS[name], language) for name in levers), language)
    return WORDS[language]["at_the_end"].format(levers=names) if levers else ""


def differing_line(result: Result, candidate: Candidate, language: str) -> str:
    """Return what a candidate sets otherwise than the best one, a line a lever."""
    words = WORDS[language]
    best, mine = scenario_of(result, result.finding.best).levers, scenario_of(result, candidate).levers
    first = result.plan.case.calendar.label(1)

    def shown(name: str, setting: LeverSetting | None) -> str:
        if setting is None:
            return words["not_used"]
        return steps_text(name, setting, first, language)

    return "\n".join(
        words["instead"].format(
            lever=label(LEVERS[name], language), now=shown(name, mine.get(name)), before=shown(name, best.get(name))
        )
        for name in LEVERS
        if mine.get(name) != best.get(name)
    )
