"""Levers: what government sets. One entry is the unit, range, neutral value, labels, clause, cost and first effect.

A lever acts only through its mechanism: a rule reads its strength in the quarter. At its neutral strength the run
is equal, to the bit, to a run without the lever.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np

from .calendar import QUARTERS_A_YEAR, Calendar

# Phases of levers that act once a year, and the quarter in which they do: when plans are made, and when zones are assessed.
YEARLY = {"calendar": 1, "assessment": 4}

# What a lever may need a case to have, and how to say that it is missing.
OBJECTS = {
    "merger": "the case names no zones that merge",
    "candidate": "the case names no zone that may become a national one",
    "outside": "the case has no industry outside the zones",
}


class Lever(NamedTuple):
    """One declared lever.

    `first_indicator` is the indicator it moves first, `direction` (+1 or -1) whither when the strength rises;
    `phase` is where in the quarter it acts; `cost` says what the city pays. A `switch` is on (1) or off (0) and nothing
    between. `needs` names what the case must have for the lever to act on (a key of `OBJECTS`); empty: nothing special.
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
    switch: bool = False
    needs: str = ""


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
    Lever(
        "land_use_tax", "yuan/m2/year", 0.0, 0.0, 20.0,
        "城镇土地使用税差别化加征", "land-use tax surcharge of a grade D firm; better grades pay a part of it",
        "002-4.6b", "production", "land_granted", -1, "none: it brings in the tax, booked as a negative cost",
    ),
    Lever(
        "energy_intensity_target", "%/year", 0.0, 0.0, 8.0,
        "单位增加值能耗下降目标", "yearly fall of energy per value added that zones' energy budgets are held to",
        "002-4.6g", "calendar", "energy_intensity", -1, "none",
    ),
    Lever(
        "chain_recruitment", "effort", 0.0, 0.0, 1.0,
        "产业链招商", "recruitment of suppliers and customers of leading firms, and of pillar projects",
        "002-4.3b", "screening", "projects_arrived", +1, "recruitment cost of every project that comes by it (assumption)",
    ),
    Lever(
        "leading_industries", "share", 0.0, 0.0, 1.0,
        "聚焦主导产业", "focus on the few leading industries that a zone keeps, in recruiting and ranking",
        "002-4.3a", "screening", "top3_sales_share", +1, "none",
    ),
    Lever(
        "park_merger", "on/off", 0.0, 0.0, 1.0,
        "相邻园区整合", "merger of adjacent zones: land quota, floor, platforms and leading industries are pooled",
        "002-4.2a", "land and floor", "land_pooled", +1, "none", switch=True, needs="merger",
    ),
    Lever(
        "project_transfer", "share of tax", 0.0, 0.0, 1.0,
        "项目异地流转利益共享", "share of the tax that the sender of a transferred project keeps; it makes senders let go",
        "002-4.3c", "land and floor", "projects_transferred", +1, "none: zones share the tax among themselves",
    ),
    Lever(
        "township_relocation", "share/year", 0.0, 0.0, 0.4,
        "乡镇工业向园区集中", "firms outside the zones that apply to move in, a year",
        "002-4.2a", "production", "zone_value_added_share", +1, "a share of the new investment of every firm that moves in",
        needs="outside",
    ),
    Lever(
        "mixed_land_use", "share", 0.0, 0.0, 1.0,
        "扩区产居服用地1:1:1", "share of the zones' new land laid out one to one to one for industry, housing and services",
        "002-4.5", "calendar", "services_value_added", +1, "laying out the land for housing and services (assumption)",
    ),
    Lever(
        "circular_retrofit", "share/year", 0.0, 0.0, 0.5,
        "园区循环化改造", "energy- and emission-intensive firms of zones retrofitted a year",
        "002-4.6h", "production", "emissions", -1, "the city's share of the cost of retrofits",
    ),
    Lever(
        "approval_speed", "quarters", 0.0, 0.0, 2.0,
        "一站式限时审批", "quarters saved between a grant and the start of production",
        "002-4.7", "land and floor", "projects_started", +1, "one-stop service for every quarter saved (assumption)",
    ),
    Lever(
        "incentive_discipline", "share", 0.0, 0.0, 1.0,
        "清理招商优惠政策", "share of the preferential deals with investors that is given up",
        "002-4.3d", "screening", "incentives_paid", -1, "none: it saves the incentives, which are an indicator of their own",
    ),
    Lever(
        "evaluation", "share", 0.0, 0.0, 1.0,
        "转型升级考核评估", "weight of the yearly evaluation against growth in how zones set their standards",
        "002-6.3", "assessment", "projects_refused", +1, "the evaluations (assumption)",
    ),
    Lever(
        "status_upgrade", "chance/year", 0.0, 0.0, 1.0,
        "创建国家级高新区", "chance a year that a candidate that qualifies becomes a national zone",
        "002-3.2", "assessment", "national_zones", +1, "none", needs="candidate",
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

    def reaches(self, quarter_of_year: int, calendar: Calendar) -> bool:
        """Return whether the given quarter of some year (1-4) lies within its dates."""
        last = calendar.quarters if self.end is None else min(calendar.quarters, calendar.quarter_of(self.end))
        wanted = quarter_of_year % QUARTERS_A_YEAR
        return any(quarter % QUARTERS_A_YEAR == wanted for quarter in range(self.first(calendar), last))

    def at(self, lever: Lever, quarter: int, calendar: Calendar) -> float:
        """Return the strength in force in `quarter` (0 is the baseline quarter)."""
        first = self.first(calendar)
        if quarter < first or (self.end is not None and quarter >= calendar.quarter_of(self.end)):
            return lever.neutral
        way = min(1.0, (quarter - first + 1) / (self.ramp + 1))
        return lever.neutral + (self.strength - lever.neutral) * way


def refusal(
    name: str, setting: LeverSetting, calendar: Calendar, offers: Collection[str] = tuple(OBJECTS)
) -> str | None:
    """Return why a setting cannot be run, or None. What would silently do nothing is refused too.

    `offers` is what the case has for levers to act on, keys of `OBJECTS`.
    """
    if name not in LEVERS:
        return f"unknown lever {name!r}"
    lever = LEVERS[name]
    if not lever.low <= setting.strength <= lever.high:
        return f"strength {setting.strength:g} is outside {lever.low:g} to {lever.high:g} {lever.unit}"
    if lever.switch and setting.strength not in (0.0, 1.0):
        return f"strength {setting.strength:g} is neither 0 (off) nor 1 (on)"
    if lever.switch and setting.ramp != 0:
        return f"ramp {setting.ramp} is more than no quarters: it is on or off"
    if setting.ramp < 0:
        return f"ramp {setting.ramp} is less than no quarters"
    first = setting.first(calendar)
    if first < 1:
        return f"start {setting.start} is not after the baseline quarter {calendar.label(0)}"
    if first >= calendar.quarters:
        return f"start {setting.start} is after the last quarter {calendar.label(calendar.quarters - 1)}"
    if setting.end is not None and calendar.quarter_of(setting.end) <= first:
        return f"end {setting.end} is not after start {setting.start}"
    acts = YEARLY.get(lever.phase)
    if acts is not None and not setting.reaches(acts, calendar):
        return f"it acts in quarter {acts} of a year only, and there is none from {calendar.label(first)} to {setting.end or 'the end'}"
    if lever.needs and lever.needs not in offers and setting.strength != lever.neutral:
        return OBJECTS[lever.needs]
    return None


def schedule(
    settings: Mapping[str, LeverSetting], calendar: Calendar, offers: Collection[str] = tuple(OBJECTS)
) -> np.recarray:
    """Return the strengths by quarter: record array of shape (quarters,), `lever_dtype`, quarter 0 neutral.

    `offers` is what the case has for levers to act on, keys of `OBJECTS`. Raises ValueError for a setting that cannot be
    run or would do nothing, naming the lever.
    """
    strengths = np.zeros(calendar.quarters, lever_dtype)
    for name, lever in LEVERS.items():
        strengths[name] = lever.neutral
    for name, setting in settings.items():
        reason = refusal(name, setting, calendar, offers)
        if reason is not None:
            raise ValueError(f"{name}: {reason}")
        for quarter in range(1, calendar.quarters):
            strengths[name][quarter] = setting.at(LEVERS[name], quarter, calendar)
    return strengths.view(np.recarray)
