"""Firms file projects: a move into a zone, or an expansion (ODD eq. 14a, 56)."""

from typing import TYPE_CHECKING

from model.streams import Purpose

from .arithmetic import chance_in_a_quarter, quarterly_share
from .siting import Application, DrawsOfApplication

if TYPE_CHECKING:
    from .firm import Firm
    from .park import Park


def file_project(firm: "Firm") -> None:
    """Perhaps file a move, else perhaps an expansion."""
    if wants_to_move(firm):
        zone = zone_to_move_to(firm)
        if zone is not None:
            apply(firm, zone, firm.design)
    elif wants_to_expand(firm):
        apply(firm, firm.park, firm.design * firm.model.parameters.expansion_size)


def wants_to_move(firm: "Firm") -> bool:
    """Whether a firm outside the zones wants to move into one (ODD eq. 56)."""
    share = firm.model.levers.township_relocation
    if share <= 0.0 or firm.park.zone or firm.project is not None or firm.industry.bound:
        return False
    return bool(firm.model.uniforms(firm.identity, Purpose.RELOCATION)[0] < quarterly_share(share))


def zone_to_move_to(firm: "Firm") -> "Park | None":
    """Return the zone drawn by arrival weights, one that its industry leads if there is any; None without any weight."""
    zones = [zone for zone in firm.model.zones if zone.leads(firm.industry)]
    if sum(zone.arrival_firms for zone in zones) == 0.0:
        zones = firm.model.zones
    zones = [zone for zone in zones if zone.arrival_firms > 0.0]
    if not zones:
        return None
    left = firm.model.uniforms(firm.identity, Purpose.RELOCATION)[1] * sum(zone.arrival_firms for zone in zones)
    for zone in zones:
        if left < zone.arrival_firms:
            return zone
        left -= zone.arrival_firms
    return zones[-1]


def wants_to_expand(firm: "Firm") -> bool:
    """Whether it files an expansion: it uses most of its design output (ODD eq. 14a)."""
    parameters = firm.model.parameters
    if firm.project is not None or firm.output <= parameters.expansion_threshold * firm.design:
        return False
    filing = firm.model.uniforms(firm.identity, Purpose.EXPANSION)[0]
    return bool(filing < chance_in_a_quarter(parameters.expansion_rate))


def apply(firm: "Firm", park: "Park", design: float) -> None:
    """Put an expansion or a move before a park; refused, it is dropped (ODD 7.7)."""
    _, hoarding, channel, covered = firm.model.uniforms(firm.identity, Purpose.EXPANSION)
    plot_ratio, review, unit, _ = firm.model.uniforms(firm.identity, Purpose.PLOT_RATIO)
    draws = DrawsOfApplication(hoarding, channel, covered, plot_ratio, review, unit)
    Application(firm, park, design, draws).decide()
