"""Firms with obsolete equipment pay for it, scrap it, move to a specialised park, leave, or are closed at a deadline."""

from typing import Any

from ..compiled import compiled
from ..levers import COST
from ..rules.electricity import unit_charge
from ..rules.equipment import is_dear, surcharge_of
from ..rules.land import whole
from ..rules.leaving import is_forced_at, returned_land
from ..rules.siting import floor_to_lease
from ..rules.upgrading import happens_at
from ..state import Channel, EquipmentClass, Request
from ..streams import Purpose, draw
from ..units import KGCE_PER_TCE, QUARTER, YUAN_PER_10K
from .closing import drop_request, is_moving, leave
from .energy import certify_saving

FREE, LISTED, GONE = 0, 1, 2  # a firm may file projects, may not, or is no longer there


@compiled
def surcharge_in_force(key: Any, firm: Any, par: Any, lever: Any) -> Any:
    """Return the surcharge that a firm pays, yuan/kWh, 0 if it is not charged (ODD eq. 71).

    The firms charged at a strength are charged at every higher one.
    """
    if lever.price_by_trade <= 0.0 or firm.equipment_class == EquipmentClass.PERMITTED:
        return 0.0
    if draw(key, firm.identity, 0, Purpose.EQUIPMENT)[0] >= lever.price_by_trade:
        return 0.0
    return surcharge_of(firm.equipment_class, par)


@compiled
def pay_surcharge(key: Any, firm: Any, industry: Any, costs: Any, par: Any, lever: Any, page: Any) -> Any:
    """Return what the surcharge on its electricity weighs on a firm, over its output, and book it (ODD eq. 71)."""
    price = surcharge_in_force(key, firm, par, lever)
    if price <= 0.0:
        return 0.0
    unit = unit_charge(firm.energy_intensity, price, 0.0, industry, par)
    paid = whole(unit * firm.output * YUAN_PER_10K * QUARTER)
    costs[COST.price_by_trade] -= paid
    page.surcharges += paid
    page.charged += 1
    return unit


@compiled
def scrap(firm: Any, par: Any) -> None:
    """Let a firm scrap its obsolete equipment (ODD eq. 72): it uses less energy, pollutes less, and writes capital off."""
    firm.energy_intensity *= 1.0 - par.scrap_saving
    firm.emission_intensity *= 1.0 - par.scrap_cleaning
    firm.capital *= 1.0 - par.obsolete_capital
    firm.equipment_class = EquipmentClass.PERMITTED.value


@compiled
def note_freed(land: Any, energy: Any, emissions: Any, park: Any, par: Any, page: Any) -> None:
    """Book what a listed firm frees in its park (ODD eq. 75), so that it can be followed to the projects that get it.

    `land` in m2, of which a part returns at once; `energy` in tce a year, `emissions` in equivalents a year.
    """
    returned = returned_land(land, par.exit_return)
    saved = whole(energy * KGCE_PER_TCE)
    park.freed_land_left += returned
    park.freed_energy_left += saved
    page.freed_land += returned
    page.freed_energy += saved
    page.freed_emissions += emissions


@compiled
def note_freed_by(firm: Any, parks: Any, par: Any, book: Any) -> None:
    """Book what a listed firm frees that goes from its park: all that it holds and uses there."""
    energy = firm.output * firm.energy_intensity
    emissions = firm.output * firm.emission_intensity
    note_freed(firm.land, energy, emissions, parks[firm.park], par, book[firm.park])


@compiled
def reach_standard(firm: Any, parks: Any, par: Any, book: Any) -> None:
    """Let a firm scrap its equipment; one that was listed has reached the standard, and frees what it saves (ODD eq. 73)."""
    page = book[firm.park]
    energy = firm.energy_intensity
    emissions = firm.emission_intensity
    scrap(firm, par)
    page.scrapped += 1
    if firm.elimination_quarters > 0:
        energy = firm.output * (energy - firm.energy_intensity)
        emissions = firm.output * (emissions - firm.emission_intensity)
        note_freed(0, energy, emissions, parks[firm.park], par, page)
        page.backward_upgraded += 1
        firm.elimination_quarters = 0
        if is_moving(firm):
            drop_request(firm)


@compiled
def park_with_places(firm: Any, parks: Any, par: Any) -> Any:
    """Return the other park whose specialised park has most places left and floor for the firm, or -1 (ODD eq. 74)."""
    floor = floor_to_lease(firm.design, par)
    chosen = -1
    most = 0
    for place in range(parks.size):
        park = parks[place]
        if place != firm.park and park.specialised_places > most and floor <= park.factory_floor - park.unit_floor:
            most = park.specialised_places
            chosen = place
    return chosen


@compiled
def file_place(firm: Any, place: Any, industry: Any, par: Any) -> None:
    """Let a listed firm wait for floor in the specialised park of `place`, for what it can make now (ODD eq. 74)."""
    firm.request = Request.WAITING.value
    firm.request_park = place
    firm.request_channel = Channel.LEASE.value
    firm.request_quarters = 0
    firm.request_design = firm.design
    firm.request_capital = firm.design / industry.output_per_investment
    firm.request_land = 0
    firm.request_floor = floor_to_lease(firm.design, par)
    firm.request_energy = 0
    firm.request_intensity = firm.energy_intensity * (1.0 - par.scrap_saving)
    firm.request_covered = 0.0


@compiled
def list_for_elimination(
    row: Any, firm: Any, leaving: Any, seeking: Any, world: Any, state: Any, par: Any, book: Any
) -> Any:
    """List a firm for elimination (ODD eq. 73): it leaves the city, or has until its deadline; return `LISTED` or `GONE`.

    `leaving` and `seeking` are the draws of leaving the city and of seeking a place in a specialised park.
    """
    if leaving < par.backward_leaving:
        book[firm.park].backward_left += 1
        note_freed_by(firm, state.parks, par, book)
        leave(row, firm, state, par, book)
        return GONE
    firm.elimination_quarters = int(par.elimination_deadline)
    if seeking < par.backward_moving and firm.request == Request.NONE:
        place = park_with_places(firm, state.parks, par)
        if place >= 0:
            file_place(firm, place, world.industries[firm.industry], par)
    return LISTED


@compiled
def near_deadline(row: Any, firm: Any, costs: Any, state: Any, par: Any, book: Any) -> Any:
    """Take a quarter off the time of a listed firm, and close it with compensation when none is left (ODD eq. 73)."""
    firm.elimination_quarters -= 1
    if firm.elimination_quarters > 0:
        return LISTED
    paid = whole(firm.capital * par.exit_compensation * YUAN_PER_10K)
    costs[COST.backward_capacity] += paid
    book[firm.park].compensation += paid
    book[firm.park].backward_closed += 1
    note_freed_by(firm, state.parks, par, book)
    leave(row, firm, state, par, book)
    return GONE


@compiled
def settle_obsolete(
    row: Any, quarter: Any, key: Any, firm: Any, costs: Any, world: Any, state: Any, par: Any, lever: Any, book: Any
) -> Any:
    """Let an operating firm with obsolete equipment live through its quarter (ODD eq. 72-74); return what it is then.

    A firm whose plant in another park is being built only waits for it.
    """
    if is_moving(firm) and firm.request == Request.BUILDING:
        return FREE
    called, leaving, seeking, scrapping = draw(key, firm.identity, quarter, Purpose.EQUIPMENT)
    rate = 0.0
    price = surcharge_in_force(key, firm, par, lever)
    if price > 0.0 and is_dear(price, draw(key, firm.identity, 0, Purpose.EQUIPMENT)[1], par):
        rate += par.scrap_rate
    if lever.backward_capacity > 0.0 and firm.elimination_quarters > 0:
        rate += par.standard_rate
    if happens_at(rate, scrapping):
        before = firm.energy_intensity
        reach_standard(firm, state.parks, par, book)
        certify_saving(firm, before, state.energy_freed)
        return FREE
    if lever.backward_capacity <= 0.0:
        return FREE
    if firm.elimination_quarters > 0:
        return near_deadline(row, firm, costs, state, par, book)
    if is_moving(firm) or not is_forced_at(lever.backward_capacity, called):
        return FREE
    return list_for_elimination(row, firm, leaving, seeking, world, state, par, book)


@compiled
def give_freed_land(firm: Any, land: Any, park: Any, page: Any) -> None:
    """Let a project that is granted `land` m2 get first what listed firms gave back there (ODD eq. 75)."""
    taken = min(land, park.freed_land_left)
    park.freed_land_left -= taken
    firm.reused_land += taken
    page.reused_land += taken


@compiled
def give_freed_energy(firm: Any, energy: Any, park: Any, page: Any) -> None:
    """Let a project that is promised `energy` kgce a year get first what listed firms freed there (ODD eq. 75)."""
    taken = min(energy, park.freed_energy_left)
    park.freed_energy_left -= taken
    firm.reused_energy += taken
    page.reused_energy += taken
