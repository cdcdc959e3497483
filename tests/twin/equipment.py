"""Obsolete equipment: what is paid for it, when it is scrapped, and what happens to a firm listed for elimination."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from model.state import Channel, EquipmentClass, Tenure
from model.streams import Purpose, draw, normal
from model.units import KGCE_PER_TCE, QUARTER, YUAN_PER_10K

from .arithmetic import chance_in_a_quarter, exponential_of, quarterly_share, rounded
from .pricing import electricity_of

if TYPE_CHECKING:
    from .firm import Firm
    from .park import Park


@dataclass
class Equipment:
    """What a firm works with, and what it got of that which listed firms had freed (ODD 2.1)."""

    equipment_class: EquipmentClass = EquipmentClass.PERMITTED
    elimination_quarters: int = 0
    reused_land: int = 0
    reused_energy: int = 0

    @classmethod
    def of_baseline(cls, record: Any) -> "Equipment":
        """Return the equipment of a firm of the baseline population."""
        return cls(EquipmentClass(int(record.equipment_class)), int(record.elimination_quarters))

    @property
    def is_obsolete(self) -> bool:
        """Whether it is of the restricted or the eliminated class."""
        return self.equipment_class != EquipmentClass.PERMITTED

    @property
    def is_listed(self) -> bool:
        """Whether the firm is listed for elimination."""
        return self.elimination_quarters > 0


# --- the surcharge -------------------------------------------------------------------------------------------------


def for_good(firm: "Firm") -> tuple[float, float, float, float]:
    """Return the uniforms that a firm keeps for good: those of quarter 0 (ODD 4.9)."""
    return draw(firm.model.key, firm.identity, 0, int(Purpose.EQUIPMENT))


def surcharge_of(firm: "Firm") -> float:
    """Return the surcharge that a firm pays on electricity, yuan/kWh; 0 if it is not charged (ODD eq. 71)."""
    parameters, kind = firm.model.parameters, firm.equipment.equipment_class
    if not firm.equipment.is_obsolete or for_good(firm)[0] >= firm.park.levers.price_by_trade:
        return 0.0
    return parameters.surcharge_eliminated if kind == EquipmentClass.ELIMINATED else parameters.surcharge_restricted


def pay_surcharge(firm: "Firm") -> float:
    """Pay the surcharge, and return it as a unit cost (ODD eq. 71)."""
    price = surcharge_of(firm)
    if price == 0.0:
        return 0.0
    unit_cost = min(1.0, electricity_of(firm) * price / YUAN_PER_10K)
    paid = rounded(unit_cost * firm.output * YUAN_PER_10K * QUARTER)
    firm.park.page.charged += 1
    firm.park.page.surcharges += paid
    firm.model.charge("price_by_trade", -paid)
    return unit_cost


# --- a quarter of an operating firm with obsolete equipment -----------------------------------------------------------


def may_file_projects(firm: "Firm") -> bool:
    """Let a firm scrap, be listed, seek a place, near its deadline or go; say whether it lives on as others do (eq. 72-74)."""
    equipment, lever = firm.equipment, firm.park.levers.backward_capacity
    if not equipment.is_obsolete or (firm.is_moving and firm.is_building):
        return True
    listing, leaving, seeking, scrapping = firm.model.uniforms(firm.identity, Purpose.EQUIPMENT)
    if scrapping < chance_in_a_quarter(scrapping_rate(firm)):
        reach_standard(firm)
        return True
    if lever <= 0.0:
        return True
    if equipment.is_listed:
        near_deadline(firm)
        return False
    if firm.is_moving or listing >= quarterly_share(lever):
        return True
    if leaving < firm.model.parameters.backward_leaving:
        firm.park.page.backward_left += 1
        free_place(firm)
        firm.leave()
        return False
    equipment.elimination_quarters = int(firm.model.parameters.elimination_deadline)
    if seeking < firm.model.parameters.backward_moving and firm.project is None:
        seek_place(firm)
    return False


def scrapping_rate(firm: "Firm") -> float:
    """Return the yearly rate at which a firm scraps its equipment: for the surcharge, for its deadline (ODD eq. 72, 73)."""
    parameters, rate = firm.model.parameters, 0.0
    price = surcharge_of(firm)
    threshold = parameters.scrap_surcharge * exponential_of(parameters.scrap_spread * normal(for_good(firm)[1]))
    if price > 0.0 and price >= threshold:
        rate += parameters.scrap_rate
    if firm.equipment.is_listed and firm.park.levers.backward_capacity > 0.0:
        rate += parameters.standard_rate
    return rate


def scrap(firm: "Firm") -> None:
    """Use less energy, pollute less, write capital off (ODD eq. 72)."""
    parameters = firm.model.parameters
    firm.energy_intensity *= 1.0 - parameters.scrap_saving
    firm.emission_intensity *= 1.0 - parameters.scrap_cleaning
    firm.capital *= 1.0 - parameters.obsolete_capital
    firm.equipment.equipment_class = EquipmentClass.PERMITTED


def reach_standard(firm: "Firm") -> None:
    """Scrap the equipment where it is; a listed firm is listed no more and drops its move (ODD eq. 72, 73)."""
    energy, emissions = firm.energy_intensity, firm.emission_intensity
    scrap(firm)
    firm.park.rights.save(firm, energy)
    firm.park.page.scrapped += 1
    if not firm.equipment.is_listed:
        return
    firm.equipment.elimination_quarters = 0
    firm.park.page.backward_upgraded += 1
    saved = firm.output * (energy - firm.energy_intensity), firm.output * (emissions - firm.emission_intensity)
    note_freed(firm.park, 0, *saved)
    if firm.is_moving:
        firm.project = None


def near_deadline(firm: "Firm") -> None:
    """Have a quarter less, and be closed with compensation when there is none left (ODD eq. 73)."""
    firm.equipment.elimination_quarters -= 1
    if firm.equipment.is_listed:
        return
    paid = rounded(firm.capital * firm.model.parameters.exit_compensation * YUAN_PER_10K)
    firm.model.charge("backward_capacity", paid)
    firm.park.page.compensation += paid
    firm.park.page.backward_closed += 1
    free_place(firm)
    firm.leave()


# --- specialised parks ------------------------------------------------------------------------------------------------


def seek_place(firm: "Firm") -> None:
    """Wait for floor in the specialised park with most places left, if there is any (ODD eq. 74)."""
    floor = math.ceil(firm.design / firm.model.parameters.leased_floor_output)
    open_to_it = [
        park
        for park in firm.model.parks
        if park is not firm.park
        and park.specialised_places > 0
        and park.factory_floor - park.small_firm_park.floor >= floor
    ]
    if open_to_it:
        firm.open_project(
            park=max(open_to_it, key=lambda park: park.specialised_places),  # the first of equals
            channel=Channel.LEASE,
            design=firm.design,
            capital=firm.design / firm.industry.output_per_investment,
            land=0,
            floor=floor,
            intensity=firm.energy_intensity * (1.0 - firm.model.parameters.scrap_saving),
            covered=0.0,
        )


def takes_place(firm: "Firm") -> bool:
    """Whether its project takes a place in a specialised park (ODD eq. 74)."""
    leases = firm.is_moving and firm.project.channel == Channel.LEASE and firm.project.tenure == Tenure.NONE
    return firm.equipment.is_listed and leases


def lever_of_move(firm: "Firm") -> str:
    """Leave old equipment behind in a move, and say which lever pays for it (ODD eq. 56, 74)."""
    listed = firm.equipment.is_listed
    if listed:
        free_place(firm)
        firm.park.page.backward_moved += 1
        firm.equipment.elimination_quarters = 0
    if firm.equipment.is_obsolete:
        scrap(firm)
    return "backward_capacity" if listed else "township_relocation"


# --- what is freed, and who gets it -----------------------------------------------------------------------------------


def free_place(firm: "Firm") -> None:
    """Note all that a listed firm frees where it is (ODD eq. 75)."""
    energy, emissions = firm.output * firm.energy_intensity, firm.output * firm.emission_intensity
    note_freed(firm.park, firm.land, energy, emissions)


def note_freed(park: "Park", land: int, energy: float, emissions: float) -> None:
    """Note land, energy (tce/year) and emissions that a listed firm frees (ODD eq. 75)."""
    returned = math.floor(land * park.model.parameters.exit_return)
    saved = rounded(energy * KGCE_PER_TCE)
    park.freed_land_left += returned
    park.freed_energy_left += saved
    park.page.freed_land += returned
    park.page.freed_energy += saved
    park.page.freed_emissions += emissions


def give_freed(firm: "Firm", park: "Park", land: int, energy: int) -> None:
    """Give a project that is seated first of what listed firms had freed in the park (ODD eq. 75)."""
    taken, promised = min(land, park.freed_land_left), min(energy, park.freed_energy_left)
    park.freed_land_left -= taken
    park.freed_energy_left -= promised
    firm.equipment.reused_land += taken
    firm.equipment.reused_energy += promised
    park.page.reused_land += taken
    park.page.reused_energy += promised
