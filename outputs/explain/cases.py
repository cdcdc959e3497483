"""What the shipped cases say of declared names, and explanations of the cases and scenarios themselves.

Cases are read when they are first asked for, so that a listing does not wait for them; their populations are not made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from model.declaration import Choice
from model.indicators import INDICATORS, Indicator
from model.levers import LEVERS, Lever, LeverSetting
from model.parameters import CHOICES, PARAMETERS, Parameter
from model.sources import Source
from scenarios.files.clauses import clauses_of
from scenarios.files.known_names import ids_meant

from ..shared.choice_words import drawn_text
from ..shared.clause_words import clause_in_full, clause_text
from ..shared.columns import table, wrapped
from ..shared.dated_words import parks_text, steps_text
from ..shared.grading_words import grading_lines
from ..shared.language import label, listed, listed_apart
from ..shared.screen import screen_width
from ..shared.target_words import asked_text, name_text, place_texts, places_of, reading_lines, with_places
from ..shared.town_words import town_lines
from ..shared.values import value_text
from .words import Row, named, under, words

if TYPE_CHECKING:
    from scenarios.case import Case
    from scenarios.scenario import Scenario
    from scenarios.targets import Target


@cache
def cases() -> dict[str, Case]:
    """Return the shipped cases by name."""
    from scenarios.case import load_case, shipped

    return {name: load_case(name) for name in shipped()}


def scenarios() -> Iterator[tuple[Case, Scenario]]:
    """Yield every scenario of every shipped case."""
    for case in cases().values():
        for scenario in case.scenarios.values():
            yield case, scenario


def names() -> dict[str, object]:
    """Return the names of cases, scenarios and sources of cases that can be explained, with what has their labels."""
    found: dict[str, object] = {name: case.file for name, case in cases().items()}
    found |= {f"{case.name}/{scenario.name}": scenario for case, scenario in scenarios()}
    return found | {name: source for case in cases().values() for name, source in own_sources(case).items()}


def own_sources(case: Case) -> dict[str, Source]:
    """Return the sources that the files of a case declare, by id; those of its scoring table come last."""
    table = {} if case.scoring is None else case.scoring.file.declared_sources
    return {**case.data.sources, **table}


def cases_listed(language: str) -> str:
    """Return the shipped cases and their scenarios as lines: name, label, and what each scenario is about."""
    lines = []
    for name, case in cases().items():
        lines.append(words(language)["is"].format(of=name, value=label(case.file, language)))
        evidence = words(language)["is"].format(of=words(language)["evidence"], value=evidence_text(case, language))
        lines += [f"  {line}" for line in wrapped(evidence, screen_width() - 2)]
        rows = [
            (scenario.name, label(scenario, language), scenario.about_zh if language == "zh" else scenario.about)
            for scenario in case.scenarios.values()
        ]
        lines += [f"  {line}" for line in table(rows, (16, 20, max(20, screen_width() - 42)))]
    return "\n".join(lines)


def evidence_text(case: Case, language: str) -> str:
    """Return how well the numbers of a case are known."""
    from scenarios.evidence.grading import counts_of

    from ..shared.evidence_words import counts_text

    return counts_text(counts_of(case), language)


def find_cases(name: str) -> list[Case]:
    """Return the shipped cases that a name or label means, or the one in a folder of that name."""
    from scenarios.case import FILES, load_case
    from scenarios.files.text import is_folder

    labels = {name: case.file for name, case in cases().items()}
    found = [cases()[each] for each in ids_meant(name, labels)]
    return found or ([load_case(name)] if is_folder(Path(name)) and (Path(name) / FILES[0]).is_file() else [])


def find_scenarios(name: str) -> list[tuple[Case, Scenario]]:
    """Return the scenarios that a name means: CASE/SCENARIO is one, SCENARIO that of every case which has it."""
    owner, slash, wanted = name.rpartition("/")
    among = find_cases(owner) if slash else cases().values()
    return [(case, case.scenarios[each]) for case in among for each in ids_meant(wanted, case.scenarios)]


def dated(of: str, lever: str, setting: LeverSetting, case: Case, language: str) -> str:
    """Return a setting of a lever with its dates and parks behind what it is said of."""
    texts = words(language)
    text = texts["is"].format(of=of, value=steps_text(lever, setting, case.calendar.label(1), language))
    text += texts["ramp"].format(ramp=setting.ramp) if setting.ramp else ""
    text += texts["end"].format(end=setting.end) if setting.end else ""
    parks = parks_text(setting, case, language)
    return text + (texts["only_in"].format(parks=parks) if parks else "")


def differing_levers(scenario: Scenario, base: Scenario) -> list[str]:
    """Return the levers that a scenario sets otherwise than its base, those included that it does not use."""
    return [name for name in LEVERS if scenario.levers.get(name) != base.levers.get(name)]


def settings_of(lever: Lever, language: str) -> list[str]:
    """Return which scenarios set a lever, how strongly and when."""
    found = []
    for case, scenario in scenarios():
        if lever.name in scenario.levers:
            of = f"{case.name}/{scenario.name}"
            of = named(of, scenario, language) if language == "zh" else of
            found.append(dated(of, lever.name, scenario.levers[lever.name], case, language))
    return found


def clauses_naming(name: str, language: str) -> list[str]:
    """Return the clauses of each shipped case's plan that name a lever or an indicator."""
    joined = listed_apart if language == "zh" else listed  # ids in English, words with commas of their own in Chinese
    found = []
    for case in cases().values():
        if clauses := clauses_of(case, name):
            cited = joined([clause_in_full(case.clauses, clause, language) for clause in clauses], language)
            found.append(words(language)["is"].format(of=case_called(case, language), value=cited))
    return found


def case_called(case: Case, language: str) -> str:
    """Return what a case is called in a sentence: in Chinese by its label, in English by the name that commands take."""
    return label(case.file, language) if language == "zh" else case.name


def target_text(of: str, target: Target, case: Case, language: str) -> str:
    """Return what a target of a case asks for behind what it is said of."""
    asked, clause = asked_text(target, language), clause_text(case.clauses, target.clause, language)
    return words(language)["target"].format(of=of, year=target.year, asked=asked, clause=clause)


def target_name(target: Target, case: Case, language: str) -> str:
    """Return what a target is about: in Chinese in words, in English the name that files have."""
    return name_text(target, places_of(case), language) if language == "zh" else target.measure


def targets_of(indicator: Indicator, language: str) -> list[str]:
    """Return the targets of shipped cases that name an indicator, for what they mean or as another reading."""
    found = []
    for case in cases().values():
        for target in case.file.targets:
            for each in (target, *target.other_readings):
                if each.indicator == indicator.name:
                    places = place_texts(target, places_of(case), language)
                    of = with_places(case_called(case, language), places, language)
                    text = target_text(of, target, case, language)
                    found.append(text if each is target else as_reading(text, target, language))
    return found


def as_reading(text: str, target: Target, language: str) -> str:
    """Return what is said of another reading of a target, with the name of the indicator that the target means."""
    own = label(INDICATORS[target.indicator], language)
    return words(language)["as_reading"].format(text=text, name=own)


def overrides_of(parameter: Parameter, language: str) -> list[str]:
    """Return the values that shipped cases give a parameter instead of its own."""
    text = words(language)["override"]
    return [
        text.format(
            case=case_called(case, language),
            value=value_text(case.file.parameters[parameter.name].value, parameter.unit, language),
        )
        for case in cases().values()
        if parameter.name in case.file.parameters
    ]


def choices_of(choice: Choice, language: str) -> list[str]:
    """Return what shipped cases say of a choice instead of its own weights."""
    text = words(language)["override"]
    return [
        text.format(
            case=case_called(case, language), value=drawn_text(choice, case.file.weights[choice.name], language)
        )
        for case in cases().values()
        if choice.name in case.file.choices
    ]


def data_of(source: str, among: Iterable[Case], language: str) -> list[str]:
    """Return which keys and columns of the files of cases cite a source; of scoring tables which parts, by label."""
    text = words(language)["cites"]
    found = []
    for case in among:
        for file, cited in case.citing(source).items():
            names = [each if isinstance(each, str) else label(each, language) for each in cited]
            found.append(text.format(file=f"{case.name}/{file}", names=listed(names, language)))
    return found


def parameter_name(name: str, language: str) -> str:
    """Return what a parameter is called: in Chinese with its label, in English by its name."""
    return named(name, PARAMETERS[name], language) if language == "zh" else name


def case_rows(case: Case, language: str) -> Iterator[Row]:
    """Yield what is said of a case."""
    texts = words(language)
    zones = sum(park.is_zone for park in case.data.baseline.parks)
    outside = texts["with_outside"] if zones < len(case.parks) else ""
    first, last = case.calendar.year_labels[1], case.calendar.year_labels[-1]
    yield texts["baseline"], str(case.calendar.baseline_year)
    yield texts["years"], texts["year_span"].format(first=first, last=last)
    yield texts["parks"], texts["park_count"].format(zones=zones) + outside
    yield texts["evidence"], evidence_text(case, language)
    yield from under(
        texts["targets"],
        [target_text(target_name(target, case, language), target, case, language) for target in case.file.targets],
    )
    if readings := reading_lines(case.file.targets, places_of(case), language):
        yield from under(texts["readings"], readings)
    if case.data.grading is not None:
        yield from under(texts["grading"], list(grading_lines(case.data.grading, language)))
    if towns := list(town_lines(case, language)):
        yield from under(texts["towns"], towns)
    yield from under(
        texts["scenarios"], [named(scenario.name, scenario, language) for scenario in case.scenarios.values()]
    )
    replaced = {
        name: value_text(value.value, PARAMETERS[name].unit, language) for name, value in case.file.parameters.items()
    }
    replaced |= {name: drawn_text(CHOICES[name], shares, language) for name, shares in case.file.weights.items()}
    yield from under(
        texts["overrides"],
        [texts["is"].format(of=parameter_name(name, language), value=value) for name, value in replaced.items()],
    )


def scenario_rows(case: Case, scenario: Scenario, language: str) -> Iterator[Row]:
    """Yield what is said of a scenario."""
    texts = words(language)
    yield texts["case"], named(case.name, case.file, language)
    about = scenario.about_zh if language == "zh" else scenario.about
    if about:
        yield texts["about"], about
    if scenario.base:
        base = case.scenarios[scenario.base]
        levers = listed((label(LEVERS[name], language) for name in differing_levers(scenario, base)), language)
        text = texts["base_is" if levers else "base_same"]
        yield texts["base"], text.format(base=label(base, language), levers=levers)
    settings = [
        dated(named(name, LEVERS[name], language), name, setting, case, language)
        for name, setting in scenario.levers.items()
    ]
    yield from under(texts["levers"], settings or [texts["no_levers"]])
