"""Two levers on obsolete equipment in a whole city: the shares of the ways out, places, and where what was freed goes."""

from pathlib import Path

import numpy as np
import pytest

from model import simulate
from model.state import EquipmentClass
from scenarios import load_case
from scenarios.evidence.grading import grades

CLOSED = (0.35, 0.50)  # of the firms that close, move or upgrade within five years
FIVE_YEARS = slice(0, 21)
WAYS = ("closed", "moved", "upgraded", "left")


@pytest.fixture(scope="module")
def city():
    """The invented city, some of whose firms have obsolete equipment."""
    return load_case(Path(__file__).parent / "linhu")


@pytest.fixture(scope="module")
def eliminating(city):
    """Half of the firms with obsolete equipment listed a year, in 100 replicates."""
    return simulate(city, city.scenario("none").with_(backward_capacity=0.5), 100, 7)


def test_the_classes_of_equipment_are_the_shares_of_the_case(city):
    """Over 200 populations: 3 in 10 and 2 in 10 within a tenth, as both vary by up to 30 %; nobody elsewhere."""
    firms, _ = city.world.populations_of(np.arange(200))
    operating = (firms.stage == 2) & (firms.identity > 0)
    names = city.world.industry_names
    of = {name: operating & (firms.industry == names.index(name)) for name in ("building_materials", "machinery")}
    classes = firms.equipment_class
    for kind, share in ((EquipmentClass.RESTRICTED, 0.3), (EquipmentClass.ELIMINATED, 0.2)):
        assert (classes[of["building_materials"]] == kind).mean() == pytest.approx(share, rel=0.1)
    assert not classes[of["machinery"]].any()
    assert not classes[~operating].any()


def test_the_ways_out_have_the_shares_of_the_campaign(eliminating):
    ways = {way: int(eliminating["book_backward_" + way].isel(quarter=FIVE_YEARS).sum()) for way in WAYS}
    assert all(ways.values())
    assert CLOSED[0] <= ways["closed"] / (ways["closed"] + ways["moved"] + ways["upgraded"]) <= CLOSED[1]


def test_no_more_firms_move_than_there_are_places(city, eliminating):
    _, parks = city.world.populations_of(np.arange(100))
    moved = eliminating["book_backward_moved"].sum(["quarter", "park"]).values
    assert (moved <= parks.specialised_places.sum(axis=1)).all()
    assert moved.max() > 1


def test_what_is_freed_goes_to_projects_of_the_same_park(eliminating):
    for what in ("land", "energy"):
        freed, reused = (eliminating[f"book_{way}_{what}"].sum("quarter").values for way in ("freed", "reused"))
        assert (reused <= freed).all()
        assert reused.sum() > 0.3 * freed.sum()


def test_the_compensation_and_the_help_to_move_are_what_the_lever_costs(eliminating):
    cost = eliminating.cost.sel(lever="backward_capacity").values
    compensation = eliminating["book_compensation"].sum("park").values
    moved = eliminating["book_backward_moved"].sum("park").values
    assert ((cost - compensation > 0) == (moved > 0)).all()


def test_more_is_scrapped_and_paid_with_a_higher_strength_of_the_surcharge(city):
    scrapped, paid = [], []
    for strength in (0.0, 0.3, 0.7, 1.0):
        runs = simulate(city, city.scenario("none").with_(price_by_trade=strength), 40, 7)
        scrapped.append(int(runs["book_scrapped"].sum()))
        paid.append(int(runs["book_surcharges"].sum()))
        assert int(runs.cost.sum()) == -paid[-1]
    assert scrapped[0] == paid[0] == 0
    assert scrapped == sorted(set(scrapped))
    assert paid == sorted(set(paid))


def test_what_a_case_leaves_out_is_nothing_and_what_it_gives_is_drawn(city):
    """Cells that are empty, and columns that are not there at all, have neither a value nor a range."""
    baseline, without = city.data.baseline, load_case("chizhou").data.baseline
    given = {park.id: park.specialised_firms for park in baseline.parks if park.specialised_firms}
    assert given == {"lakeside": 12}
    names = {each.name for each in baseline.unknowns}
    assert {"industries/garments/eliminated_share", "parks/lakeside/specialised_firms"} <= names
    assert not {"industries/food/eliminated_share", "parks/hill/specialised_firms"} & names
    optional = {"restricted_share", "eliminated_share", "electricity_share"}
    assert not any(without.industries[column].any() for column in optional)
    assert not optional & {each.column for each in without.unknowns}
    _, parks = city.world.populations_of(np.arange(64))
    places = parks.specialised_places.sum(axis=1)
    assert (places.min(), places.max()) == (9, 15)


def test_a_number_that_may_be_left_out_counts_as_evidence_only_where_it_is_given(city):
    columns = [cell.column for cell in grades(city)]
    assert columns.count("restricted_share") == 3
    assert columns.count("eliminated_share") == 2
    assert columns.count("specialised_firms") == 1
    assert columns.count("heavy") == len(city.data.industries)
