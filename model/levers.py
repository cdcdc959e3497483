"""Levers: what government sets, and the rules of setting them. They are declared by mechanism in `declared/`.

A lever acts only through its mechanism: a rule reads its strength in the quarter. At its neutral strength the run
is equal, to the bit, to a run without the lever. A setting that breaks a rule is named by a key with values; who
speaks to people says it in their language.
"""

import math
from collections import namedtuple
from collections.abc import Collection, Mapping
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


class LeverSetting(NamedTuple):
    """A dated strength: neutral before `start` (None: the first quarter), linear over `ramp` quarters, full until `end`.

    `start` and `end` are quarters written `2016Q1`; the lever is neutral again from `end` on (None: never). With a ramp of r, the
    strength reaches 1/(r + 1) of the way in the first quarter and all of it after r quarters.
    """

    strength: float
    start: str | None = None
    ramp: int = 0
    end: str | None = None

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
        return lever.neutral + (self.strength - lever.neutral) * self.way(quarter, calendar)

    def way(self, quarter: int, calendar: Calendar) -> float:
        """Return how far the strength in force in `quarter` is from neutral (0) to full (1)."""
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
    least = WHOLE / float(setting._replace(strength=1.0).strengths(lever, calendar).sum() * QUARTER)
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
    """Return the rule that a setting of a known lever breaks, with values, or None. To do nothing breaks a rule too.

    `offers` is what the case offers (`needs.Offers`). Raises ValueError for a date that is no quarter.
    """
    lever = LEVERS[name]
    broken = _broken_range(lever, setting, offers) or _broken_date(lever, setting, calendar)
    if broken is None:
        broken = _broken_sum(lever, setting, calendar, offers)
    if broken is None and lacks_need(lever, offers) and setting.strength != lever.neutral:
        return fault("lacks_need", need=lever.needs)
    return broken


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


def _broken_date(lever: Lever, setting: LeverSetting, calendar: Calendar) -> Contradiction | None:
    first, last = calendar.label(1), calendar.label(calendar.quarters - 1)
    start, end = setting.start or first, setting.end
    if setting.first(calendar) < 1:
        return fault("starts_too_early", start=start, baseline=calendar.label(0), first=first, last=last)
    if setting.first(calendar) >= calendar.quarters:
        return fault("starts_too_late", start=start, first=first, last=last)
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
    if not lever.accumulates or setting.strength == lever.neutral or effect(lever, setting, calendar).any():
        return None
    least, (_, high) = least_that_acts(lever, setting, calendar), range_in(lever, offers)
    if least > high:
        return fault("dates_too_short", high=high, unit=lever.unit)
    return fault("too_small", value=setting.strength, least=least, unit=lever.unit)


def schedule(
    settings: Mapping[str, LeverSetting], calendar: Calendar, offers: Collection[str] = tuple(NEEDS)
) -> np.recarray:
    """Return the strengths by quarter: record array of shape (quarters,), `lever_dtype`, quarter 0 neutral.

    `offers` is what the case offers (`needs.Offers`). Raises ValueError for a lever that is not known and for a setting that
    cannot be run or would do nothing, naming the lever and the rule.
    """
    strengths = np.zeros(calendar.quarters, lever_dtype)
    for name, lever in LEVERS.items():
        strengths[name] = lever.neutral
    for name, setting in settings.items():
        if name not in LEVERS:
            raise ValueError(f"unknown lever {name!r}")
        broken = broken_rule(name, setting, calendar, offers)
        if broken is not None:
            raise ValueError(f"{name}: {broken}")
        strengths[name] = setting.strengths(LEVERS[name], calendar)
    return strengths.view(np.recarray)
