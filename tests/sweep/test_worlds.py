"""Worlds of a sweep and their populations are kept in a bounded number of bytes; what was dropped is made again, the same."""

import gc

import numpy as np

from model.population.making import make_world
from model.population.populations import KEPT, Kept, ListedPopulations
from scenarios.sweep.worlds import Worlds, contents_of_case


def test_the_worlds_used_last_are_kept_in_the_room_there_is(case):
    contents = contents_of_case(case)
    held = [(("arrival_own_mix", value),) for value in (0.3, 0.4, 0.6)]
    worlds = Worlds(room=2 * case.world.nbytes + case.world.nbytes // 2)
    made = [worlds.get(contents, each) for each in held]
    assert worlds.get(contents, held[2]) is made[2]
    assert worlds.get(contents, held[1]) is made[1]
    again = worlds.get(contents, held[0])  # was used longest ago
    assert again is not made[0]
    assert again.baseline_digest == made[0].baseline_digest != made[1].baseline_digest


def test_one_world_is_kept_however_large_it_is(case):
    worlds = Worlds(room=1)
    assert worlds.get(contents_of_case(case), ()) is worlds.get(contents_of_case(case), ())


def test_the_bytes_of_a_world_are_those_of_its_arrays_and_recipe(case):
    rows = case.world.populations.central.recipe.rows
    assert case.world.nbytes > rows.identity.nbytes + rows.park.nbytes + rows.members.nbytes
    firms, parks = case.world.populations_of(np.arange(2))
    assert ListedPopulations(firms, parks).nbytes == firms.nbytes + parks.nbytes


def tables(size):
    return np.zeros(size, np.uint8), np.zeros(3, np.uint8)


def test_populations_used_longest_ago_are_dropped_first():
    """Room for 30 bytes: 13 and 13 fit, a third does not, and the second goes as the first was used since."""
    kept = Kept(30)
    kept.add(1, 0, *tables(10))
    kept.add(1, 1, *tables(10))
    assert kept.find(1, [0])[0] is not None
    kept.add(1, 2, *tables(10))
    assert [each is not None for each in kept.find(1, [0, 1, 2])] == [True, False, True]
    assert kept.bytes == 26
    kept.add(1, 2, *tables(10))  # it is there
    assert kept.bytes == 26
    assert kept.find(2, [0]) == [None]
    kept.forget(1)
    assert (kept.find(1, [0, 2]), kept.bytes) == ([None, None], 0)


def tables_of(members):
    """Copies of all tables of populations."""
    parts = [members.firms, members.parks, *members.arrays, members.parameters, members.values, members.shares]
    return [table.copy() for table in parts]


def test_a_population_that_was_dropped_is_made_again_to_the_bit(case, monkeypatch):
    populations = make_world(case.data.baseline, case.world.parameters).populations
    numbers = np.array([4, 0, 9])
    before = tables_of(populations.members(numbers))
    monkeypatch.setattr(KEPT, "room", 1)
    populations.members(np.array([30, 31]))
    for one, other in zip(before, tables_of(populations.members(numbers)), strict=True):
        assert (one == other).all()


def test_populations_go_with_their_world(case):
    populations = make_world(case.data.baseline, case.world.parameters).populations
    populations.members(np.arange(3))
    owner = populations._owner
    assert all(each is not None for each in KEPT.find(owner, [0, 1, 2]))
    del populations
    gc.collect()
    assert KEPT.find(owner, [0, 1, 2]) == [None, None, None]
