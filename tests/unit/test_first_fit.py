"""Grants against brute force: down the list by score, each project that still fits in quota and land."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from model.calendar import Calendar
from model.levers import by_park, schedule
from model.parameters import central_values
from model.phases.allocation import allocate_sites
from model.state import Request
from tests.unit.conftest import WORKED, Town

ROOM = 10  # rows of the town that projects may take


def served_by_hand(wanted: list[int], quota: int, land: int, order: list[int]) -> set[int]:
    """Return which projects get land when they are tried in `order`, all in plain Python."""
    granted = set()
    for place in order:
        if wanted[place] <= min(quota, land):
            granted.add(place)
            quota, land = quota - wanted[place], land - wanted[place]
    return granted


@settings(max_examples=300, derandomize=True, deadline=None)
@given(
    wanted=st.lists(st.integers(1, 60), min_size=0, max_size=ROOM),
    capital=st.lists(st.sampled_from([500.0, 2000.0, 2000.0, 40_000.0, 2e6]), min_size=ROOM, max_size=ROOM),
    quota=st.integers(0, 150),
    land=st.integers(0, 150),
)
def test_first_fit_down_the_list(wanted, capital, quota, land):
    town = Town()
    town.parks.quota_balance[town.NORTH], town.parks.undeveloped[town.NORTH] = quota, land
    for place, asked in enumerate(wanted):
        town.add_waiting(request_land=asked, request_capital=capital[place], request_quarters=0, identity=99 - place)
    firms = town.state.firms[: len(wanted)]
    # by volume alone: investment up to the largest that counts, ties by identity, which falls with the place here
    volume = np.clip(np.log(np.array(capital[: len(wanted)]) / 1000.0) / np.log(1e6 / 1000.0), 0.0, 1.0)
    order = sorted(range(len(wanted)), key=lambda place: (-volume[place], 99 - place))
    neutral = by_park(schedule({}, Calendar(2015, 1)), len(town.parks))[1]
    allocate_sites(1, town.key, town.world, town.state, central_values(WORKED)[0], neutral, town.book)
    granted = {place for place in range(len(wanted)) if firms.request[place] == Request.BUILDING}
    assert granted == served_by_hand(wanted, quota, land, order)
    assert int(town.parks.occupied[town.NORTH]) == sum(wanted[place] for place in granted)
