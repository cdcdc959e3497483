"""A newcomer that was refused comes back smaller, cleaner or at another zone, once and in the same quarter, or is lost."""

from typing import Any

from ..compiled import compiled
from ..rules.returning import way_back
from ..rulings import Ruling, WayBack
from ..streams import Purpose, draw
from .application import put_before


@compiled
def other_zone(place: Any, uniform: Any, sites: Any) -> Any:
    """Return another zone than `place`, drawn by the projects that come to each, or -1 if there is none (ODD eq. 191)."""
    total = 0.0
    for other in range(sites.size):
        if other != place and sites[other].zone == 1:
            total += sites[other].arrival_firms
    point = uniform * total
    last = -1
    for other in range(sites.size):
        weight = sites[other].arrival_firms
        if other == place or sites[other].zone == 0 or weight <= 0.0:
            continue
        last = other
        if point < weight:
            return other
        point -= weight
    return last


@compiled
def plan_cleaner(firm: Any, industry: Any, strictness: Any) -> None:
    """Plan a newcomer with the energy intensity that review allows (ODD eq. 191), however far above it was."""
    firm.energy_intensity = min(firm.energy_intensity, industry.energy_intensity / strictness)


@compiled
def comes_back(
    ruling: Any, quarter: Any, key: Any, firm: Any, design: Any, draws: Any, place: Any, world: Any, state: Any,
    par: Any, levers: Any, book: Any,
) -> Any:  # fmt: skip
    """Let a newcomer that park `place` refused try again (ODD eq. 191); return whether it was admitted then.

    `ruling` says what refused it; `design` and `draws` are what it applied with. The outcome is booked at the park
    that refused it.
    """
    page = book[place]
    uniform, where, _, _ = draw(key, firm.identity, quarter, Purpose.RETURN)
    way = way_back(ruling, uniform, par)
    hoard, choice, covered, ratio, reviewed = draws
    target = place
    if way == WayBack.SMALLER:
        hoard = 0.0
        design = design * par.returned_size
    elif way == WayBack.CLEANER:
        plan_cleaner(firm, world.industries[firm.industry], levers[place].energy_review)
    elif way == WayBack.ELSEWHERE:
        target = other_zone(place, where, world.sites)
    if way == WayBack.LOST or target < 0:
        page.refused_lost += 1
        return False
    firm.park = target
    firm.origin = target
    again = (hoard, choice, covered, ratio, reviewed)
    if (
        put_before(quarter, key, firm, design, again, target, world, state, par, levers[target], book[target])
        != Ruling.ADMITTED
    ):
        page.refused_lost += 1
        return False
    if way == WayBack.SMALLER:
        page.returned_smaller += 1
    elif way == WayBack.CLEANER:
        page.returned_cleaner += 1
    else:
        page.returned_elsewhere += 1
    return True
