"""A town small enough to work out by hand: two zones, the industry outside, two industries."""

from typing import Any

import numpy as np
import pytest

from model.levers import LEVERS
from model.state import Grade, Request, Stage, allocate_state, book_dtype, records, sum_dtype
from model.streams import make_key
from model.world import WorldArrays, industry_dtype, site_dtype

PARKS, INDUSTRIES, ROWS, QUARTERS = 3, 2, 12, 5

INDUSTRY = {
    "trend": 0.05, "value_added_rate": 0.25, "tax_rate": 0.05, "output_per_worker": 100.0, "energy_intensity": 1.0,
    "emission_intensity": 1.0, "output_per_investment": 1.0, "output_per_mu": 100.0, "norm_plot_ratio": 1.0,
    "norm_investment": 100.0, "suited_share": 0.5, "research_share": 0.0, "hightech_share": 0.5,
}  # fmt: skip


def town_arrays() -> WorldArrays:
    """North is a national zone led by light industry, South a provincial one led by heavy industry."""
    industries = records(industry_dtype, INDUSTRIES)
    for name, value in INDUSTRY.items():
        industries[name] = value
    industries.heavy[Town.HEAVY] = 1.0
    sites = records(site_dtype, PARKS)
    sites.zone[:] = [1, 1, 0]
    sites.national[:] = [1, 0, 0]
    sites.land_plan[:] = [600, 400, 300]
    sites.plot_ratio_standard[:] = 1.0
    sites.investment_standard[:] = 200.0
    return WorldArrays(
        industries=industries,
        sites=sites,
        national_mix=np.array([0.5, 1.0]),
        park_mix=np.array([[1.0, 1.0], [0.0, 1.0], [0.5, 1.0]]),
        leading=np.array([[1, 0], [0, 1], [0, 0]], np.uint8),
        emission_line=np.array([2.0]),
        platform_order=np.array([Town.NORTH, Town.SOUTH]),
    )


class Town:
    """What a phase is called with: world, state, book of the quarter, sums of the year, and a key."""

    NORTH, SOUTH, OUTSIDE = range(PARKS)
    LIGHT, HEAVY = range(INDUSTRIES)

    def __init__(self) -> None:
        self.world = town_arrays()
        self.state = allocate_state(PARKS, INDUSTRIES, ROWS, QUARTERS, len(LEVERS))
        self.state.grades.run_rate[:] = 1.0
        self.state.firms.stage[:] = Stage.CLOSED
        self.parks = self.state.parks
        self.city = self.state.city[0]
        self.costs = self.state.costs[1]
        self.book = records(book_dtype, PARKS)
        self.sums = records(sum_dtype, PARKS, INDUSTRIES)
        self.key = make_key(1, 1)

    def add_firm(self, **columns: Any) -> np.record:
        """Add an operating, registered firm of light industry in North that makes 5000; `columns` say otherwise."""
        row = self.city.rows
        firm = self.state.firms[row]
        plain = {
            "identity": row + 1, "stage": Stage.OPERATING, "stage_quarters": 8, "above_scale": 1, "grade": Grade.B,
            "output": 5000.0, "design": 8000.0, "capital": 5000.0, "energy_intensity": 1.0, "emission_intensity": 1.0,
        }  # fmt: skip
        for name, value in {**plain, **columns}.items():
            firm[name] = value
        if firm.request != Request.NONE:
            firm.request_listed = 1
            self.state.open_rows[self.city.open] = row
            self.city.open += 1
        self.city.rows += 1
        return firm

    def add_waiting(self, **columns: Any) -> np.record:
        """Add a newcomer that waits for site since the last quarter, for 100 m2 of land; `columns` say otherwise."""
        plain = {
            "stage": Stage.PROJECT, "above_scale": 0, "output": 0.0, "design": 0.0, "capital": 0.0,
            "request": Request.WAITING, "request_quarters": 1, "request_design": 1000.0, "request_capital": 1000.0,
            "request_land": 100,
        }  # fmt: skip
        return self.add_firm(**{**plain, **columns})


@pytest.fixture
def town() -> Town:
    """An empty town."""
    return Town()
