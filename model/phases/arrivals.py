"""Projects arrive at each park, apply for a site, and become rows of the table of firms when they are admitted."""

import math
from typing import Any

from ..compiled import compiled
from ..rules.arrival import capability_at_entry, design_at_entry, intensity_at_entry, pick
from ..rules.upgrading import logistic
from ..state import Fault, Grade, Stage
from ..streams import Kind, Purpose, draw, identity_of, poisson
from ..units import QUARTER
from .application import apply_for_site
from .closing import drop_request, free_row
from .production import list_open

LARGEST_MEAN = 64.0  # Poisson draws are split so that no part has a larger mean


@compiled
def arrivals_at(park: Any, quarter: Any, key: Any, mean: Any) -> Any:
    """Return the number of projects that arrive at a park in a quarter: Poisson (ODD eq. 14c), split in keyed parts."""
    parts = math.ceil(mean / LARGEST_MEAN)
    count = 0
    for part in range(parts):
        uniform = draw(key, identity_of(Kind.PARK, 0, park, part), quarter, Purpose.ARRIVALS)[0]
        count += poisson(uniform, mean / parts)
    return count


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
def describe_entrant(
    firm: Any, identity: Any, quarter: Any, key: Any, park: Any, mix: Any, national_mix: Any, industries: Any, par: Any
) -> Any:
    """Fill the record of a newcomer from its own draws and return its design output, 10k yuan/year (ODD eq. 14d-14e).

    What a project is depends on its identity alone, so it is the same project in every scenario.
    """
    mixed, kind, size, able = draw(key, identity, quarter, Purpose.ENTRANT_KIND)
    storeys, recognition, energy, emission = draw(key, identity, quarter, Purpose.ENTRANT_TECHNIQUE)
    tail = draw(key, identity, quarter, Purpose.TAIL)[0]
    index = pick(mix, kind) if mixed < par.arrival_own_mix else pick(national_mix, kind)
    industry = industries[index]
    capability = capability_at_entry(able, par)
    above = (capability - industry.recognition_threshold) / par.recognition_width
    firm.identity = identity
    firm.park = park
    firm.industry = index
    firm.stage = Stage.PROJECT.value
    firm.stage_quarters = 0
    firm.above_scale = 0
    firm.hightech = 1 if recognition < logistic(above) else 0
    firm.suited = 1 if storeys < industry.suited_share else 0
    firm.grade = Grade.B.value
    firm.capability = capability
    firm.energy_intensity = intensity_at_entry(industry.energy_intensity, energy, par)
    firm.emission_intensity = intensity_at_entry(industry.emission_intensity, emission, par)
    return design_at_entry(size, tail, par)


@compiled
def receive_projects(quarter: Any, key: Any, world: Any, state: Any, par: Any, lever: Any, book: Any) -> None:
    """Let the quarter's projects arrive and apply; a refused one gives its row back."""
    city = state.city[0]
    for place in range(state.parks.size):
        site = world.sites[place]
        count = arrivals_at(place, quarter, key, par.arrival_rate * site.arrival_firms * QUARTER)
        book[place].arrivals += count
        for number in range(count):
            row = new_row(state.firms.size, city, state.free_rows)
            if row < 0:
                city.fault = Fault.ROWS.value
                return
            firm = state.firms[row]
            identity = identity_of(Kind.ENTRANT, quarter, place, number)
            mix = world.park_mix[place]
            design = describe_entrant(
                firm, identity, quarter, key, place, mix, world.national_mix, world.industries, par
            )
            drop_request(firm)
            hoard, choice, covered, ratio = draw(key, identity, quarter, Purpose.ENTRANT_SITE)
            reviewed = draw(key, identity, quarter, Purpose.PLOT_RATIO)[1]
            draws = (hoard, choice, covered, ratio, reviewed)
            industry = world.industries[firm.industry]
            if apply_for_site(firm, design, draws, site, industry, state.parks[place], par, lever, book[place]):
                list_open(row, firm, city, state.open_rows)
            else:
                free_row(row, firm, city, state.free_rows)
