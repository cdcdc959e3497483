"""Newcomers: how many arrive at a park, what they are, and where they apply."""

import math
from typing import Any

from model.streams import Kind, Purpose, identity_of, normal, poisson
from model.units import QUARTER, YUAN_PER_10K

from .arithmetic import exponential_of, logistic, rounded
from .clusters import industry_of_recruit
from .firm import Firm
from .industry import Industry
from .offers import mean_arrivals, zone_that_draws
from .park import Park
from .recognition import standard_of_award
from .returning import comes_back
from .siting import Application, DrawsOfApplication

LARGEST_MEAN = 64.0  # of a part of a Poisson number
NUMBERS_OF_AN_INDUSTRY = 2**16  # recruits of an industry are numbered from this multiple of its own number on


def receive_projects(city: Any, park: Park) -> None:
    """Let projects come to a park: the usual arrivals, then those around leading firms (ODD eq. 14c, 51, 198)."""
    parameters = city.parameters
    for number in range(number_of_arrivals(city, park, mean_arrivals(park), Purpose.ARRIVALS)):
        identity = identity_of(Kind.ENTRANT, city.quarter, park.number, number)
        receive(city, park, identity, drawn_industry(city, park, identity), may_be_drawn=True)
    effort = park.strength("chain_recruitment")
    if effort <= 0.0:
        return
    for industry in city.industries:
        mean = QUARTER * park.cells[industry.index].leaders * parameters.chain_rate * effort
        first = NUMBERS_OF_AN_INDUSTRY * industry.number
        for number in range(number_of_arrivals(city, park, mean, Purpose.CHAIN, first)):
            city.charge("chain_recruitment", rounded(parameters.chain_cost * YUAN_PER_10K))
            identity = identity_of(Kind.CHAIN, city.quarter, park.number, first + number)
            receive(city, park, identity, industry_of_recruit(city, identity, industry))


def number_of_arrivals(city: Any, park: Park, mean: float, purpose: Purpose, first: int = 0) -> int:
    """Return a Poisson number, drawn in parts of a mean of 64 at most (ODD eq. 14c, 51)."""
    parts = math.ceil(mean / LARGEST_MEAN)
    total = 0
    for part in range(parts):
        identity = identity_of(Kind.PARK, 0, park.number, first + part)
        total += poisson(city.uniforms(identity, purpose)[0], mean / parts)
    return total


def drawn_industry(city: Any, park: Park, identity: Any) -> Industry:
    """Return the industry of a newcomer: from the park's mix, the mix kept under focus, or the national one (eq. 14e)."""
    which, place, _, _ = city.uniforms(identity, Purpose.ENTRANT_KIND)
    own = city.parameters.arrival_own_mix
    if which < own:
        mix = [cell.mix for cell in park.cells]
    elif which < own + (1.0 - own) * park.strength("leading_industries"):
        mix = [cell.kept_mix for cell in park.cells]
    else:
        mix = city.national_mix
    for industry, share in zip(city.industries, mix, strict=True):
        if share > place:
            return industry
    return city.industries[-1]


def receive(city: Any, park: Park, identity: Any, industry: Industry, may_be_drawn: bool = False) -> None:
    """Receive a newcomer: it may be drawn away, go to another city or follow a higher bid, and applies at once (ODD eq. 49, 50, 189)."""
    pillar, elsewhere, lured, offered = city.uniforms(identity, Purpose.TAIL)
    chosen = park
    drawing = zone_that_draws(city, park, offered) if may_be_drawn else None
    if drawing is not None:
        chosen = drawing
        chosen.page.moved += 1
    elif park.zone:
        if elsewhere < city.parameters.footloose * (park.undisciplined_bid - park.bid):
            park.page.elsewhere += 1
            return
        chosen = highest_bidder(city, park, lured)
    chosen.page.arrivals += 1
    firm = newcomer(city, chosen, identity, industry)
    hoarding, channel, covered, plot_ratio = city.uniforms(identity, Purpose.ENTRANT_SITE)
    _, review, unit, _ = city.uniforms(identity, Purpose.PLOT_RATIO)
    draws = DrawsOfApplication(hoarding, channel, covered, plot_ratio, review, unit)
    application = Application(firm, chosen, design_output(city, park, identity, pillar), draws)
    if not application.decide() and not comes_back(application):
        firm.remove()


def highest_bidder(city: Any, park: Park, uniform: float) -> Park:
    """Return the park where a newcomer to a zone applies: another one may lure it by a higher bid (ODD eq. 50)."""
    left = uniform
    for other in city.parks:
        chance = city.parameters.incentive_pull * max(0.0, other.bid - park.bid) / len(city.zones)
        if left < chance:
            return other
        left -= chance
    return park


def design_output(city: Any, park: Park, identity: Any, pillar: float) -> float:
    """Return the design output of a newcomer; a few are pillar projects (ODD eq. 14d, 51)."""
    parameters = city.parameters
    share = min(1.0, parameters.arrival_tail * (1.0 + parameters.chain_tail * park.strength("chain_recruitment")))
    factor = parameters.arrival_tail_factor if pillar < share else 1.0
    size = normal(city.uniforms(identity, Purpose.ENTRANT_KIND)[2])
    drawn = parameters.arrival_median * exponential_of(parameters.arrival_spread * size) * factor
    return min(drawn, parameters.arrival_largest)


def newcomer(city: Any, park: Park, identity: Any, industry: Industry) -> Firm:
    """Return a newcomer, a project without any holdings (ODD eq. 14e)."""
    parameters = city.parameters
    capability = city.uniforms(identity, Purpose.ENTRANT_KIND)[3]
    suited, recognised, energy, emissions = city.uniforms(identity, Purpose.ENTRANT_TECHNIQUE)
    firm = Firm(city, identity, park, industry)
    firm.capability = parameters.entrant_capability + parameters.capability_spread * normal(capability)
    firm.suited = suited < industry.suited_share
    promise = (firm.capability - standard_of_award(city, industry)) / parameters.recognition_width
    firm.hightech = recognised < logistic(promise)
    firm.certified = city.quarter if firm.hightech else 0
    firm.energy_intensity = industry.energy_intensity * technique(parameters, energy)
    firm.emission_intensity = industry.emission_intensity * technique(parameters, emissions)
    return firm


def technique(parameters: Any, uniform: float) -> float:
    """Return a newcomer's energy or emission intensity over its industry's (ODD eq. 14e)."""
    spread = parameters.intensity_spread
    return parameters.entrant_intensity * exponential_of(spread * normal(uniform) - spread**2 / 2.0)
