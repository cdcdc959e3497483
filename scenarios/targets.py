"""Targets: what a plan promises of an indicator in a year, how else it may be read, which are meant, and whether they are met.

Nothing else compares a value with a bound of a target, names a target, or reads which targets somebody named.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import and_
from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from model.indicators import INDICATORS, Indicator
from model.world import Measure

from .files.known_names import with_ids
from .files.strict import Number, Strict
from .refusals.problem import InputProblem, Message, as_written, nearest, say

ALL_TARGETS = "all_targets"
READING_OF = "reading_of"  # column of the measure of the target that a row is another reading of
TARGET_OPTION, YEAR_OPTION = say("option", option="--target"), say("option", option="--year")

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Target(Strict):
    """A target of the plan: an indicator lies within bounds in a year.

    `at_least` and `at_most`, in the unit of the indicator (shares as fractions), are met by the bound itself; both make
    a range, of which `at_least` is not above `at_most`. Without `park` and `industry` the value is that of the zones
    together; `park` is an id of parks.csv, `industry` one of industries.csv. `clause` is the plan's. A value above
    `flag_above`, a number above `at_least`, meets the target and is pointed out. A case has one target of an indicator,
    place and year.

    `readings` are other indicators that the words of the plan may mean, judged by the same bounds and shown beside the
    target. They do not count when all targets are to be met at once. `reason` says why the target means its own indicator.
    """

    indicator: str
    year: Annotated[int, Field(strict=True)]
    at_least: Number | None = None
    at_most: Number | None = None
    flag_above: Number | None = None
    park: str | None = None
    industry: str | None = None
    clause: str
    readings: tuple[str, ...] = ()
    reason: str | None = None
    reason_zh: str | None = None

    @model_serializer(mode="wrap")
    def _as_written(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out what is not given, so that a target is written as it was read."""
        left_out = {name for name, field in type(self).model_fields.items() if getattr(self, name) == field.default}
        return {name: value for name, value in dump(self).items() if name not in left_out}

    @property
    def measure(self) -> str:
        """Name of the indicator and its place: `jobs`, `jobs.park.etdz`, `jobs.park.etdz.industry.chemicals`."""
        place = [f".{kind}.{name}" for kind, name in self.place.items()]
        return "".join([self.indicator, *place])

    @property
    def key(self) -> str:
        """Name of the target: its measure and year, such as `jobs.2020`."""
        return f"{self.measure}.{self.year}"

    @property
    def place(self) -> dict[str, str]:
        """The park and the industry that it is about, as far as it names any."""
        named = {"park": self.park, "industry": self.industry}
        return {kind: name for kind, name in named.items() if name is not None}

    @property
    def bounds(self) -> dict[str, float]:
        """The bounds by the names of their keys, as far as they are given."""
        given = {"at_least": self.at_least, "at_most": self.at_most}
        return {name: value for name, value in given.items() if value is not None}

    @property
    def declared(self) -> Indicator:
        """The declaration of its indicator. Raises KeyError where there is none."""
        return INDICATORS[self.indicator]

    @property
    def other_readings(self) -> tuple["Target", ...]:
        """The target with each of its `readings` for its indicator: the same place, year and bounds."""
        nothing_else = {"readings": (), "reason": None, "reason_zh": None}
        return tuple(self.model_copy(update={"indicator": name, **nothing_else}) for name in self.readings)

    @property
    def sense(self) -> int:
        """Which way is better by the target itself: 1 more, -1 less, 0 within a range."""
        return (self.at_least is not None) - (self.at_most is not None)

    @property
    def against_better(self) -> bool:
        """Whether it asks for the way that its indicator declares to be the worse one."""
        return self.sense * self.declared.better < 0

    def missing(self, values: Any) -> Values:
        """Return what must be added to values to meet the target: below 0 what is too much, and 0 where it is met.

        Raises ValueError for a value that is none (NaN or infinite).
        """
        found = np.asarray(values, float)
        if not np.isfinite(found).all():
            raise ValueError(f"{self.measure} has no value in {self.year} in some replicate")
        short = 0.0 if self.at_least is None else np.maximum(0.0, self.at_least - found)
        over = 0.0 if self.at_most is None else np.maximum(0.0, found - self.at_most)
        return np.asarray(short - over, float)

    def met(self, values: Any) -> Flags:
        """Return whether values meet the target. Raises ValueError for a value that is none."""
        return np.asarray(self.missing(values) == 0.0)

    def flagged(self, values: Any) -> Flags:
        """Return whether values are to be pointed out: above `flag_above`, which itself is not."""
        most = np.inf if self.flag_above is None else self.flag_above
        return np.asarray(np.asarray(values, float) > most)

    def merit(self, values: Values) -> Values:
        """Return values so signed that more is better; of a range, how far they lie outside it, below 0."""
        return self.sense * values if self.sense else -np.abs(self.missing(values))


class Goal(NamedTuple):
    """Targets that are to be met at once: a single one, or all of a year or of every year, called `ALL_TARGETS`.

    Another reading of a target is a goal too: `reading_of` is then the measure of that target.
    """

    name: str
    year: int | None
    targets: tuple[Target, ...]
    reading_of: str | None = None

    @property
    def single(self) -> Target | None:
        """The target, if it is a single one."""
        return None if self.name == ALL_TARGETS else self.targets[0]

    def met(self, values: Callable[[str, int], Any]) -> Flags:
        """Return whether all are met at once; `values` gives a measure of a year. Raises ValueError without a value."""
        return reduce(and_, (target.met(values(target.measure, target.year)) for target in self.targets))


def with_readings(targets: Iterable[Target]) -> tuple[Target, ...]:
    """Return targets, each followed by its other readings."""
    return tuple(each for target in targets for each in (target, *target.other_readings))


def goals_of(targets: Sequence[Target]) -> list[Goal]:
    """Return all that may be met: each target, all of a year at once, and where there are several years all of them.

    Each target is followed by its other readings, which are not among all of a year.
    """
    years = sorted({target.year for target in targets})
    goals = []
    for target in targets:
        goals.append(Goal(target.measure, target.year, (target,)))
        goals += [Goal(each.measure, each.year, (each,), target.measure) for each in target.other_readings]
    goals += [Goal(ALL_TARGETS, year, tuple(each for each in targets if each.year == year)) for year in years]
    return [*goals, Goal(ALL_TARGETS, None, tuple(targets))] if len(years) > 1 else goals


def reading_column(goal: Goal, targets: Sequence[Target]) -> dict[str, object]:
    """Return what tables have in the column `reading_of` of a goal; there is none where no target has other readings."""
    return {READING_OF: goal.reading_of} if any(target.readings for target in targets) else {}


def indicator_of(measure: str) -> str:
    """Return the indicator that a measure is of."""
    return measure.partition(".")[0]


def measures_of(targets: Iterable[Target]) -> tuple[Measure, ...]:
    """Return the indicators of single parks and industries that targets and their readings ask for, each once."""
    placed = {each.measure: (each.indicator, each.park, each.industry) for each in with_readings(targets) if each.place}
    return tuple(Measure(name, *parts) for name, parts in placed.items())


def known_indicators(place: str | Message, targets: Iterable[Target], measures: Iterable[str] = ()) -> None:
    """Refuse targets, readings and measures of indicators that are not declared. Raises InputProblem with the nearest."""
    for name in [*(each.indicator for each in with_readings(targets)), *map(indicator_of, measures)]:
        if name not in INDICATORS:
            raise InputProblem(place, say("unknown_indicator_column", name=as_written(name)), nearest(name, INDICATORS))


def refuse_without_targets(targets: Sequence[Target], place: str | Message) -> None:
    """Refuse to judge by the targets of a case that has none; `place` is what asks for them. Raises InputProblem."""
    if not targets:
        raise InputProblem(place, say("no_targets"), say("without_targets"))


def targets_named(targets: Sequence[Target], names: Sequence[str], place: Message) -> tuple[Target, ...]:
    """Return the targets that names mean, in the order of the case; all if none is named.

    A name is a key (`jobs.2020`), a measure (`jobs`, in every year), `ALL_TARGETS`, or an indicator that has targets of
    parks or industries only (all of them). Another reading of a target has such names too, but is not one of all targets.
    The label of an indicator is as good as its id. `place` is where the names were written. Raises InputProblem for a
    name that means none, and where the case has no targets.
    """
    refuse_without_targets(targets, place)
    meant: set[str] = set()
    judged = with_readings(targets)
    for name in (_by_id(each, judged) for each in names or [ALL_TARGETS]):
        every = {each.key for each in targets if name == ALL_TARGETS}
        exact = every or {each.key for each in judged if name in (each.key, each.measure)}
        found = exact or {each.key for each in judged if name == each.indicator}
        if not found:
            known = [name for each in judged for name in (each.measure, each.key)]
            what = say("unknown_target", name=as_written(name))
            raise InputProblem(place, what, nearest(name, [*dict.fromkeys(known), ALL_TARGETS]))
        meant |= found
    return tuple(target for target in judged if target.key in meant)


def _by_id(name: str, targets: Sequence[Target]) -> str:
    """Return a name of targets that begins with the label of an indicator with the indicator's id in its place."""
    indicator, dot, rest = name.partition(".")
    labelled = {each.indicator: INDICATORS[each.indicator] for each in targets if each.indicator in INDICATORS}
    return with_ids([indicator], labelled)[0] + dot + rest


def goal_named(
    targets: Sequence[Target],
    name: str,
    year: int | None = None,
    name_at: Message = TARGET_OPTION,
    year_at: Message = YEAR_OPTION,
) -> Goal:
    """Return the goal of a name as in `targets_named`, of a year where one is given: one target, or `ALL_TARGETS`.

    `name_at` and `year_at` are where the two are written. Raises InputProblem where no target is meant, or several.
    """
    named = targets_named(targets, [name], name_at)
    found = tuple(target for target in named if year in (None, target.year))
    years = sorted({target.year for target in named})
    if not found:
        what = say("no_target_in", name=as_written(name), year=year)
        raise InputProblem(year_at, what, say("known", names=years))
    if name == ALL_TARGETS:
        return Goal(ALL_TARGETS, year, found)
    if len({target.measure for target in found}) > 1:
        what = say("target_of_places", name=as_written(name))
        raise InputProblem(name_at, what, say("known", names=[target.measure for target in found]))
    if len(found) > 1:
        raise InputProblem(year_at, say("target_of_years", name=as_written(name)), say("known", names=years))
    return Goal(found[0].measure, found[0].year, found)
