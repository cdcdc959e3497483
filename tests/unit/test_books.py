from types import SimpleNamespace

import numpy as np
import pytest

from model.books import IDENTITIES, BookError, describe_fault
from model.calendar import Calendar
from model.engine import run
from model.faults import Fault
from model.levers import schedule
from model.quarter import run_quarter
from tests.tables import with_tables

NAMES = SimpleNamespace(park_names=("north", "south", "outside"), calendar=Calendar(2015, 1))


def test_every_book_has_a_name_and_two_sides():
    assert set(IDENTITIES) == set(Fault) - {Fault.NONE, Fault.ROWS}


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            Fault.LAND_QUOTA,
            "the land quota of south does not close in 2016Q3 (replicate 7): opening + issued + levelled on "
            "low hills + reclaimed + returned + taken from the zone = 41 m2, granted + granted to factories + expired + given "
            "to the zone + closing = 42 m2",
        ),
        (
            Fault.ENERGY_QUOTA,
            "the energy quota of south does not close in 2016Q3 (replicate 7): opening + allotted = 41 kgce, "
            "used + expired + closing = 42 kgce",
        ),
        (
            Fault.TAX_SHARED,
            "the tax shared between zones of south does not close in 2016Q3 (replicate 7): kept by senders of all zones "
            "= 41 yuan, passed on by all zones = 42 yuan",
        ),
    ],
)
def test_a_fault_is_described_by_book_park_quarter_replicate_and_both_sides(town, fault, sentence):
    town.city.fault, town.city.fault_quarter, town.city.fault_park = fault, 3, 1
    town.city.fault_left, town.city.fault_right = 41, 42
    assert describe_fault(town.city, NAMES, 7) == sentence


@pytest.mark.parametrize(
    ("column", "book", "left", "right"),
    [
        ("occupied", "land area", 0, 1),
        ("idle", "land area", 0, 1),
        ("factory_leased", "standard-factory floor", 1, 0),
    ],
)
def test_a_square_metre_that_comes_from_nowhere_is_found_in_its_quarter(
    town, central, neutral, column, book, left, right
):
    central.natural_clean_up = 0.0
    town.parks[column][1] += 1
    run_quarter(2, town.key, town.world, town.state, central, neutral, town.book, town.sums)
    sentence = describe_fault(town.city, NAMES, 0)
    assert sentence.startswith(f"the {book} of south does not close in 2016Q2")
    assert (town.city.fault_left, town.city.fault_right) == (left, right)


def test_land_of_a_firm_that_its_park_does_not_know_of_is_found(town, central, neutral):
    central.exit_hazard = 0.0
    town.add_firm(land=1)
    run_quarter(2, town.key, town.world, town.state, central, neutral, town.book, town.sums)
    assert "the land of firms of north does not close" in describe_fault(town.city, NAMES, 0)


def test_a_run_stops_with_the_replicate_whose_book_does_not_close(world):
    parks = world.populations.parks.copy()
    parks.occupied[1, 2] += 1
    doctored = with_tables(world, parks=parks)
    planned = int(parks.planned[1, 2])
    expected = (
        rf"the land area of {world.park_names[2]} does not close in {world.calendar.label(0)} \(replicate 1\): planned = {planned} m2, "
        rf"occupied \+ idle \+ factory \+ other \+ low hills \+ undeveloped = {planned + 1} m2"
    )
    with pytest.raises(BookError, match=expected):
        run(doctored, schedule({}, world.calendar), np.array([0, world.populations.pool, 1, 2]), 1)


def test_the_fault_of_one_replicate_is_none_of_the_others(world):
    parks = world.populations.parks.copy()
    parks.occupied[1, 2] += 1
    plain = schedule({}, world.calendar)
    others = np.array([0, 2, world.populations.pool])
    doctored = run(with_tables(world, parks=parks), plain, others, 1)
    assert (doctored.books == run(world, plain, others, 1).books).all()
