"""Explanations of every name, made from the declarations: what it is, its unit, range, source, where and when it acts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rich.cells import cell_len

from model.declaration import Choice
from model.indicators import INDICATORS, Indicator
from model.levers import LEVERS, Lever, acts_in, range_in
from model.needs import NEEDS, SIZES
from model.order import PHASES
from model.parameters import PARAMETERS, Parameter
from model.sources import SOURCES, Source
from model.synthesis_parameters import SYNTHESIS_PARAMETERS
from scenarios.files.known_names import ids_meant
from scenarios.refusals.problem import InputProblem, as_written, nearest, say

from ..shared.choice_words import alternative_text
from ..shared.columns import GAP, table, wrapped
from ..shared.language import label, listed, unit_label
from ..shared.screen import screen_width
from ..shared.values import range_text, shown_as, value_text
from . import cases as explain_case
from .words import Row, named, under, words

if TYPE_CHECKING:
    from scenarios.case import Case

INDENT = 2
NAMES = re.compile(r"[a-z][a-z_]+")
NAMED = re.compile(rf" ?({NAMES.pattern}) ?")  # in a Chinese text, with the spaces that set it apart
LAST = 16  # columns that the last cell of a listing may take
LAST_RANGE = 30  # that a range may take there
MIDDLE = 12  # and that the middle one takes at least


def declared() -> dict[str, Lever | Indicator | Parameter | Source]:
    """Return every declaration that can be explained, by name; cases and their scenarios can be explained besides."""
    return {**LEVERS, **INDICATORS, **PARAMETERS, **SOURCES}


def explain(name: str, language: str) -> str:
    """Return the explanation of what a name or label means, or of all that it may mean.

    Raises InputProblem with the nearest names where it means nothing.
    """
    meant = ids_meant(name, declared())
    found = [explain_declared(each, language) for each in meant]
    if name not in meant:  # a label may be that of a scenario too, an id is that of one thing
        found += explain_of_cases(name, language)
    if found:
        return "\n\n".join(found)
    known = {**declared(), **explain_case.names()}
    raise InputProblem(say("asked_to_explain", name=as_written(name)), say("unknown_name"), nearest(name, known))


def explain_declared(name: str, language: str) -> str:
    """Return the explanation of a declared name."""
    entry = declared()[name]
    if isinstance(entry, Lever):
        kind, rows = "lever", lever_rows(entry, language)
    elif isinstance(entry, Indicator):
        kind, rows = "indicator", indicator_rows(entry, language)
    elif isinstance(entry, Parameter):
        kind, rows = "parameter", parameter_rows(entry, language)
    else:
        kind, rows = "source", source_rows(name, entry, None, language)
    return laid_out(kind, name, label(entry, language), rows, language)


def explain_of_cases(name: str, language: str) -> list[str]:
    """Return the explanations of the cases, and of the scenarios and sources of cases, that a name or label means."""
    found = []
    for case in explain_case.find_cases(name):
        rows = explain_case.case_rows(case, language)
        found.append(laid_out("case", case.name, label(case.file, language), rows, language))
    for case, scenario in explain_case.find_scenarios(name):
        rows = explain_case.scenario_rows(case, scenario, language)
        found.append(laid_out("scenario", f"{case.name}/{scenario.name}", label(scenario, language), rows, language))
    for case in explain_case.cases().values():
        sources = explain_case.own_sources(case)
        for source in ids_meant(name, sources):
            rows = source_rows(source, sources[source], case, language)
            found.append(laid_out("source", source, label(sources[source], language), rows, language))
    return found


def laid_out(kind: str, name: str, title: str, rows: Iterator[Row], language: str) -> str:
    """Return an explanation as lines: a heading, then terms and what is said of them in two columns."""
    texts = words(language)
    heading = texts["heading"].format(name=name, kind=texts[kind], label=title)
    said = list(rows)
    room = max(cell_len(term) for term, _ in said)
    width = screen_width()
    lines = table(said, (room, width - INDENT - room - GAP))
    return "\n".join([*wrapped(heading, width), *(" " * INDENT + line for line in lines)])


def definition(entry: Lever | Indicator, language: str) -> str:
    """Return the definition of a lever or an indicator; in Chinese the parameters in it are called by their labels."""
    return in_words(entry.definition_zh) if language == "zh" else entry.definition


def in_words(text: str) -> str:
    """Return a Chinese text with the label of each parameter in the place of its name."""
    return NAMED.sub(lambda found: f"“{PARAMETERS[found[1]].zh}”" if found[1] in PARAMETERS else found[0], text)


def lever_rows(lever: Lever, language: str) -> Iterator[Row]:
    """Yield what is said of a lever."""
    texts = words(language)
    yield texts["definition"], definition(lever, language)
    yield texts["unit"], unit_text(lever.unit, language)
    yield texts["range"], extent(lever, language)
    yield texts["neutral"], texts["neutral_is"].format(value=value_text(lever.neutral, lever.unit, language))
    if lever.switch:
        yield texts["switch"], texts["switch_is"]
    yield texts["acts"], when(lever, language)
    yield texts["phase"], phases_read(lever, language)
    yield texts["by_park"], where(lever, language)
    if lever.needs:
        yield texts["needs"], need(lever, language)
    yield from under(texts["clause"], explain_case.clauses_naming(lever.name, language) or [texts["no_clause"]])
    yield texts["first"], first_effect(lever, language)
    yield texts["cost"], cost(lever, language)
    yield from under(texts["parameters"], parameters_named(lever, language))
    yield from under(texts["set_by"], explain_case.settings_of(lever, language) or [texts["nobody"]])


def unit_text(unit: str, language: str) -> str:
    """Return a declared unit, as files and results have it, and in which one its values are shown if that is another."""
    declared, shown = unit_label(unit, language), shown_as(unit, language)
    return declared if shown.factor == 1 else words(language)["shown_in"].format(unit=declared, shown=shown.text)


def extent(entry: Lever | Parameter, language: str) -> str:
    """Return the range of a lever or a parameter, and how files write it if that is otherwise."""
    texts = words(language)
    shown = range_text(entry.low, entry.high, entry.unit, language)
    if shown_as(entry.unit, language).factor != 1:
        written = range_text(entry.low, entry.high, "1", language)
        shown = texts["in_files"].format(shown=shown, written=written)
    if isinstance(entry, Parameter) or not entry.scale:
        return shown
    size = SIZES[entry.scale]
    reference = value_text(size.reference, size.unit, language)
    return texts["grows"].format(range=shown, size=label(size, language), reference=reference)


def when(lever: Lever, language: str) -> str:
    """Return in which quarters of a year a lever acts."""
    texts = words(language)
    quarter = acts_in(lever)
    return texts["yearly"].format(quarter=quarter) if quarter else texts["every_quarter"]


def where(lever: Lever, language: str) -> str:
    """Return whether a lever can be set for some parks only."""
    return words(language)["some_parks" if lever.by_park else "all_parks"]


def phases_read(lever: Lever, language: str) -> str:
    """Return the phases of the quarter that read a lever."""
    return listed([label(PHASES[phase], language) for phase in lever.phases], language)


def need(entry: Lever | Choice, language: str) -> str:
    """Return what a lever or a choice needs of a case."""
    return words(language)["need"].format(need=label(NEEDS[entry.needs], language))


def parameters_named(lever: Lever, language: str) -> list[str]:
    """Return the parameters that a lever's definition names, with their central values."""
    text = lever.definition_zh if language == "zh" else lever.definition
    found = dict.fromkeys(name for name in NAMES.findall(text) if name in PARAMETERS)
    return [
        words(language)["is"].format(
            of=named(name, PARAMETERS[name], language),
            value=central_text(PARAMETERS[name], language),
        )
        for name in found
    ]


def central_text(parameter: Parameter, language: str) -> str:
    """Return the central value of a parameter: a number with its unit, or an alternative."""
    if isinstance(parameter, Choice):
        return alternative_text(parameter.name, parameter.words[int(parameter.value)], language)
    return value_text(parameter.value, parameter.unit, language)


def first_effect(lever: Lever, language: str) -> str:
    """Return the indicator that a lever moves first, and whether it rises or falls with the strength."""
    way = "up" if lever.direction > 0 else "down"
    return words(language)[way].format(
        indicator=named(lever.first_indicator, INDICATORS[lever.first_indicator], language)
    )


def cost(lever: Lever, language: str) -> str:
    """Return what a lever costs the city."""
    return lever.cost_zh if language == "zh" else lever.cost


def indicator_rows(indicator: Indicator, language: str) -> Iterator[Row]:
    """Yield what is said of an indicator."""
    texts = words(language)
    yield texts["definition"], definition(indicator, language)
    yield texts["unit"], unit_text(indicator.unit, language)
    movers = [
        named(lever.name, lever, language) for lever in LEVERS.values() if lever.first_indicator == indicator.name
    ]
    yield from under(texts["moved_by"], movers)
    yield from under(texts["targets"], explain_case.targets_of(indicator, language) or [texts["no_target"]])


def parameter_rows(parameter: Parameter, language: str) -> Iterator[Row]:
    """Yield what is said of a parameter."""
    texts = words(language)
    if language == "zh":  # in English the label says it
        yield texts["definition"], parameter.meaning_zh
    if isinstance(parameter, Choice):
        yield from choice_rows(parameter, language)
        return
    yield texts["unit"], unit_text(parameter.unit, language)
    yield texts["value"], value_text(parameter.value, parameter.unit, language)
    yield texts["range"], extent(parameter, language)
    yield texts["varies"], texts[drawn_by(parameter)]
    yield from under(texts["overrides"], explain_case.overrides_of(parameter, language))
    yield texts["source"], named(parameter.source, SOURCES[parameter.source], language)


def drawn_by(parameter: Parameter) -> str:
    """Return the key of the words that say who draws a parameter: each replicate, each baseline population, or nobody."""
    if parameter.varies:
        return "drawn"
    of_population = parameter.name in SYNTHESIS_PARAMETERS and parameter.low < parameter.high
    return "drawn_by_population" if of_population else "fixed"


def choice_rows(choice: Choice, language: str) -> Iterator[Row]:
    """Yield what is said of a choice: its alternatives with the shares that replicates draw them by, and the centre."""
    texts = words(language)
    weighed = [
        texts["is"].format(
            of=named(word, alternative, language), value=value_text(share, "share", language, rounded=True)
        )
        for (word, alternative), share in zip(choice.labels.items(), choice.shares, strict=True)
    ]
    yield from under(texts["alternatives"], weighed)
    if choice.needs:
        yield texts["needs"], need(choice, language)
    yield texts["value"], texts["weightiest"].format(value=central_text(choice, language))
    yield texts["varies"], texts["drawn_by_weight"]
    yield from under(texts["overrides"], explain_case.choices_of(choice, language))
    yield texts["source"], named(choice.source, SOURCES[choice.source], language)


def source_rows(name: str, source: Source, owner: Case | None, language: str) -> Iterator[Row]:
    """Yield what is said of a source: the case that declares it (None: the model), its date, and what cites it."""
    texts = words(language)
    yield texts["declared_by"], texts["the_model"] if owner is None else named(owner.name, owner.file, language)
    if source.date != "-":
        yield texts["date"], source.date
    if source.where:
        yield texts["where"], source.where
    citing = [parameter.name for parameter in PARAMETERS.values() if parameter.source == name]
    if citing and owner is None:
        cited = [label(PARAMETERS[each], language) if language == "zh" else each for each in citing]
        yield texts["cited_by"], listed(cited, language)
    among = explain_case.cases().values() if owner is None else [owner]
    yield from under(texts["cited_in"], explain_case.data_of(name, among, language))


def listing(entries: Mapping[str, Lever] | Mapping[str, Indicator] | Mapping[str, Parameter], language: str) -> str:
    """Return name, label and unit of each entry in aligned columns."""
    return aligned(
        [(entry.name, label_with_meaning(entry, language), unit_or_kind(entry, language)) for entry in entries.values()]
    )


def unit_or_kind(entry: Lever | Indicator | Parameter, language: str) -> str:
    """Return the unit of an entry; of a choice, which has none, what its values are."""
    return words(language)["alternatives"] if isinstance(entry, Choice) else unit_label(entry.unit, language)


def label_with_meaning(entry: Lever | Indicator | Parameter, language: str) -> str:
    """Return the label of an entry; of a parameter with its meaning, which in English is the label."""
    if isinstance(entry, Parameter) and language == "zh":
        return words(language)["is"].format(of=entry.zh, value=entry.meaning_zh)
    return label(entry, language)


def range_listing(case: Case, language: str) -> str:
    """Return name, label and range in a case of each lever in aligned columns."""
    rows = [
        (lever.name, label(lever, language), range_text(*range_in(lever, case.data.offers), lever.unit, language))
        for lever in LEVERS.values()
    ]
    return aligned(rows, LAST_RANGE)


def source_listing(language: str) -> str:
    """Return id, title and date of each source in aligned columns: the model's, and then those of each case."""
    groups = {words(language)["any_case"]: SOURCES}
    for case in explain_case.cases().values():
        if sources := explain_case.own_sources(case):
            groups[named(case.name, case.file, language)] = sources
    return "\n\n".join(
        f"{owner}\n{aligned([(name, label(source, language), source.date) for name, source in sources.items()])}"
        for owner, sources in groups.items()
    )


def aligned(rows: list[tuple[str, str, str]], widest: int = LAST) -> str:
    """Return rows of three cells in columns that fill the screen: the middle one takes what the others leave.

    The last column takes at most `widest` columns of the screen.
    """
    first = max(cell_len(row[0]) for row in rows)
    last = min(widest, max(cell_len(row[2]) for row in rows))
    left = max(MIDDLE, screen_width() - first - last - 2 * GAP)
    return "\n".join(table(rows, (first, left, last)))
