"""A newcomer that was refused tries again in the same quarter, once (ODD eq. 191)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from model.streams import Purpose

from .siting import Application

if TYPE_CHECKING:
    from .park import Park


def comes_back(refused: Application) -> bool:
    """Let a refused newcomer try again; return whether it is admitted now, and book the outcome."""
    page = refused.park.page
    again, column = second_try(refused)
    if again is not None and again.is_admitted():
        setattr(page, column, getattr(page, column) + 1)
        return True
    page.refused_lost += 1
    return False


def second_try(refused: Application) -> tuple[Application | None, str]:
    """Return the second application of a newcomer and the column where it counts if it is admitted; None if it is lost."""
    firm, park, parameters = refused.firm, refused.park, refused.parameters
    way, where, _, _ = firm.model.uniforms(firm.identity, Purpose.RETURN)
    if way < parameters.refused_smaller:
        smaller = refused.design * parameters.returned_size
        return Application(firm, park, smaller, replace(refused.draws, hoarding=0.0)), "returned_smaller"
    way -= parameters.refused_smaller
    if refused.refused_by_review:
        if way < parameters.refused_cleaner:
            allowed = firm.industry.energy_intensity / park.strength("energy_review")
            firm.energy_intensity = min(firm.energy_intensity, allowed)
            return Application(firm, park, refused.design, refused.draws), "returned_cleaner"
        way -= parameters.refused_cleaner
    if way < parameters.refused_elsewhere:
        other = another_zone(park, where)
        if other is not None:
            firm.park = firm.origin = other
            return Application(firm, other, refused.design, refused.draws), "returned_elsewhere"
    return None, ""


def another_zone(park: "Park", uniform: float) -> "Park | None":
    """Return another zone of the city, drawn by arrival weights; None without any weight (ODD eq. 191)."""
    others = [zone for zone in park.model.zones if zone is not park and zone.arrival_firms > 0.0]
    left = uniform * sum(zone.arrival_firms for zone in others)
    for zone in others:
        if left < zone.arrival_firms:
            return zone
        left -= zone.arrival_firms
    return others[-1] if others else None
