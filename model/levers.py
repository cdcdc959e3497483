"""Levers: what government sets. One entry is the unit, range, neutral value, labels, clause, cost and first effect.

A lever acts only through its mechanism: a rule reads its strength in the quarter. At its neutral strength the run
is equal, to the bit, to a run without the lever.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from .calendar import QUARTERS_A_YEAR, Calendar

YEARLY = "calendar"  # the phase of levers that act in first quarters only, when the year's plans are made


class Lever(NamedTuple):
    """One declared lever.

    `first_indicator` is the indicator it moves first, `direction` (+1 or -1) whither when the strength rises;
    `phase` is where in the quarter it acts; `cost` says what the city pays.
    """

    name: str
    unit: str
    neutral: float
    low: float
    high: float
    zh: str
    en: str
    clause: str
    phase: str
    first_indicator: str
    direction: int
    cost: str


_DECLARED = [
    Lever(
        "multi_storey_rule", "share", 0.0, 0.0, 1.0,
        "适合多层厂房项目不单独供地", "no separate land for projects that suit multi-storey factories",
        "002-4.6c", "land and floor", "leased_floor", +1, "none",
    ),
    Lever(
        "standard_factories", "m2/year", 0.0, 0.0, 1_000_000.0,
        "建设多层标准厂房", "multi-storey standard factories built",
        "002-4.6c", "building", "standard_factory_floor", +1, "construction cost of the floor started",
    ),
    Lever(
        "land_quota_cut", "cut per unit shortfall", 0.0, 0.0, 3.0,
        "未达标园区核减用地计划", "land plan cut for zones that miss plot-ratio and investment standards",
        "002-4.6e", "calendar", "land_issued", -1, "none",
    ),
    Lever(
        "land_plan", "mu/year", 0.0, -2800.0, 2800.0,
        "年度新增用地计划增减", "change of the yearly land plan of the zones",
        "002-4.2b", "calendar", "land_issued", +1, "none",
    ),
    Lever(
        "assessment_tilt", "share", 0.0, 0.0, 1.0,
        "考核优秀园区用地倾斜", "share of the land plan moved to the best-ranked zones",
        "002-6.2", "calendar", "land_top_ranked", +1, "none",
    ),
    Lever(
        "idle_land_cleanup", "share/year", 0.0, 0.0, 0.6,
        "闲置土地集中清理", "idle land reclaimed a year beyond the usual",
        "002-4.6d", "building", "land_idle_rate", -1, "purchase price of the land reclaimed by the campaign",
    ),
    Lever(
        "entry_standards", "multiple of the national norm", 1.0, 1.0, 6.0,
        "提高项目准入标准", "entry standards of plot ratio and investment per mu",
        "002-4.6a", "screening", "projects_refused", +1, "none",
    ),
    Lever(
        "selection_weights", "weight", 0.0, 0.0, 1.0,
        "供地排序的质量权重", "weight of quality against volume when projects are ranked for land",
        "002-6.2", "land and floor", "land_hightech", +1, "none",
    ),
    Lever(
        "energy_cap", "percentage points/year", 0.0, 0.0, 6.0,
        "能源消费总量控制", "slower growth of the zones' energy budgets",
        "002-4.6g", "calendar", "energy_use", -1, "none",
    ),
    Lever(
        "energy_review", "strictness", 0.0, 0.0, 1.5,
        "项目节能评估", "energy review: intensity allowed is the benchmark over the strictness, which is also the share held to free energy",
        "002-4.6g", "screening", "projects_refused", +1, "none",
    ),
    Lever(
        "polluter_exit", "share/year", 0.0, 0.0, 0.5,
        "重点污染项目退出", "listed heavy polluters closed a year",
        "002-4.6f", "production", "emissions", -1, "compensation of a share of the closed firms' capital",
    ),
    Lever(
        "innovation_platforms", "platforms/year", 0.0, 0.0, 10.0,
        "建设公共创新平台", "public innovation platforms opened",
        "002-4.4b", "building", "upgrades", +1, "30 million yuan a provincial platform, 80 a national one (assumption)",
    ),
    Lever(
        "innovation_fund", "10k yuan/year", 0.0, 0.0, 100_000.0,
        "产业与创新基金", "fund for research, talent and leading industries",
        "002-6.2", "production", "upgrades", +1, "the fund itself",
    ),
]  # fmt: skip

LEVERS: dict[str, Lever] = {lever.name: lever for lever in _DECLARED}
LEVER_INDEX: dict[str, int] = {name: index for index, name in enumerate(LEVERS)}

lever_dtype = np.dtype([(name, np.float64) for name in LEVERS])


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

    def reaches_a_first_quarter(self, calendar: Calendar) -> bool:
        """Return whether a first quarter of a year lies within its dates."""
        last = calendar.quarters if self.end is None else min(calendar.quarters, calendar.quarter_of(self.end))
        return any(quarter % QUARTERS_A_YEAR == 1 for quarter in range(self.first(calendar), last))

    def at(self, lever: Lever, quarter: int, calendar: Calendar) -> float:
        """Return the strength in force in `quarter` (0 is the baseline quarter)."""
        first = self.first(calendar)
        if quarter < first or (self.end is not None and quarter >= calendar.quarter_of(self.end)):
            return lever.neutral
        way = min(1.0, (quarter - first + 1) / (self.ramp + 1))
        return lever.neutral + (self.strength - lever.neutral) * way


def refusal(name: str, setting: LeverSetting, calendar: Calendar) -> str | None:
    """Return why a setting cannot be run, or None. What would silently do nothing is refused too."""
    if name not in LEVERS:
        return f"unknown lever {name!r}"
    lever = LEVERS[name]
    if not lever.low <= setting.strength <= lever.high:
        return f"strength {setting.strength:g} is outside {lever.low:g} to {lever.high:g} {lever.unit}"
    if setting.ramp < 0:
        return f"ramp {setting.ramp} is less than no quarters"
    first = setting.first(calendar)
    if first < 1:
        return f"start {setting.start} is not after the baseline quarter {calendar.label(0)}"
    if first >= calendar.quarters:
        return f"start {setting.start} is after the last quarter {calendar.label(calendar.quarters - 1)}"
    if setting.end is not None and calendar.quarter_of(setting.end) <= first:
        return f"end {setting.end} is not after start {setting.start}"
    if lever.phase == YEARLY and not setting.reaches_a_first_quarter(calendar):
        return f"it acts in first quarters only, and there is none from {setting.start} to {setting.end or 'the end'}"
    return None


def schedule(settings: Mapping[str, LeverSetting], calendar: Calendar) -> np.recarray:
    """Return the strengths by quarter: record array of shape (quarters,), `lever_dtype`, quarter 0 neutral.

    Raises ValueError for a setting that cannot be run or would do nothing, naming the lever.
    """
    strengths = np.zeros(calendar.quarters, lever_dtype)
    for name, lever in LEVERS.items():
        strengths[name] = lever.neutral
    for name, setting in settings.items():
        reason = refusal(name, setting, calendar)
        if reason is not None:
            raise ValueError(f"{name}: {reason}")
        for quarter in range(1, calendar.quarters):
            strengths[name][quarter] = setting.at(LEVERS[name], quarter, calendar)
    return strengths.view(np.recarray)
