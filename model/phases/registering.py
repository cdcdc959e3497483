"""The register of above-scale firms: new plants and small firms that grew come on, firms that shrank fall off."""

from typing import Any

from ..calendar import QUARTERS_A_YEAR
from ..compiled import compiled
from ..levers import COST
from ..rules.land import whole
from ..rules.leaving import leaves_register
from ..rules.scaling_up import growth_gained, is_in_band, reward_reach, under_reports
from ..state import Past, Stage
from ..streams import Purpose, draw
from ..units import QUARTER, YUAN_PER_10K


@compiled
def reward_of(site: Any, lever: Any) -> Any:
    """Return what a firm of a park gets for scaling up, 10k yuan: only zones reward."""
    return lever.scale_up_support if site.zone else 0.0


@compiled
def growth_towards_scale(firm: Any, site: Any, par: Any, lever: Any) -> Any:
    """Return the log growth that the reward adds for a firm in a quarter (ODD eq. 66): of zones, and in the band only."""
    if firm.above_scale == 1 or site.zone == 0 or not is_in_band(firm.output, par):
        return 0.0
    return growth_gained(reward_reach(lever.scale_up_support, par), par)


@compiled
def come_on(firm: Any, page: Any) -> None:
    """Put a firm on the register."""
    firm.above_scale = 1
    page.registered += 1


@compiled
def stays_unreported(key: Any, firm: Any, reward: Any, par: Any) -> Any:
    """Return whether a firm above the threshold keeps off the register (ODD eq. 67).

    One that was on it before does not.
    """
    if par.under_reporting <= 0.0 or firm.past == Past.REGISTERED:
        return False
    return under_reports(draw(key, firm.identity, 0, Purpose.REPORTING)[0], reward_reach(reward, par), par)


@compiled
def review_passer(key: Any, firm: Any, reward: Any, costs: Any, par: Any, page: Any) -> None:
    """Let a firm whose year reached the threshold come onto the register, or stay unreported (ODD eq. 42, 67).

    Who comes on for the first time has scaled up, and gets the `reward`, 10k yuan.
    """
    if stays_unreported(key, firm, reward, par):
        firm.past = Past.UNREPORTED.value
        return
    come_on(firm, page)
    if firm.past == Past.REGISTERED:
        return
    page.scaled_up += 1
    if firm.past == Past.UNREPORTED:
        page.merely_registered += 1
    paid = whole(reward * YUAN_PER_10K)
    page.rewards += paid
    costs[COST.scale_up_support] += paid


@compiled
def register_passers(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> None:
    """Review the operating firms that are not on the register at the end of a year, on the year's output.

    Writes `above_scale` and `past` of these firms, the book, and the cost of the rewards.
    """
    costs = state.costs[quarter]
    for row in range(state.city[0].rows):
        firm = state.firms[row]
        if firm.above_scale == 1 or firm.stage != Stage.OPERATING:
            continue
        if firm.year_output * QUARTER >= par.register_threshold:
            reward = reward_of(world.sites[firm.park], levers[firm.park])
            review_passer(key, firm, reward, costs, par, book[firm.park])
        elif firm.past == Past.UNREPORTED:
            firm.past = Past.BELOW.value


@compiled
def update_register(firm: Any, year_end: Any, par: Any, page: Any) -> None:
    """Let a new plant come onto the register, or an operating firm fall off it (ODD eq. 42).

    A newly built firm comes on when its output reaches the threshold. The others are reviewed at the end of the year on
    the year's output, and leave only when they are below the threshold by more than a tolerance.
    """
    if not firm.above_scale:
        if firm.stage == Stage.RAMPING and firm.output >= par.register_threshold:
            come_on(firm, page)
        return
    whole_year = year_end and firm.stage == Stage.OPERATING and firm.stage_quarters >= QUARTERS_A_YEAR
    if whole_year and leaves_register(firm.year_output * QUARTER, par):
        firm.above_scale = 0
        firm.past = Past.REGISTERED.value
        page.deregistered += 1
