"""Projects arrive at each park, apply for a site, and become rows of the table of firms when they are admitted."""

import math
from typing import Any

import numpy as np

from ..compiled import compiled
from ..faults import Fault
from ..identities import CHAIN_BITS
from ..levers import COST
from ..rules.arrival import capability_at_entry, design_at_entry, intensity_at_entry, pick
from ..rules.bidding import bid_of, chance_elsewhere, chance_lured
from ..rules.clusters import partner
from ..rules.land import whole
from ..rules.recognition import award_standard
from ..rules.recruiting import chain_mean, own_mix_share, tail_share
from ..rules.upgrading import logistic
from ..rulings import Ruling
from ..state import EquipmentClass, Grade, Past, Stage
from ..streams import Kind, Purpose, draw, identity_of, poisson
from ..units import QUARTER, YUAN_PER_10K
from .application import note_refusal, put_before
from .closing import drop_request, free_row
from .offers import expect_projects, mean_of_arrivals, zone_that_draws
from .production import list_open
from .returning import comes_back

# Poisson draws are split so that no part has a larger mean. The law of their sum is the same however they are split, so
# no result hangs on it.
LARGEST_MEAN = 64.0
# Identities for the projects around the leading firms of one industry in a quarter.
CHAIN_ROOM = np.uint64(1 << CHAIN_BITS)
ANY = -1  # the industry of a project that no leading firm has drawn


@compiled
def events_in(mean: Any, identity: Any, quarter: Any, purpose: Any, key: Any) -> Any:
    """Return a Poisson number of events: the sum of parts of a mean small enough, keyed by `identity` and its successors."""
    parts = math.ceil(mean / LARGEST_MEAN)
    count = 0
    for part in range(parts):
        uniform = draw(key, identity + np.uint64(part), quarter, purpose)[0]
        count += poisson(uniform, mean / parts)
    return count


@compiled
def arrivals_at(number: Any, quarter: Any, key: Any, mean: Any) -> Any:
    """Return how many projects arrive in a quarter at the park that draws as `number` (ODD eq. 14c)."""
    return events_in(mean, identity_of(Kind.PARK, 0, number, 0), quarter, Purpose.ARRIVALS, key)


@compiled
def chain_arrivals(number: Any, industry: Any, quarter: Any, key: Any, mean: Any) -> Any:
    """Return how many projects come for the leading firms of an industry in a quarter (ODD eq. 51).

    `number` and `industry` are what the park and the industry draw as.
    """
    return events_in(mean, identity_of(Kind.PARK, 0, number, industry * CHAIN_ROOM), quarter, Purpose.CHAIN, key)


@compiled
def new_row(rows: Any, city: Any, free_rows: Any) -> Any:
    """Return a row for a newcomer, a closed one if there is any, or -1 when all `rows` of the table are taken."""
    if city.free > 0:
        city.free -= 1
        return free_rows[city.free]
    if city.rows == rows:
        return -1
    city.rows += 1
    return city.rows - 1


@compiled
def industry_of(mixed: Any, kind: Any, focus: Any, cells: Any, national_mix: Any, par: Any) -> Any:
    """Return the industry of a project (ODD eq. 14e, 52): of the zone's own mix, its kept industries, or the national mix."""
    if mixed < par.arrival_own_mix:
        return pick(cells.mix, kind)
    if mixed < own_mix_share(focus, par):
        return pick(cells.kept_mix, kind)
    return pick(national_mix, kind)


@compiled
def describe_entrant(
    firm: Any, identity: Any, quarter: Any, key: Any, park: Any, index: Any, world: Any, cells: Any, par: Any,
    lever: Any,
) -> Any:  # fmt: skip
    """Fill the record of a newcomer from its own draws and return its design output, 10k yuan/year (ODD eq. 14d-14e, 198).

    `index` is the industry of the leading firm it comes for, or `ANY`; `cells` are the park's. What a project is depends
    on its identity and on how its zone recruits, so without a lever there it is the same project in every scenario.
    """
    mixed, kind, size, able = draw(key, identity, quarter, Purpose.ENTRANT_KIND)
    storeys, recognition, energy, emission = draw(key, identity, quarter, Purpose.ENTRANT_TECHNIQUE)
    tail = draw(key, identity, quarter, Purpose.TAIL)[0]
    zone = world.sites[park].zone
    if index == ANY:
        index = industry_of(mixed, kind, lever.leading_industries * zone, cells, world.national_mix, par)
    else:
        index = partner(index, mixed, kind, world.link_mix, par)
    industry = world.industries[index]
    capability = capability_at_entry(able, par)
    above = (capability - award_standard(industry, par)) / par.recognition_width
    firm.identity = identity
    firm.park = park
    firm.origin = park
    firm.industry = index
    firm.stage = Stage.PROJECT.value
    firm.stage_quarters = 0
    firm.above_scale = 0
    firm.hightech = 1 if recognition < logistic(above) else 0
    firm.certified = quarter if firm.hightech == 1 else 0
    firm.suited = 1 if storeys < industry.suited_share else 0
    firm.retrofitted = 0
    firm.equipment_class = EquipmentClass.PERMITTED.value
    firm.elimination_quarters = 0
    firm.reused_land = 0
    firm.reused_energy = 0
    firm.grade = Grade.B.value
    firm.past = Past.BELOW.value
    firm.capability = capability
    firm.labour_saved = 0.0
    firm.energy_intensity = intensity_at_entry(industry.energy_intensity, energy, par)
    firm.emission_intensity = intensity_at_entry(industry.emission_intensity, emission, par)
    return design_at_entry(size, tail, tail_share(lever.chain_recruitment * zone, par), par)


@compiled
def zone_that_lures(place: Any, uniform: Any, world: Any, parks: Any, par: Any, levers: Any) -> Any:
    """Return the zone that a project which came to zone `place` follows a higher bid to, or `place` (ODD eq. 50)."""
    zones = 0
    for other in range(parks.size):
        zones += world.sites[other].zone
    bid = bid_of(parks[place].leniency, world.sites[place].zone, levers[place].incentive_discipline, par)
    point = uniform
    for other in range(parks.size):
        offered = bid_of(parks[other].leniency, world.sites[other].zone, levers[other].incentive_discipline, par)
        chance = chance_lured(bid, offered, zones, par)
        if point < chance:
            return other
        point -= chance
    return place


@compiled
def where_it_applies(
    identity: Any, quarter: Any, key: Any, place: Any, total: Any, world: Any, parks: Any, par: Any, levers: Any,
    book: Any,
) -> Any:  # fmt: skip
    """Return the park that a project which came to `place` applies at, or -1 if it goes elsewhere (ODD eq. 49-50, 189).

    `total` are the projects on their way to all parks, 0 if offers do not touch this one. Who is drawn to another zone
    by its offer is booked there as moved, and stays.
    """
    _, goes, lured, offered = draw(key, identity, quarter, Purpose.TAIL)
    if total > 0.0:
        drawn_to = zone_that_draws(place, offered, total, parks)
        if drawn_to >= 0:
            book[drawn_to].moved += 1
            return drawn_to
    if world.sites[place].zone == 0:
        return place
    if goes < chance_elsewhere(parks[place].leniency, 1, levers[place].incentive_discipline, par):
        return -1
    return zone_that_lures(place, lured, world, parks, par, levers)


@compiled
def receive_project(
    identity: Any, quarter: Any, key: Any, place: Any, index: Any, total: Any, world: Any, state: Any, par: Any,
    levers: Any, book: Any,
) -> None:  # fmt: skip
    """Let one project arrive at `place` and apply where it wants to; one that is lost gives its row back.

    `total` as in `where_it_applies`.
    """
    city = state.city[0]
    row = new_row(state.firms.size, city, state.free_rows)
    if row < 0:
        city.fault = Fault.ROWS.value
        return
    firm = state.firms[row]
    design = describe_entrant(firm, identity, quarter, key, place, index, world, state.cells[place], par, levers[place])
    target = where_it_applies(identity, quarter, key, place, total, world, state.parks, par, levers, book)
    if target < 0:
        book[place].elsewhere += 1
        free_row(row, firm, city, state.free_rows)
        return
    firm.park = target
    firm.origin = target
    drop_request(firm)
    book[target].arrivals += 1
    hoard, choice, covered, ratio = draw(key, identity, quarter, Purpose.ENTRANT_SITE)
    reviewed = draw(key, identity, quarter, Purpose.PLOT_RATIO)[1]
    draws = (hoard, choice, covered, ratio, reviewed)
    ruling = put_before(quarter, key, firm, design, draws, target, world, state, par, levers[target], book[target])
    admitted = ruling == Ruling.ADMITTED
    if not admitted:
        note_refusal(ruling, book[target])
        admitted = comes_back(ruling, quarter, key, firm, design, draws, target, world, state, par, levers, book)
    if admitted:
        list_open(row, firm, city, state.open_rows)
    else:
        free_row(row, firm, city, state.free_rows)


@compiled
def recruit_along_chains(
    quarter: Any, key: Any, place: Any, world: Any, state: Any, par: Any, levers: Any, book: Any
) -> None:
    """Let projects come for the leading firms of a zone (ODD eq. 51), and book what recruiting them costs."""
    for index in range(state.market.size):
        mean = chain_mean(state.cells[place, index].leaders, levers[place].chain_recruitment, par) * QUARTER
        if mean <= 0.0:
            continue
        chain = world.industry_numbers[index]
        count = chain_arrivals(world.park_numbers[place], chain, quarter, key, mean)
        state.costs[quarter, COST.chain_recruitment] += count * whole(par.chain_cost * YUAN_PER_10K)
        for number in range(count):
            identity = identity_of(
                Kind.CHAIN, quarter, world.park_numbers[place], chain * CHAIN_ROOM + np.uint64(number)
            )
            receive_project(identity, quarter, key, place, index, 0.0, world, state, par, levers, book)


@compiled
def receive_projects(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> None:
    """Let the quarter's projects arrive and apply, park by park (ODD eq. 14c, 187-189)."""
    total = expect_projects(world.sites, state.parks, state.city[0], par, levers)
    for place in range(state.parks.size):
        site = world.sites[place]
        mean = mean_of_arrivals(place, world.sites, state.parks, par, levers[place])
        count = arrivals_at(world.park_numbers[place], quarter, key, mean)
        for number in range(count):
            identity = identity_of(Kind.ENTRANT, quarter, world.park_numbers[place], number)
            receive_project(identity, quarter, key, place, ANY, total, world, state, par, levers, book)
        if levers[place].chain_recruitment > 0.0 and site.zone == 1:
            recruit_along_chains(quarter, key, place, world, state, par, levers, book)


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Let the projects of the quarter arrive and apply."""
    receive_projects(quarter, key, world, state, par, levers, book)
