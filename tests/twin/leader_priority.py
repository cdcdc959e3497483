"""The city's list of leading firms, and the land that parks keep beside their plots (ODD 7.21)."""

from typing import TYPE_CHECKING, Any

from model.state import Stage

from .arithmetic import rounded

if TYPE_CHECKING:
    from .firm import Firm


def renew_list(city: Any) -> None:
    """Renew the list at the start of a year: the largest firms of leading industries (ODD eq. 148, 149)."""
    for firm in city.firms:
        forgo_reserve(firm)
        firm.priority = False
    candidates = [firm for firm in city.firms if may_be_listed(firm)]
    candidates.sort(key=lambda firm: (-firm.output, int(firm.identity)))
    for firm in candidates[: rounded(city.levers.leader_priority)]:
        firm.priority = True
        firm.park.page.priority_listed += 1
        wanted = rounded(city.parameters.reserved_share * firm.land)
        firm.reserved_land = max(0, min(wanted, firm.park.undeveloped - firm.park.reserved_land))
        firm.park.reserved_land += firm.reserved_land


def may_be_listed(firm: "Firm") -> bool:
    """Whether it operates in a zone, is registered and makes what leads the zone (ODD eq. 148)."""
    return bool(
        firm.stage == Stage.OPERATING and firm.above_scale and firm.park.zone and firm.park.leads(firm.industry)
    )


def forgo_reserve(firm: "Firm", land: int | None = None) -> None:
    """Take land off what is kept for a firm, or all of it (ODD eq. 149)."""
    used = firm.reserved_land if land is None else min(land, firm.reserved_land)
    firm.reserved_land -= used
    firm.park.reserved_land -= used


def note_wait(firm: "Firm", quarters: int) -> None:
    """Note the wait of a project of another firm, which ends in the park of the project (ODD eq. 151)."""
    if not firm.priority:
        page = firm.project.park.page
        page.unlisted_ended += 1
        page.unlisted_quarters += quarters
