"""Floor on own land, firm by firm: what is in the book is what the firms have more, on no more land."""

import numpy as np
import pytest

from model import ZoneModel
from model.levers import LeverSetting
from model.state import Channel, Request, Stage

QUARTERS = 12


def building_on_own_land(firms):
    """Firms with a project on their own land, by identity: row, floor, floor to come, land."""
    rows = np.flatnonzero((firms.request == Request.BUILDING) & (firms.request_channel == Channel.OWN_LAND))
    return {
        int(firms[row].identity): (row, int(firms[row].floor), int(firms[row].request_floor), int(firms[row].land))
        for row in rows
    }


@pytest.mark.parametrize("support", [0.0, 0.5])
def test_floor_on_own_land_closes_in_whole_square_metres(case, support):
    scenario = case.scenario("none").with_(technical_upgrading=LeverSetting(support))
    model = ZoneModel(case, scenario, hold={"zero_land_share": 0.3})
    finished = 0
    for _ in range(QUARTERS):
        before = building_on_own_land(model.state.firms)
        model.step()
        firms = model.state.firms
        added = np.zeros(len(model.world.park_names), int)
        for identity, (row, floor, coming, land) in before.items():
            firm = firms[row]
            if firm.identity != identity or firm.stage == Stage.CLOSED or firm.request == Request.BUILDING:
                continue
            assert (firm.floor, firm.land) == (floor + coming, land)
            assert firm.floor <= model.parameters.own_land_ceiling[0] * firm.land + 1  # rounding of the last project
            added[firm.park] += coming
        assert model.books[model.quarter].floor_own_land.tolist() == added.tolist()
        finished += int(added.sum())
    assert finished > 0
    supported = model.books.modernised.sum()
    assert (supported > 0) == (support > 0.0)
