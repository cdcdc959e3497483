import numpy as np
import pytest

from model.phases.closing import clear_firm, drop_request, free_row, release_land
from model.state import Request, Stage


@pytest.mark.parametrize("seed", range(5))
def test_land_is_conserved_whatever_share_returns(town, central, seed):
    generator = np.random.default_rng(seed)
    central.exit_return = generator.random()
    firm = town.add_firm(land=int(generator.integers(0, 10**6)))
    park, page = town.parks[0], town.book[0]
    park.occupied, park.idle, park.undeveloped = 10**6, 77, 88
    release_land(firm, town.parks, central, town.book)
    assert park.occupied + park.idle + park.undeveloped == 10**6 + 77 + 88
    assert page.land_returned + page.land_idled == firm.land
    assert page.land_returned == park.quota_balance == park.undeveloped - 88


def test_floor_and_promised_energy_are_free_again(town, central):
    park = town.parks[0]
    park.factory_leased, park.energy_committed = 100, 90
    release_land(town.add_firm(leased=60, request_energy=50), town.parks, central, town.book)
    assert (park.factory_leased, park.energy_committed) == (40, 40)


def test_a_dropped_request_asks_for_nothing(town):
    firm = town.add_waiting(
        park=town.SOUTH, request_park=town.NORTH, request_floor=5, request_energy=6, request_covered=0.7
    )
    drop_request(firm)
    kept = ("request_listed", "request_park")
    asked = [firm[name] for name in firm.dtype.names if name.startswith("request_") and name not in kept]
    assert firm.request == Request.NONE
    assert not any(value for value in asked)
    assert firm.request_park == town.SOUTH  # its own
    assert firm.request_listed == 1  # until the list of open projects is next swept


def test_a_cleared_row_is_closed_and_holds_nothing(town):
    firm = town.add_firm(land=1, floor=2, leased=3, year_output=4.0, request=Request.BUILDING, request_land=5)
    clear_firm(firm)
    assert (firm.stage, firm.stage_quarters) == (Stage.CLOSED, 0)
    held = ("above_scale", "output", "year_output", "design", "capital", "land", "floor", "leased", "request_land")
    assert not any(firm[name] for name in held)


def test_a_freed_row_can_be_used_again(town):
    town.city.free = 1
    free_row(7, town.add_firm(), town.city, town.state.free_rows)
    assert (town.city.free, town.state.free_rows[1]) == (2, 7)
