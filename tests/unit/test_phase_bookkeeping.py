import pytest

from model.faults import Fault
from model.phases.bookkeeping import close_books, demand_equal


@pytest.fixture
def close(town):
    """Close the books of a town in which everything fits; return the fault."""
    for park in town.parks:
        park.planned, park.other, park.undeveloped, park.occupied, park.idle, park.factory_land = 100, 10, 40, 30, 15, 5
        park.firm_land, park.factory_floor, park.factory_leased, park.firm_leased = 30, 10, 8, 8
        park.quota_balance, park.energy_balance = 12, -3
    town.book.land_opening, town.book.land_issued = 10, 9
    town.book.land_reclaimed, town.book.land_returned = 2, 1
    town.book.land_granted, town.book.land_granted_factory, town.book.land_expired = 4, 3, 3
    town.book.energy_opening, town.book.energy_allotted = 5, 20
    town.book.energy_used, town.book.energy_expired = 25, 3

    def fault(quarter=3):
        close_books(quarter, town.parks, town.state.factories, town.state.levelling, town.city, town.book)
        return Fault(int(town.city.fault))

    return fault


def test_books_that_close_are_no_fault(close):
    assert close() == Fault.NONE


@pytest.mark.parametrize(
    ("table", "column", "fault", "left", "right"),
    [
        ("book", "land_issued", Fault.LAND_QUOTA, 23, 22),
        ("parks", "quota_balance", Fault.LAND_QUOTA, 22, 23),
        ("parks", "planned", Fault.LAND_AREA, 101, 100),
        ("parks", "idle", Fault.LAND_AREA, 100, 101),
        ("parks", "firm_land", Fault.LAND_FIRMS, 30, 31),
        ("parks", "firm_leased", Fault.FLOOR, 8, 9),
        ("book", "energy_allotted", Fault.ENERGY_QUOTA, 26, 25),
        ("parks", "energy_balance", Fault.ENERGY_QUOTA, 25, 26),
        ("book", "land_low_hill", Fault.LAND_QUOTA, 23, 22),
        ("parks", "low_hill_levelled", Fault.LAND_QUOTA, 22, 23),
        ("parks", "low_hill_natural", Fault.LAND_AREA, 100, 101),
        ("book", "land_pooled_in", Fault.LAND_QUOTA, 23, 22),
        ("book", "land_pooled_out", Fault.LAND_QUOTA, 22, 23),
        ("book", "refused_energy", Fault.REFUSED, 1, 0),
        ("book", "refused_standards", Fault.REFUSED, 1, 0),
        ("book", "returned_smaller", Fault.REFUSED, 0, 1),
        ("book", "returned_cleaner", Fault.REFUSED, 0, 1),
        ("book", "returned_elsewhere", Fault.REFUSED, 0, 1),
        ("book", "refused_lost", Fault.REFUSED, 0, 1),
        ("book", "refused_put_off", Fault.REFUSED, 0, 1),
    ],
)
def test_a_unit_too_much_is_a_fault_that_says_where_and_when(town, close, table, column, fault, left, right):
    getattr(town, table)[column][1] += 1
    assert close() == fault
    assert (town.city.fault_quarter, town.city.fault_park) == (3, 1)
    assert (town.city.fault_left, town.city.fault_right) == (left, right)


def test_tax_kept_must_be_tax_passed_over_all_parks(town, close):
    town.book.tax_kept[:], town.book.tax_passed[:] = [5, 0, 1], [2, 4, 0]
    assert close() == Fault.NONE
    town.book.tax_kept[2] = 2
    assert close() == Fault.TAX_SHARED
    assert (town.city.fault_quarter, town.city.fault_left, town.city.fault_right) == (3, 7, 6)


def test_low_hills_are_natural_being_levelled_or_levelled(town, close):
    park = town.parks[1]
    park.low_hill_natural, park.low_hill_levelled, town.state.levelling[1, [0, 11]] = 11, 1, [3, 4]
    park.undeveloped, town.book.land_low_hill[1] = 40 - 19, 1
    assert close() == Fault.NONE
    assert (town.book.area_low_hill[1], town.book.land_closing[1]) == (19, 13)


def test_the_first_fault_is_kept(town):
    demand_equal(Fault.FLOOR.value, 2, 1, 5, 5, town.city)
    demand_equal(Fault.LAND_AREA.value, 3, 1, 5, 6, town.city)
    demand_equal(Fault.LAND_FIRMS.value, 4, 2, 7, 8, town.city)
    assert (town.city.fault, town.city.fault_quarter, town.city.fault_left) == (Fault.LAND_AREA, 3, 5)


def test_pages_hold_the_stocks_of_the_quarter(town, close):
    town.state.factories[1] = [1, 2, 3, 4]
    town.parks.provincial_platforms, town.parks.national_platforms = 2, 1
    town.parks.leniency, town.parks["rank"] = 0.2, [1, 0, 2]
    town.parks.head[1], town.parks.national[1] = town.NORTH, 1
    close()
    page = town.book[1]
    areas = [page["area_" + name] for name in ("planned", "occupied", "idle", "factory", "other", "undeveloped")]
    assert areas == [100, 30, 15, 5, 10, 40]
    assert (page.floor_factory, page.floor_leased, page.floor_building) == (10, 8, 10)
    assert (page.land_closing, page.energy_closing, page.platforms) == (12, -3, 3)
    assert (page.leniency, page["rank"]) == (0.2, 0)
    assert (page.head, page.national) == (town.NORTH, 1)
