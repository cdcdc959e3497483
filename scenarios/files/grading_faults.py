"""What cannot be in grading.toml though every key is there and of its kind: weights, cuts, units, sources, names."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from model.grading_tables import POINTS
from model.state import GRADES
from model.units import SHARE_STEPS

from ..refusals.problem import InputProblem, Message, as_written, nearest, say
from .cited_numbers import CitedNumber, number_faults
from .grading_numbers import numbers_of
from .grading_shape import CUTS, SURCHARGES, DatedTable, GradingFile, Item, Penalty, Rules, SmallFirms
from .known_names import same_label
from .names import check_label
from .sources import declared_here_faults, unknown_source
from .strict import LABEL_COLUMNS

FILE = "grading.toml"
EXAMPLE = '"2016Q1"'
FEWEST_GRADES = 2
DIGITS = len(str(SHARE_STEPS)) - 1


def range_of(location: Sequence[int | str]) -> Message | None:
    """Return what a key of the file may hold where its shape does not say it."""
    return say("quarter_of_table", example=EXAMPLE) if location and location[-1] == "start" else None


def grading_faults(file: GradingFile, known: Collection[str]) -> Iterator[InputProblem]:
    """Yield what is wrong with a grading file, whose case knows the sources `known` besides those of the file."""
    for name in file.sources:
        yield from declared_here_faults(_key(f"sources.{name}"), name, known)
    sources = {*known, *file.sources}
    of_tables = {table.source for table in file.tables}  # an unknown one is a fault once, not at each number
    starts: dict[str, int] = {}
    for number, table in enumerate(file.tables, start=1):
        first = starts.setdefault(table.start, number)
        if first != number:
            what = say("start_twice", start=table.start, number=first)
            yield InputProblem(_key(f"tables {number}.start"), what, say("one_start"))
        if table.source not in sources:
            yield unknown_source(_key(f"tables {number}.source"), table.source, sources)
        yield from _table_faults(f"tables {number}", table)
    for each in numbers_of(file):
        yield from number_faults(FILE, each, sources | of_tables)


def _key(key: str) -> Message:
    return say("key", file=FILE, key=key)


def _table_faults(place: str, table: DatedTable) -> Iterator[InputProblem]:
    labels = [(key, getattr(table, key)) for key in LABEL_COLUMNS]
    for key, label in [*labels, *((f"grades {number}", each) for number, each in enumerate(table.grades, start=1))]:
        try:
            check_label(label, _key(f"{place}.{key}"))
        except InputProblem as problem:
            yield problem
    if not FEWEST_GRADES <= len(table.grades) <= GRADES:
        allowed = say("range", low=FEWEST_GRADES, high=GRADES)
        yield InputProblem(_key(f"{place}.grades"), say("grade_count", count=len(table.grades)), allowed)
    first: dict[str, str] = {}
    for number, grade in enumerate(table.grades, start=1):
        if same_label(grade) in first:
            what = say("same_twice", name=as_written(grade), other=as_written(first[same_label(grade)]))
            yield InputProblem(_key(f"{place}.grades {number}"), what)
        first.setdefault(same_label(grade), grade)
    yield from _rule_faults(place, table, len(table.grades))
    for key in SURCHARGES:
        for grade in getattr(table, key):
            if grade not in table.grades:
                what = say("no_such_grade", name=as_written(grade))
                yield InputProblem(_key(f"{place}.{key}"), what, nearest(grade, table.grades))
    if table.small is not None:
        yield from _rule_faults(f"{place}.small", table.small, len(table.grades))
        yield from _size_faults(f"{place}.small", table.small)


def _rule_faults(place: str, rules: Rules, grades: int) -> Iterator[InputProblem]:
    weights = round(sum(item.weight.value for item in rules.items.values() if not item.bonus), DIGITS)
    if weights != POINTS:
        yield InputProblem(
            _key(f"{place}.items"), say("weights_total", total=weights), say("weights_rule", points=POINTS)
        )
    for name, item in rules.items.items():
        yield from _item_faults(f"{place}.items.{name}", item)
    yield from _cut_faults(place, rules, grades)
    seen: list[str] = []
    for number, penalty in enumerate(rules.penalties, start=1):
        yield from _penalty_faults(f"{place}.penalties {number}", penalty, seen)
        seen.append(penalty.demerit)


def _item_faults(place: str, item: Item) -> Iterator[InputProblem]:
    references = (item.benchmark is not None) + (item.average is not None)
    if references != 1:
        yield InputProblem(_key(place), say("reference_of_item", count=references), say("reference_rule"))
    if item.least is not None and item.most is not None and item.least.value >= item.most.value:
        yield InputProblem(_key(place), say("floor_above_cap", least=item.least.value, most=item.most.value))


def _cut_faults(place: str, rules: Rules, grades: int) -> Iterator[InputProblem]:
    given = {key: getattr(rules, key) for key in CUTS}
    given = {key: cuts for key, cuts in given.items() if cuts is not None}
    if len(given) != 1:
        yield InputProblem(_key(place), say("cuts_of_table", count=len(given)), say("cuts_rule"))
    for key, cuts in given.items():
        wanted = grades if key == "shares" else grades - 1
        if len(cuts) != wanted:
            allowed = say("cut_count_rule", grades=grades, wanted=wanted)
            yield InputProblem(_key(f"{place}.{key}"), say("cut_count", count=len(cuts)), allowed)
        if key == "shares":
            total = sum(cut.value for cut in cuts)
            if round(total, DIGITS) != 1.0:
                yield InputProblem(
                    _key(f"{place}.{key}"), say("adds_up_to", total=round(total, DIGITS)), say("must_add_up")
                )
        else:
            yield from _order_faults(f"{place}.{key}", cuts, rising=key != "scores")
        if key != "scores":
            yield from _fine_faults(f"{place}.{key}", cuts)


def _order_faults(place: str, cuts: Sequence[CitedNumber], *, rising: bool) -> Iterator[InputProblem]:
    """Yield the cuts that leave nothing to a grade: cumulative shares that do not rise, lowest scores that do not fall."""
    for number, (before, cut) in enumerate(pairwise(cuts), start=2):
        if cut.value <= before.value if rising else cut.value >= before.value:
            what = say("cuts_overlap", value=cut.value, before=before.value)
            yield InputProblem(_key(f"{place} {number}"), what, say("cuts_rise") if rising else say("cuts_fall"))
    if rising and cuts[-1].value >= 1.0:
        yield InputProblem(_key(f"{place} {len(cuts)}"), say("last_empty", value=cuts[-1].value), say("last_rule"))


def _fine_faults(place: str, cuts: Sequence[CitedNumber]) -> Iterator[InputProblem]:
    """Yield shares of more decimals than the grading compares."""
    for number, cut in enumerate(cuts, start=1):
        if round(cut.value, DIGITS) != cut.value:
            what = say("share_too_fine", value=cut.value)
            yield InputProblem(_key(f"{place} {number}"), what, say("share_digits", digits=DIGITS))


def _penalty_faults(place: str, penalty: Penalty, seen: Sequence[str]) -> Iterator[InputProblem]:
    count = (penalty.grades is not None) + penalty.lowest
    if count != 1:
        yield InputProblem(_key(place), say("penalty_of", count=count), say("penalty_rule"))
    if penalty.demerit in seen:
        name = as_written(penalty.demerit)
        yield InputProblem(_key(f"{place}.demerit"), say("same_twice", name=name, other=name))


def _size_faults(place: str, small: SmallFirms) -> Iterator[InputProblem]:
    for name, number in small.graded_from.items():
        if name in small.below and number.value >= small.below[name].value:
            what = say("nobody_small", value=number.value, below=small.below[name].value)
            yield InputProblem(_key(f"{place}.graded_from.{name}"), what)
