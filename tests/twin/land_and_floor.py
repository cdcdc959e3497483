"""The queue for land and floor: patience, turning, scores, seats; then transfers between zones."""

import math
from typing import Any, NamedTuple

from model.state import Channel, Tenure
from model.streams import Purpose
from model.units import M2_PER_MU

from .equipment import takes_place
from .firm import Firm
from .park import Park
from .project import Project


class Place(NamedTuple):
    """The place of a waiting project in the queue; `park` is the index of the head of its park (ODD 2.1)."""

    park: int
    score: float
    identity: int
    firm: Firm


class Queue:
    """All projects that wait for land or floor in a quarter (ODD 3.2, step 6)."""

    def __init__(self, city: Any) -> None:
        self.city = city
        self.places: list[Place] = []

    def serve(self) -> None:
        """Let projects on own land begin and others lose patience, turn to floor, be seated or passed on to other zones."""
        for firm in self.city.firms:
            if firm.is_waiting and firm.project.channel == Channel.OWN_LAND:
                self.begin_if_allowed(firm)
        for firm in self.city.firms:
            if firm.is_waiting:
                self.line_up(firm)
        self.city.count_tenants()
        self.places.sort(key=lambda place: (place.park, -place.score, place.identity))
        for place in self.places:
            if not self.find_seat(place.firm):
                self.count_as_waiting(place.firm.project)
        for place in self.places:
            self.transfer(place.firm)

    def begin_if_allowed(self, firm: Firm) -> None:
        """Begin a project on own land that lacks neither permits nor energy rights (ODD 3.2, step 6)."""
        if firm.project.rights == 0 and not firm.lacks_permits:
            firm.start_building(self.city.parameters.construction_quarters)

    def line_up(self, firm: Firm) -> None:
        """Give up or wait on; a project under the multi-storey rule now waits for floor (ODD eq. 23-25)."""
        project = firm.project
        if project.quarters > 0:
            patience = self.city.uniforms(firm.identity, Purpose.PATIENCE)[0]
            if patience < self.city.parameters.patience:
                firm.give_up()
                return
        project.quarters += 1
        project.park.page.waiting_permits += int(firm.lacks_permits)
        project.park.page.waiting_rights += int(project.rights > 0)
        if firm.lacks_permits or project.rights > 0:
            return
        covered = project.covered < project.park.strength("multi_storey_rule")
        if project.channel == Channel.NEW_LAND and firm.suited and covered:
            project.channel = Channel.LEASE
            project.land = 0
            project.floor = math.ceil(project.design / self.city.parameters.leased_floor_output)
        self.places.append(Place(project.park.head.index, self.score(firm), int(firm.identity), firm))

    # --- scores ------------------------------------------------------------------------------------------------------

    def score(self, firm: Firm) -> float:
        """Return the score of a waiting project: volume, quality, the focus on industries kept, the city's list (ODD eq. 24, 53, 150)."""
        park = firm.project.park
        weight = park.strength("selection_weights")
        score = (1.0 - weight) * self.volume(firm.project) + weight * self.quality(firm)
        focus = self.city.parameters.rank_focus * park.strength("leading_industries")
        score = (1.0 - focus) * score + focus * float(park.cells[firm.industry.index].kept)
        return score + 2.0 if firm.priority else score

    def volume(self, project: Project) -> float:
        """Return the volume of investment on a log scale, within 0 and 1 (ODD eq. 24)."""
        parameters = self.city.parameters
        span = math.log(parameters.rank_largest / parameters.rank_least)
        return min(1.0, max(0.0, math.log(project.capital / parameters.rank_least) / span))

    def quality(self, firm: Firm) -> float:
        """Return the quality of a project: high-tech, leading industry, output per mu (ODD eq. 24)."""
        parameters, project = self.city.parameters, firm.project
        if project.channel == Channel.NEW_LAND:
            area = project.land
        else:
            area = project.floor / parameters.factory_plot_ratio
        relative_yield = project.design / (area / M2_PER_MU) / firm.industry.output_per_mu if area > 0 else math.inf
        hightech, leading = parameters.rank_hightech, parameters.rank_leading
        return (
            hightech * float(firm.hightech)
            + leading * float(project.park.leads(firm.industry))
            + (1.0 - hightech - leading) * min(1.0, relative_yield / parameters.rank_best_yield)
        )

    # --- seats -------------------------------------------------------------------------------------------------------

    def find_seat(self, firm: Firm) -> bool:
        """Seat a project in its park; a newcomer may take a seat elsewhere in the whole zone (ODD eq. 25, 59)."""
        project = firm.project
        if takes_place(firm) and project.park.specialised_places <= 0:
            return False
        if project.park.has_room_for(firm, project):
            project.park.seat(firm, project)
            return True
        if firm.is_newcomer:
            for other in project.park.whole_zone:
                if other.has_room_for(firm, project):
                    if firm.origin is firm.park:
                        firm.origin = other
                    firm.park = project.park = other
                    other.seat(firm, project)
                    return True
        return False

    def count_as_waiting(self, project: Project) -> None:
        """Count what does not fit (ODD eq. 25)."""
        if project.channel == Channel.NEW_LAND:
            project.park.page.waiting_land += 1
        else:
            project.park.page.waiting_floor += 1

    # --- transfers ---------------------------------------------------------------------------------------------------

    def transfer(self, firm: Firm) -> None:
        """Perhaps let a newcomer that has waited for long go to the zone that suits it and has most room (eq. 60)."""
        park, project = firm.park, firm.project
        if not (firm.is_newcomer and firm.is_waiting and park.zone) or project.tenure != Tenure.NONE:
            return
        if project.quarters < self.city.parameters.transfer_wait:
            return
        if self.city.uniforms(firm.identity, Purpose.PATIENCE)[2] >= park.levers.project_transfer:
            return
        suitable = [zone for zone in self.city.zones if self.suits(zone, firm)]
        if suitable:
            receiver = max(suitable, key=lambda zone: zone.room_for(firm, project))  # the first of equals
            firm.origin = park
            firm.park = project.park = receiver
            park.page.transferred += 1

    def suits(self, zone: Park, firm: Firm) -> bool:
        """Whether a zone of another head could take over a project that waits (ODD eq. 60)."""
        other_head = zone.head is not firm.park.head
        return other_head and zone.leads(firm.industry) and zone.has_room_for(firm, firm.project)
