"""Grades of firms: by the tables of a case, or by what a firm makes of land and of energy."""

import math
from typing import Any

from model.criteria import AMOUNTS, DEMERITS
from model.state import Grade, Stage
from model.units import M2_PER_MU, SCORE_STEPS, SHARE_STEPS, YUAN_PER_10K

from .arithmetic import rounded
from .firm import Firm
from .pricing import electricity_of

ITSELF = -1  # in place of the figure that an item divides by
AVERAGE, INDUSTRY_AVERAGE = 1, 2  # what an item is held against, where it is not a fixed benchmark


def grade_firms(city: Any) -> None:
    """Grade all operating firms, and count them by grade (ODD 3.2, step 12)."""
    operating = [firm for firm in city.firms if firm.stage == Stage.OPERATING]
    started = [row for row, table in enumerate(city.world.arrays.grading_tables) if table.start <= city.quarter]
    if started:
        grade_by_table(city, started[-1], [firm for firm in operating if firm.output > 0.0])
    else:
        for firm in operating:
            grade_by_yield(firm)
    for firm in operating:
        if firm.graded:
            column = f"graded_{firm.grade.name.lower()}"
            setattr(firm.park.page, column, getattr(firm.park.page, column) + 1)


def land_used(firm: Firm) -> float:
    """Return the land of a firm in mu, leased floor included (ODD eq. 38)."""
    return (firm.land + firm.leased / firm.model.parameters.factory_plot_ratio) / M2_PER_MU


def grade_by_yield(firm: Firm) -> None:
    """Grade a firm by what it makes of land and of energy (ODD eq. 38)."""
    parameters, industry = firm.model.parameters, firm.industry
    area = land_used(firm)
    if area <= 0.0 or firm.output <= 0.0:
        return
    land_yield = math.log(firm.output / area / industry.output_per_mu)
    energy_yield = math.inf  # of a firm that uses no energy
    if firm.energy_intensity > 0.0:
        energy_yield = math.log(industry.energy_intensity / firm.energy_intensity)
    efficiency = parameters.grade_land * land_yield + (1.0 - parameters.grade_land) * energy_yield
    firm.graded = True
    if efficiency >= parameters.grade_width:
        firm.grade = Grade.A
    elif efficiency >= 0.0:
        firm.grade = Grade.B
    elif efficiency >= -parameters.grade_width:
        firm.grade = Grade.C
    else:
        firm.grade = Grade.D


def figures_of(firm: Firm) -> list[float]:
    """Return the yearly figures of a firm in the order of the declared ones (ODD eq. 90)."""
    industry, output = firm.industry, firm.output
    figures = {
        "output": output,
        "value_added": output * industry.value_added_rate,
        "tax": output * industry.tax_rate,
        "research": output * industry.research_share,
        "land": land_used(firm),
        "energy": output * firm.energy_intensity,
        "electricity": output * electricity_of(firm) / YUAN_PER_10K,
        "emissions": output * firm.emission_intensity,
        "workers": output / industry.output_per_worker,
        "hightech": float(firm.hightech),
    }
    return [figures[name] for name in AMOUNTS]


def demerits_of(firm: Firm) -> list[bool]:
    """Return which demerits a firm has, in the order of the declared ones (ODD eq. 94)."""
    listed = firm.park.zone and firm.industry.heavy and firm.emission_intensity > firm.model.emission_line
    demerits = {"listed_polluter": bool(listed), "obsolete_equipment": firm.equipment.is_obsolete}
    return [demerits[name] for name in DEMERITS]


def grade_by_table(city: Any, row: int, firms: list[Firm]) -> None:
    """Grade firms by a table of the case: larger ones and small ones each by their rules (ODD eq. 90-94)."""
    arrays = city.world.arrays
    table = arrays.grading_tables[row]
    figures = {firm: figures_of(firm) for firm in firms}

    def reach(first: int, end: int, some: list[Firm]) -> list[Firm]:
        limits = arrays.grading_thresholds[first:end]
        return [firm for firm in some if first == end or any(figures[firm][t.amount] >= t.least for t in limits)]

    larger = reach(table.first_scale, table.end_scale, firms)
    among_larger = set(larger)
    small = reach(table.first_scope, table.end_scope, [firm for firm in firms if firm not in among_larger])
    for firm in firms:
        firm.graded = False
        firm.grade = Grade.B
    for some, rules in ((larger, table.larger), (small, table.small)):
        give_grades(arrays, arrays.grading_rules[rules], some, figures)
    city.grading_table = row


def give_grades(arrays: Any, rules: Any, firms: list[Firm], figures: dict[Firm, list[float]]) -> None:
    """Score, rank and grade the firms of one scale (ODD eq. 91-94)."""
    points = dict.fromkeys(firms, 0.0)
    for item in arrays.grading_items[rules.first_item : rules.end_item]:
        earned = points_of(item, firms, figures)
        known = [each for each in earned.values() if each is not None]
        missing = math.fsum(known) / len(known) if known and rules.missing_average else 0.0
        for firm in firms:
            points[firm] += missing if earned[firm] is None else earned[firm]
    scores = {firm: rounded(points[firm] * SCORE_STEPS) for firm in firms}
    falling = sorted(scores.values(), reverse=True)
    rank_of = {score: falling.index(score) + 1 for score in set(falling)}
    cuts = arrays.grading_cuts[rules.first_cut : rules.end_cut].tolist()
    for firm in firms:
        if rules.by_share:
            within = [rank_of[scores[firm]] * SHARE_STEPS <= cut * len(firms) for cut in cuts]
        else:
            within = [scores[firm] >= cut for cut in cuts]
        grade = within.index(True) if True in within else len(cuts)
        demerits = demerits_of(firm)
        penalties = arrays.grading_penalties[rules.first_penalty : rules.end_penalty]
        grade += sum(int(penalty.grades) for penalty in penalties if demerits[penalty.demerit])
        firm.grade = Grade(min(len(cuts), grade))
        firm.graded = True


def points_of(item: Any, firms: list[Firm], figures: dict[Firm, list[float]]) -> dict[Firm, float | None]:
    """Return the points of an item, None where a firm's ratio is missing (ODD eq. 91)."""
    pairs = {}
    for firm in firms:
        below = 1.0 if item.over == ITSELF else figures[firm][item.over]
        if below > 0.0:
            pairs[firm] = figures[firm][item.amount], below

    def average(some: list[tuple[float, float]]) -> float:
        total = math.fsum(below for _, below in some)
        return math.fsum(above for above, _ in some) / total if total > 0.0 else 0.0

    averages = {}
    if item.reference == AVERAGE:
        averages = dict.fromkeys(pairs, average(list(pairs.values())))
    elif item.reference == INDUSTRY_AVERAGE:
        for industry in {firm.industry for firm in pairs}:
            peers = [firm for firm in pairs if firm.industry is industry]
            averages |= dict.fromkeys(peers, average([pairs[firm] for firm in peers]))
    earned: dict[Firm, float | None] = dict.fromkeys(firms)
    for firm, (above, below) in pairs.items():
        benchmark = averages.get(firm, item.benchmark)
        times = min(item.most, max(item.least, above / below / benchmark)) if benchmark > 0.0 else 0.0
        earned[firm] = float(item.weight * times)
    return earned
