"""Levers: what government sets, and the rules of setting them. They are declared by mechanism in `declared/`.

A lever acts only through its mechanism: a rule reads its strength in the quarter. At its neutral strength the run
is equal, to the bit, to a run without the lever. A setting that breaks a rule is named by a key with values; who
speaks to people says it in their language.
"""

import math
from collections import namedtuple
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .calendar import QUARTERS_A_YEAR, Calendar
from .declaration import Lever
from .declared import table_of
from .needs import NEEDS, Offers
from .order import PHASES
from .population.fault import Contradiction, fault
from .units import QUARTER, WHOLE

LEVERS: dict[str, Lever] = table_of(Lever)
LEVER_INDEX: dict[str, int] = {name: index for index, name in enumerate(LEVERS)}
# Where a lever's cost is booked: `costs[COST.land_use_tax]`; compiled code takes the numbers for constants.
COST: Any = namedtuple("COST", LEVERS)(**LEVER_INDEX)

lever_dtype = np.dtype([(name, np.float64) for name in LEVERS])

LONGEST_RAMP = 240  # quarters, as long as the longest run
DIGITS = 6  # significant digits of the least strength that acts


def acts_in(lever: Lever) -> int:
    """Return the quarter of the year (1-4) in which alone a lever is read; 0 if it is read in every quarter."""
    quarters = {PHASES[phase].quarter for phase in lever.phases}
    return quarters.pop() if len(quarters) == 1 else 0


class Step(NamedTuple):
    """A strength that takes the place of the one before from a quarter on, written `2016Q1`."""

    start: str
    strength: float


class LeverSetting(NamedTuple):
    """A dated strength: neutral before `start` (None: the first quarter), linear over `ramp` quarters, full until `end`.

    `start` and `end` are quarters written `2016Q1`; the lever is neutral again from `end` on (None: never). With a ramp of r, the
    strength reaches 1/(r + 1) of the way in the first quarter and all of it after r quarters. `later` are further steps, in
    order: each strength holds until the next, and a setting that has any has neither ramp nor end. `parks` are the ids of the parks where the lever acts, empty: all of them.
    """

    strength: float
    start: str | None = None
    ramp: int = 0
    end: str | None = None
    later: tuple[Step, ...] = ()
    parks: tuple[str, ...] = ()

    @property
    def spans(self) -> tuple["LeverSetting", ...]:
        """The setting as settings of one strength each: the first, and one a later step, each ended by the next."""
        if not self.later:
            return (self,)
        starts = [step.start for step in self.later]
        first = self._replace(end=starts[0], later=())
        ends = [*starts[1:], None]
        return (
            first,
            *(LeverSetting(step.strength, step.start, 0, end) for step, end in zip(self.later, ends, strict=True)),
        )

    @property
    def strengths_set(self) -> tuple[float, ...]:
        """The strengths that are set, in the order of their dates."""
        return (self.strength, *(step.strength for step in self.later))

    def is_neutral(self, lever: Lever) -> bool:
        """Return whether every strength is the neutral one, so that the lever does nothing."""
        return all(strength == lever.neutral for strength in self.strengths_set)

    def everywhere_at(self, strength: float) -> "LeverSetting":
        """Return the setting with one strength in the place of each of its own; dates and parks are kept."""
        return self._replace(strength=strength, later=tuple(step._replace(strength=strength) for step in self.later))

    def first(self, calendar: Calendar) -> int:
        """Return the index of the first quarter in force."""
        return 1 if self.start is None else calendar.quarter_of(self.start)

    def reaches(self, quarter_of_year: int, calendar: Calendar) -> bool:
        """Return whether the given quarter of some year (1-4), with a quarter after it to act on, lies within its dates."""
        last = calendar.quarters - 1
        if self.end is not None:
            last = min(last, calendar.quarter_of(self.end))
        wanted = quarter_of_year % QUARTERS_A_YEAR
        return any(quarter % QUARTERS_A_YEAR == wanted for quarter in range(self.first(calendar), last))

    def at(self, lever: Lever, quarter: int, calendar: Calendar) -> float:
        """Return the strength in force in `quarter` (0 is the baseline quarter)."""
        span = self.span_at(quarter, calendar)
        return lever.neutral + (span.strength - lever.neutral) * span.way(quarter, calendar)

    def span_at(self, quarter: int, calendar: Calendar) -> "LeverSetting":
        """Return the one of its `spans` that holds in `quarter`; before the first step it is the first."""
        begun = [span for span in self.spans if span.first(calendar) <= quarter]
        return begun[-1] if begun else self.spans[0]

    def way(self, quarter: int, calendar: Calendar) -> float:
        """Return how far the strength in force in `quarter` is from neutral (0) to full (1), of a setting of one strength."""
        first = self.first(calendar)
        if quarter < first or (self.end is not None and quarter >= calendar.quarter_of(self.end)):
            return 0.0
        return min(1.0, (quarter - first + 1) / (self.ramp + 1))

    def strengths(self, lever: Lever, calendar: Calendar) -> NDArray[np.float64]:
        """Return the strength in force by quarter, shape (quarters,), the baseline quarter included."""
        return np.array([self.at(lever, quarter, calendar) for quarter in range(calendar.quarters)])


def effect(lever: Lever, setting: LeverSetting, calendar: Calendar) -> NDArray[np.float64]:
    """Return what the model acts on by quarter, shape (quarters,): settings with the same effect are one to the bit.

    It is the strength in force where the lever is read, else the neutral one; of a lever that accumulates, the whole
    units that fall due.
    """
    strengths = setting.strengths(lever, calendar)
    if lever.accumulates:
        return units_due(strengths)
    quarter = acts_in(lever)
    read = np.arange(calendar.quarters) % QUARTERS_A_YEAR == quarter % QUARTERS_A_YEAR
    return strengths if quarter == 0 else np.where(read, strengths, lever.neutral)


def units_due(strengths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the whole units that fall due in each quarter of a lever that accumulates, of its yearly strengths."""
    due, units = 0.0, np.zeros(len(strengths))
    for quarter, strength in enumerate(strengths):
        due += float(strength) * QUARTER
        while due >= WHOLE:
            due -= 1.0
            units[quarter] += 1.0
    return units


def least_that_acts(lever: Lever, setting: LeverSetting, calendar: Calendar) -> float:
    """Return the least strength of a lever that accumulates with which a unit falls due within the dates of a setting.

    It is rounded up to `DIGITS` digits, so that the number as it is written acts. It may be above the lever's range.
    """
    least = WHOLE / float(setting.everywhere_at(1.0).strengths(lever, calendar).sum() * QUARTER)
    scale = 10.0 ** (DIGITS - 1 - math.floor(math.log10(least)))
    return math.ceil(least * scale) / scale


def last_read(lever: Lever, setting: LeverSetting, calendar: Calendar) -> int:
    """Return the last quarter within the run and the dates of a setting in which the lever is read."""
    last = (
        calendar.quarters - 1 if setting.end is None else min(calendar.quarters, calendar.quarter_of(setting.end)) - 1
    )
    quarter = acts_in(lever)
    while quarter and last % QUARTERS_A_YEAR != quarter % QUARTERS_A_YEAR:
        last -= 1
    return last


def range_in(lever: Lever, offers: Collection[str]) -> tuple[float, float]:
    """Return the lowest and the highest strength of a lever in a case by what it `offers`.

    It is the declared range, or in a city beyond the reference size of its `scale` that many times as wide, to two
    digits. Without the size of a case it is the declared one.
    """
    times = offers.times.get(lever.scale, 1.0) if isinstance(offers, Offers) else 1.0
    if times == 1.0:
        return lever.low, lever.high
    return float(f"{lever.low * times:.2g}"), float(f"{lever.high * times:.2g}")


def lacks_need(lever: Lever, offers: Collection[str]) -> bool:
    """Return whether a lever cannot be set for want of what it needs; `offers` names the needs that are met."""
    return bool(lever.needs) and NEEDS[lever.needs].required and lever.needs not in offers


def broken_rule(
    name: str, setting: LeverSetting, calendar: Calendar, offers: Collection[str] = tuple(NEEDS)
) -> Contradiction | None:
    """Return the first rule that a setting of a known lever breaks, with values, or None. To do nothing breaks one too.

    `offers` is what the case offers (`needs.Offers`). Raises ValueError for a date that is no quarter.
    """
    return next((broken for _, broken in broken_rules(name, setting, calendar, offers)), None)


def broken_rules(
    name: str, setting: LeverSetting, calendar: Calendar, offers: Collection[str] = tuple(NEEDS)
) -> list[tuple[int, Contradiction]]:
    """Return the rules that a setting of a known lever breaks, each with the number of the step, 0 for the whole setting.

    Of order and parks these are all, of each step by itself the first. What is wrong with the sum of all steps, or with the
    case, is asked only where nothing else is. Raises as `broken_rule`.
    """
    lever = LEVERS[name]
    unordered = list(broken_order(setting, calendar))
    beside = {"ramp": setting.ramp, "end": setting.end} if setting.later else {}
    found = [(0, fault("beside_steps", key=key, value=value)) for key, value in beside.items() if value]
    found += [*unordered, *((0, broken) for broken in broken_parks(lever, setting, offers))]
    for number, span in enumerate(setting.spans, start=1):
        broken = _broken_range(lever, span, offers) or (
            None if unordered else _broken_date(lever, span, calendar, offers)
        )
        found += [(number, broken)] if broken else []
    if not found and (broken := _broken_sum(lever, setting, calendar, offers)):
        found.append((0, broken))
    if not found and lacks_need(lever, offers) and not setting.is_neutral(lever):
        found.append((0, fault("lacks_need", need=lever.needs)))
    return found


def broken_order(setting: LeverSetting, calendar: Calendar) -> Iterator[tuple[int, Contradiction]]:
    """Yield the steps that do not begin after the one before, each by its number."""
    steps = (Step(setting.start or calendar.label(1), setting.strength), *setting.later)
    for number, (earlier, step) in enumerate(pairwise(steps), start=2):
        if calendar.quarter_of(step.start) <= calendar.quarter_of(earlier.start):
            yield number, fault("steps_unordered", start=step.start, earlier=earlier.start)


def parks_of(lever: Lever, offers: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the parks of a case that a lever can be set for; empty where nothing is known of its parks."""
    parks = offers.parks if isinstance(offers, Offers) else {}
    return parks.get(lever.needs, ())


def broken_parks(lever: Lever, setting: LeverSetting, offers: Collection[str]) -> Iterator[Contradiction]:
    """Yield what is wrong with the parks of a setting: no such park, one twice, or a lever that does not act by park."""
    if setting.parks and not lever.by_park:
        yield fault("not_by_park", names=setting.parks)
        return
    known = parks_of(lever, offers)
    for place, park in enumerate(setting.parks):
        if known and park not in known:
            yield fault("no_such_park", value=park, names=known)
        elif park in setting.parks[:place]:
            yield fault("park_twice", value=park)


def _broken_range(lever: Lever, setting: LeverSetting, offers: Collection[str]) -> Contradiction | None:
    low, high = range_in(lever, offers)
    if not low <= setting.strength <= high:
        return fault("strength_range", value=setting.strength, low=low, high=high, unit=lever.unit)
    if lever.switch and setting.strength not in (0, 1):
        return fault("half_on", value=setting.strength)
    if lever.switch and setting.ramp != 0:
        return fault("switch_ramp", value=setting.ramp)
    if not 0 <= setting.ramp <= LONGEST_RAMP:
        return fault("bad_ramp", value=setting.ramp, high=LONGEST_RAMP)
    return None


def _broken_date(
    lever: Lever, setting: LeverSetting, calendar: Calendar, offers: Collection[str]
) -> Contradiction | None:
    first, last = calendar.label(1), calendar.label(calendar.quarters - 1)
    start, end = setting.start or first, setting.end
    if setting.first(calendar) < 1:
        return fault("starts_too_early", start=start, baseline=calendar.label(0), first=first, last=last)
    if setting.first(calendar) >= calendar.quarters:
        return fault("starts_too_late", start=start, first=first, last=last)
    since = offers.since.get(lever.name) if isinstance(offers, Offers) else None
    if since and setting.first(calendar) < calendar.quarter_of(since) and not setting.is_neutral(lever):
        return fault("before_approval", start=start, since=since)
    if end is not None and calendar.quarter_of(end) <= setting.first(calendar):
        return fault("ends_too_early", end=end, start=start)
    quarter = acts_in(lever)
    if quarter and not setting.reaches(quarter, calendar):
        return fault("never_acts", quarter=quarter, start=start, end=end or last)
    return None


def _broken_sum(
    lever: Lever, setting: LeverSetting, calendar: Calendar, offers: Collection[str]
) -> Contradiction | None:
    """Return what is wrong with a setting of a lever that accumulates when no whole unit falls due in the run."""
    if not lever.accumulates or setting.is_neutral(lever) or effect(lever, setting, calendar).any():
        return None
    least, (_, high) = least_that_acts(lever, setting, calendar), range_in(lever, offers)
    if least > high:
        return fault("dates_too_short", high=high, unit=lever.unit)
    return fault("too_small", value=max(setting.strengths_set), least=least, unit=lever.unit)


def by_park(strengths: np.recarray, parks: int) -> np.recarray:
    """Return strengths of shape (quarters, parks); those of shape (quarters,) are the same at every park.

    Raises ValueError for strengths of another number of parks.
    """
    spread = strengths if strengths.ndim == 2 else np.repeat(strengths[:, np.newaxis], parks, axis=1)
    if spread.shape[1] != parks:
        raise ValueError(f"strengths are of {spread.shape[1]} parks, and the world has {parks}")
    return np.ascontiguousarray(spread).view(np.recarray)


def schedule(
    settings: Mapping[str, LeverSetting],
    calendar: Calendar,
    offers: Collection[str] = tuple(NEEDS),
    parks: Sequence[str] = (),
) -> np.recarray:
    """Return the strengths in force: record array of shape (quarters, parks), `lever_dtype`, quarter 0 neutral.

    `offers` is what the case offers (`needs.Offers`), `parks` the ids of all its parks in order. Without `parks` the shape
    is (quarters,), and no setting may name any. Raises ValueError for a lever that is not known and for a setting that
    cannot be run or would do nothing, naming the lever and the rule.
    """
    strengths = np.zeros((calendar.quarters, max(1, len(parks))), lever_dtype)
    for name, lever in LEVERS.items():
        strengths[name] = lever.neutral
    for name, setting in settings.items():
        if name not in LEVERS:
            raise ValueError(f"unknown lever {name!r}")
        broken = broken_rule(name, setting, calendar, offers)
        if broken is not None:
            raise ValueError(f"{name}: {broken}")
        unknown = sorted(set(setting.parks) - set(parks))
        if unknown:
            raise ValueError(f"{name}: unknown parks {', '.join(unknown)}")
        places = [place for place, park in enumerate(parks) if park in setting.parks] or slice(None)
        strengths[name][:, places] = setting.strengths(LEVERS[name], calendar)[:, np.newaxis]
    return (strengths if parks else strengths[:, 0]).view(np.recarray)
