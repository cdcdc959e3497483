"""The register of above-scale firms, and the reward for scaling up (ODD eq. 42, 66, 67)."""

from typing import TYPE_CHECKING

from model.state import Past, Stage
from model.streams import Purpose, draw
from model.units import QUARTER, YUAN_PER_10K

from .arithmetic import exponential_of, rounded

if TYPE_CHECKING:
    from .firm import Firm
    from .park import Park

WHOLE_YEAR = 4  # quarters


def review_register(firm: "Firm") -> None:
    """Let a firm come onto the register or fall off it (ODD eq. 42)."""
    parameters = firm.model.parameters
    threshold = parameters.register_threshold
    if firm.stage == Stage.RAMPING and firm.output >= threshold and not firm.above_scale:
        come_on(firm)
    if firm.stage != Stage.OPERATING or not firm.model.is_fourth_quarter:
        return
    year_output = QUARTER * firm.year_output
    if firm.above_scale:
        tolerated = threshold * (1.0 - parameters.register_band)
        if firm.stage_quarters >= WHOLE_YEAR and year_output < tolerated:
            firm.above_scale = False
            firm.past = Past.REGISTERED
            firm.park.page.deregistered += 1
    elif year_output >= threshold:
        pass_the_threshold(firm)
    elif firm.past == Past.UNREPORTED:
        firm.past = Past.BELOW


def come_on(firm: "Firm") -> None:
    """Put a firm on the register."""
    firm.above_scale = True
    firm.park.page.registered += 1


def pass_the_threshold(firm: "Firm") -> None:
    """Let a firm come onto the register, for a reward if it is the first time, or stay unreported (ODD eq. 67)."""
    page = firm.park.page
    first = firm.past != Past.REGISTERED
    if first and reports_at(firm) < firm.model.parameters.under_reporting * (1.0 - reach_of_reward(firm.park)):
        firm.past = Past.UNREPORTED
        return
    come_on(firm)
    if first:
        page.scaled_up += 1
        page.merely_registered += int(firm.past == Past.UNREPORTED)
        reward = rounded(firm.park.strength("scale_up_support") * YUAN_PER_10K)
        page.rewards += reward
        firm.model.charge("scale_up_support", reward)


def reports_at(firm: "Firm") -> float:
    """Return the uniform that a firm reports at, the same in every quarter (ODD eq. 67)."""
    return draw(firm.model.key, firm.identity, 0, int(Purpose.REPORTING))[0]


def reach_of_reward(park: "Park") -> float:
    """Return how far the reward of a park reaches, 0 to 1 (ODD eq. 66)."""
    reward = park.strength("scale_up_support")
    return 1.0 - exponential_of(-reward / park.model.parameters.reward_scale)
