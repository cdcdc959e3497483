"""What cannot be in scoring.toml though every key is there and of its kind: names, labels, ranges, weights, sources."""

from collections.abc import Collection, Iterable, Mapping, Set
from itertools import chain
from typing import NamedTuple

from model.indicators import INDICATORS
from model.parameters import CHOICES, PARAMETERS

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, Message, as_written, check_known, say
from .cited_numbers import PlacedNumber, number_faults
from .names import check_label, check_name
from .scoring_numbers import heading_numbers, row_numbers
from .scoring_shape import (
    RULES,
    FigureEntry,
    HeadingEntry,
    RankedEntry,
    RelativeEntry,
    RowEntry,
    ScoringFile,
    VariantEntry,
)
from .sources import declared_here_faults, unknown_source
from .strict import LABEL_COLUMNS

FILE = "scoring.toml"
ENDS = ("low", "high")  # of the range of a figure: its columns are called by the figure and these
PARTICIPANT_COLUMNS = ("id", *LABEL_COLUMNS, "source", "note")  # what a table of figures says of a participant besides
DIGITS = 9  # to which weights add up
NUMBERS = [name for name in PARAMETERS if name not in CHOICES]


class Checking(NamedTuple):
    """A scoring table being checked: the name of its file, what it says, the sources known besides its own, faults so far."""

    name: str
    file: ScoringFile
    known: Collection[str]
    faults: Faults

    @property
    def sources(self) -> set[str]:
        """Names of the sources that a number may cite."""
        return {*self.known, *self.file.sources}

    def key(self, key: str) -> Message:
        """Return the place of a key."""
        return say("key", file=self.name, key=key)

    def add(self, key: str, what: Message, allowed: str | Message = "") -> None:
        """Add what is wrong at a key."""
        self.faults.add(InputProblem(self.key(key), what, allowed))

    def gather(self, found: Iterable[InputProblem]) -> None:
        """Add what was found to be wrong."""
        for problem in found:
            self.faults.add(problem)


def columns_of(figure: str) -> tuple[str, ...]:
    """Return the columns of a figure in a table of figures: its value, and the ends of its range."""
    return (figure, *(f"{figure}_{end}" for end in ENDS))


def file_faults(checking: Checking) -> None:
    """Find what is wrong outside the rows."""
    file, faults = checking.file, checking.faults
    for name in file.sources:
        checking.gather(declared_here_faults(checking.key(f"sources.{name}"), name, checking.known))
    if file.source not in checking.sources:
        faults.add(unknown_source(checking.key("source"), file.source, checking.sources))
    if file.meant_for is not None:
        _indicator_faults("meant_for", file.meant_for, checking)
    _label_faults("", file, checking)
    entries: tuple[tuple[str, Mapping[str, FigureEntry | HeadingEntry | VariantEntry]], ...] = (
        ("figures", file.figures), ("headings", file.headings), ("variants", file.variants),
    )  # fmt: skip
    for table, named in entries:
        for name, entry in named.items():
            _name_faults(table, name, entry, checking)
    with faults:
        check_name(file.variant, checking.key("variant"))
    if file.variant in file.variants:
        name = as_written(file.variant)
        checking.add(f"variants.{file.variant}", say("same_twice", name=name, other=name))
    for name, figure in file.figures.items():
        _figure_faults(name, figure, checking)
    for name, heading in file.headings.items():
        _number_faults(heading_numbers(f"headings.{name}", heading, file.source), checking)


def _number_faults(numbers: Iterable[PlacedNumber], checking: Checking) -> None:
    sources = {
        *checking.sources,
        checking.file.source,
    }  # an unknown one of the table is a fault once, not at each number
    for number in numbers:
        checking.gather(number_faults(checking.name, number, sources))


def _name_faults(
    table: str, name: str, entry: FigureEntry | HeadingEntry | RowEntry | VariantEntry, checking: Checking
) -> None:
    with checking.faults:
        check_name(name, checking.key(f"{table}.{name}"))
    _label_faults(f"{table}.{name}.", entry, checking)


def _label_faults(
    place: str, entry: ScoringFile | FigureEntry | HeadingEntry | RowEntry | VariantEntry, checking: Checking
) -> None:
    for key in LABEL_COLUMNS:
        with checking.faults:
            check_label(getattr(entry, key), checking.key(f"{place}{key}"))


def _figure_faults(name: str, figure: FigureEntry, checking: Checking) -> None:
    place = f"figures.{name}"
    if figure.low >= figure.high:
        checking.add(place, say("floor_of_figure", low=figure.low, high=figure.high))
    for key in ENDS:
        value = getattr(figure, key)
        if figure.whole and value != int(value):
            checking.add(f"{place}.{key}", say("not_whole", value=as_written(value)))
    others = chain.from_iterable(columns_of(other) for other in checking.file.figures if other != name)
    taken = {*PARTICIPANT_COLUMNS, *others}.intersection(columns_of(name))
    if taken:
        checking.add(place, say("column_of_another", names=sorted(taken)), say("another_name"))


def unread_faults(figures: Collection[str], headings: Set[str], checking: Checking) -> None:
    """Find what no row reads: figures that would never count, and headings that never give points.

    Where a row names an unknown heading, that is the fault, and no heading is without rows.
    """
    for name in checking.file.figures:
        if name not in figures:
            checking.add(f"figures.{name}", say("figure_unread"), say("figure_unread_rule"))
    for name in checking.file.headings:
        if name not in headings and headings <= set(checking.file.headings):
            checking.add(f"headings.{name}", say("heading_unread"), say("heading_unread_rule"))


def row_faults(table: str, name: str, row: RowEntry, checking: Checking) -> None:
    """Find what is wrong with a row of a table of rows; what it names are ids already where they mean any."""
    place = f"{table}.{name}"
    _name_faults(table, name, row, checking)
    with checking.faults:
        check_label(row.clause, checking.key(f"{place}.clause"))
    given = [rule for rule in RULES if getattr(row, rule) is not None]
    if len(given) != 1:
        checking.add(place, say("rules_of_row", count=len(given), names=list(RULES)), say("one_rule"))
    if row.indicator is not None:
        _indicator_faults(f"{place}.indicator", row.indicator, checking)
    if row.ranked is not None:
        _ranked_faults(f"{place}.ranked", row.ranked, checking)
    if row.relative is not None:
        _relative_faults(f"{place}.relative", row.relative, checking)
    _number_faults(row_numbers(place, row, checking.file), checking)


def _indicator_faults(place: str, name: str, checking: Checking) -> None:
    with checking.faults:
        check_known(checking.key(place), "unknown_indicator", name, INDICATORS)


def _ranked_faults(place: str, rule: RankedEntry, checking: Checking) -> None:
    for number, name in enumerate(rule.figures, start=1):
        if name in rule.figures[: number - 1]:
            checking.add(f"{place}.figures {number}", say("same_twice", name=as_written(name), other=as_written(name)))
    wanted = len(rule.figures) - 1
    if len(rule.weights) != wanted:
        allowed = say("weight_count_rule", figures=len(rule.figures), wanted=wanted)
        checking.add(f"{place}.weights", say("weight_count", count=len(rule.weights)), allowed)
    total = round(sum(weight.value if weight.high is None else weight.high for weight in rule.weights), DIGITS)
    if total > 1.0:
        checking.add(f"{place}.weights", say("adds_up_to", total=total), say("leave_a_weight"))
    if wanted:
        _not_negative(place, rule.figures, checking)


def _relative_faults(place: str, rule: RelativeEntry, checking: Checking) -> None:
    count = sum(each is not None for each in (rule.award, rule.parameter, rule.rest_of))
    if count != 1:
        checking.add(place, say("awards_of_row", count=count), say("one_award"))
    if rule.parameter is not None:
        with checking.faults:
            check_known(checking.key(f"{place}.parameter"), "unknown_parameter", rule.parameter, NUMBERS)
    for number, name in enumerate(rule.rest_of or (), start=1):
        with checking.faults:
            check_known(checking.key(f"{place}.rest_of {number}"), "unknown_parameter", name, NUMBERS)
    _not_negative(place, (rule.figure, rule.over), checking)


def _not_negative(place: str, names: Iterable[str], checking: Checking) -> None:
    """Find the figures that may be below 0: held against an average they would turn their sign with it."""
    for name in names:
        figure = checking.file.figures.get(name)
        if figure is not None and figure.low < 0:
            what = say("figure_below_zero", name=as_written(name), low=figure.low)
            checking.add(place, what, say("figure_below_zero_rule"))
