"""Specialised towns: the rounds of the city and of the province, and what the fund, power and energy for towns do (ODD 7.22)."""

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from model.streams import Kind, Purpose, identity_of, normal
from model.towns import TownStatus
from model.units import QUARTER, YUAN_PER_10K

from .arithmetic import exponential_of, rounded

if TYPE_CHECKING:
    from .park import Park


class SpecialisedTown:
    """How far a park has come as a town, or that it is none."""

    def __init__(self, park: "Park", site: Any, record: Any) -> None:
        self.park = park
        self.status = int(record.town_status)
        self.may_enter_contest = bool(site.contest_class)

    @property
    def is_listed(self) -> bool:
        """Whether it is on the city's list: a candidate, or recognised."""
        return self.status in (TownStatus.CANDIDATE, TownStatus.MUNICIPAL, TownStatus.PROVINCIAL)

    @property
    def is_recognised(self) -> bool:
        """Whether the city has recognised it, the province perhaps too."""
        return self.status in (TownStatus.MUNICIPAL, TownStatus.PROVINCIAL)

    def year_of_leading(self) -> tuple[float, float]:
        """Return the year's output of the leading industries and their firms at its end (ODD eq. 152)."""
        years = [self.park.model.sum_of_year(self.park, industry) for industry in self.park.model.industries
                 if industry in self.park.leading]  # fmt: skip
        return sum(year.output for year in years), sum(year.firms for year in years)

    @property
    def meets_standard(self) -> bool:
        """Whether it meets the city's standard (ODD eq. 152)."""
        parameters = self.park.model.parameters
        output, firms = self.year_of_leading()
        return output >= parameters.municipal_output and firms >= parameters.municipal_firms

    def fund_with(self, money: float) -> float:
        """Return a fund for all zones with what the one for towns is worth here, 10k yuan a year (ODD eq. 157)."""
        city = self.park.model
        served = [park for park in city.parks if park.levers.town_cultivation > 0.0 and park.town.is_listed]
        output = sum(park.output for park in served)
        if self.park in served and output > 0.0:
            zones = sum(park.output for park in city.zones)
            money += self.park.levers.town_cultivation * zones / output
        return money

    def fund_reach(self) -> float:
        """Return how far the fund for towns alone reaches here, 0 to 1 (ODD eq. 8, 153)."""
        return 1.0 - exponential_of(-self.fund_with(0.0) / self.park.model.parameters.fund_scale)

    def charge_fund(self) -> None:
        """Charge what the fund for towns pays here this quarter (ODD eq. 157)."""
        city, money = self.park.model, self.park.levers.town_cultivation
        served = [park for park in city.parks if park.levers.town_cultivation > 0.0 and park.town.is_listed]
        output = sum(park.output for park in served)
        if self.park in served and output > 0.0:
            city.charge("town_cultivation", rounded(QUARTER * YUAN_PER_10K * money * self.park.output / output))

    def pass_review(self) -> None:
        """Go through the city's review of the year: lose recognition, or apply (ODD eq. 152, 153, 155)."""
        city, page = self.park.model, self.park.page
        parameters = city.parameters
        applies, passes, removed, _ = city.uniforms(self.park.identity, Purpose.TOWN_REVIEW)
        good = self.meets_standard
        if self.is_recognised:
            if removed < parameters.town_removal and not good:
                self.status = int(TownStatus.CANDIDATE)
                page.towns_removed += 1
        elif self.is_listed:
            page.candidates_qualified += int(good)
            chance = parameters.municipal_application
            chance += (1.0 - chance) * parameters.application_incentive * self.fund_reach()
            if applies < chance:
                page.municipal_applications += 1
                if good and passes < parameters.municipal_pass:
                    self.status = int(TownStatus.MUNICIPAL)
                    page.municipal_recognised += 1

    def contest_mark(self) -> float | None:
        """Return its mark in the province's contest of the year, None if it does not enter (ODD eq. 154)."""
        city = self.park.model
        output, _ = self.year_of_leading()
        if self.status != TownStatus.MUNICIPAL or not self.may_enter_contest or output <= 0.0:
            return None
        applies, experts, _, _ = city.uniforms(self.park.identity, Purpose.TOWN_CONTEST)
        if applies >= city.parameters.provincial_application:
            return None
        self.park.page.provincial_applications += 1
        return math.log(output) + city.parameters.mark_spread * normal(experts)


def hold_rounds(city: Any) -> None:
    """Hold the rounds of a year, then list new candidates (ODD 3.2, step 11; eq. 152-156)."""
    start = int(city.world.arrays.recognition_from[0])
    if start == 0 or city.quarter < start:
        return
    towns = [park.town for park in city.parks]
    for town in towns:
        if town.is_listed:
            town.pass_review()
    marks = [(mark, town) for town in towns if (mark := town.contest_mark()) is not None]
    places = rounded(city.parameters.contest_places)
    rivals = rival_marks(city) if marks else []
    for mark, town in marks:
        ahead = sum(other > mark for other in rivals) + sum(other > mark for other, _ in marks)
        if ahead < places:
            town.status = int(TownStatus.PROVINCIAL)
            town.park.page.provincial_recognised += 1
    for town in towns:
        if town.status == TownStatus.POTENTIAL:
            draws = city.uniforms(town.park.identity, Purpose.TOWN_REVIEW)
            if draws[3] < city.parameters.town_listing:
                town.status = int(TownStatus.CANDIDATE)
                town.park.page.candidates_listed += 1


def rival_marks(city: Any) -> list[float]:
    """Return the marks of the towns of other cities in the contest of the year (ODD eq. 154)."""
    parameters, marks = city.parameters, []
    for number in range(rounded(parameters.contest_rivals)):
        identity = np.uint64(identity_of(Kind.RIVAL, 0, 0, number))
        size, experts, _, _ = city.uniforms(identity, Purpose.TOWN_CONTEST)
        output = math.log(parameters.rival_output) + parameters.rival_spread * normal(size)
        marks.append(output + parameters.mark_spread * normal(experts))
    return marks
