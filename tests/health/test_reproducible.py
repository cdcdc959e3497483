"""Results depend on seed, replicate and scenario, and on nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from model import simulate
from model.engine import run
from model.levers import LEVERS, schedule
from model.needs import NEEDS
from tests.conftest import in_force
from tests.tables import tabled, with_tables

ROOT = Path(__file__).parents[2]
SEED = 5
# Events of the mechanisms that let parks, projects and firms look at one another.
AT_WORK = (
    "land_pooled_in", "land_mixed", "transferred", "relocated", "retrofits", "quarters_saved", "elsewhere", "incentives",
    "tax_kept", "modernised", "scaled_up",
)  # fmt: skip
AT_WORK_NEEDS = {"land_pooled_in": "merger", "relocated": "outside"}
ON_OBSOLETE_EQUIPMENT = (
    "surcharges", "scrapped", "backward_closed", "backward_moved", "backward_upgraded", "backward_left", "reused_land",
    "reused_energy",
)  # fmt: skip


def assert_equal(one, other, replicates=slice(None)):
    for name in one.data_vars:
        np.testing.assert_array_equal(one[name].values[replicates], other[name].values, err_msg=str(name))


@pytest.fixture(params=["plan", "everything"])
def scenario(request, case):
    """The plan, and a scenario in which every lever is on: half way to its high end, so that all of them still bite."""
    if request.param == "plan":
        return case.scenario(case.plan)
    everything = with_everything(case)
    unmet = NEEDS.keys() - case.data.offers
    lacking = [name for name, lever in LEVERS.items() if lever.needs in unmet]
    assert len(everything.levers) == len(LEVERS) - len(lacking)
    return everything


def with_everything(case):
    """Every lever that the case has something for, half way to its high end; switches on."""
    there = {name: lever for name, lever in LEVERS.items() if not lever.needs or lever.needs in case.data.offers}
    strengths = {name: lever.neutral + (lever.high - lever.neutral) / 2 for name, lever in there.items()}
    strengths |= {name: lever.high for name, lever in there.items() if lever.switch}
    return case.scenario("none").with_(**in_force(case, strengths))


def test_one_and_two_and_four_threads_give_the_same(case, scenario):
    runs = [simulate(case, scenario, 40, SEED, threads=threads) for threads in (1, 2, 4)]
    assert_equal(runs[0], runs[1])
    assert_equal(runs[0], runs[2])


def test_a_replicate_is_the_same_alone_and_among_others(case, scenario):
    many = simulate(case, scenario, 21, SEED)
    assert_equal(many, simulate(case, scenario, 3, SEED, first=17), slice(17, 20))


def test_another_seed_gives_another_result(case):
    one, other = (simulate(case, "none", 2, seed) for seed in (0, 1))
    assert not np.array_equal(one.gross_output.values[:, 1:], other.gross_output.values[:, 1:])


def test_other_chance_keeps_the_future_and_changes_the_draws(case):
    one = simulate(case, "none", 3, SEED)
    other = simulate(case, "none", 3, SEED, crossed={"chance": [10, 11, 12]})
    np.testing.assert_array_equal(one.parameter_macro_growth.values, other.parameter_macro_growth.values)
    np.testing.assert_array_equal(one.sum_output.values[:, 0], other.sum_output.values[:, 0])
    assert not np.array_equal(one.gross_output.values[:, -1], other.gross_output.values[:, -1])


def test_layers_come_from_the_replicates_that_are_named(case, scenario):
    """Parameters and population are those of the replicates named, and a run that takes all layers of one is that one."""
    plain = simulate(case, scenario, 6, SEED)
    crossed = simulate(case, scenario, 3, SEED, crossed={"parameters": [4, 0, 5], "baseline": [2, 5, 3]})
    np.testing.assert_array_equal(crossed.parameter_macro_growth, plain.parameter_macro_growth[[4, 0, 5]])
    np.testing.assert_array_equal(crossed.population, plain.population[[2, 5, 3]])
    np.testing.assert_array_equal(crossed.sum_output[:, 0], plain.sum_output[[2, 5, 3], 0])
    whole = {layer: [5, 1, 4] for layer in ("chance", *map(str, case.world.future))}
    taken = simulate(case, scenario, 3, SEED, crossed=whole)
    for name in plain.data_vars:
        np.testing.assert_array_equal(
            taken[name], plain[name][[5, 1, 4]] if "replicate" in plain[name].dims else plain[name]
        )


def test_with_everything_on_every_new_mechanism_is_at_work(case):
    """Else the tests of order and threads with everything on would show nothing of them."""
    books = run(case.world, with_everything(case).schedule(case.calendar), np.arange(24), SEED).books
    for name in AT_WORK:
        if AT_WORK_NEEDS.get(name) in (None, *case.data.offers):
            assert books[name].sum() > 0, name
    for name in ON_OBSOLETE_EQUIPMENT if "obsolete_equipment" in case.data.offers else ():
        assert books[name].sum() > 0, name
    if "candidate" in case.data.offers:
        assert (books.national[:, -1] > books.national[:, 0]).any()


@pytest.mark.parametrize("seed", range(2))
def test_rows_in_another_order_give_the_same_up_to_rounding_of_sums(case, scenario, seed):
    world = tabled(case.world)
    order = np.random.default_rng(seed).permutation(world.rows)
    shuffled = with_tables(world, world.populations.firms[:, order].view(np.recarray))
    levers = scenario.schedule(case.calendar, parks=case.world.park_names)
    one, other = (run(each, levers, np.arange(24), SEED) for each in (world, shuffled))
    for name in one.sums.dtype.names:
        np.testing.assert_allclose(one.sums[name], other.sums[name], rtol=1e-9, atol=1e-6, err_msg=name)
    for name in one.books.dtype.names:
        if one.books[name].dtype.kind == "i":
            np.testing.assert_array_equal(one.books[name], other.books[name], err_msg=name)
        else:
            np.testing.assert_allclose(one.books[name], other.books[name], rtol=1e-9, atol=1e-6, err_msg=name)
    np.testing.assert_array_equal(one.costs, other.costs)


def test_one_more_firm_changes_the_draws_of_nobody_else(case, scenario):
    """A firm too small to matter joins; the events that are drawn (not sums it is part of) stay what they were."""
    world = tabled(case.world)
    extra = world.populations.firms[:, :1].copy()
    extra["identity"] += np.uint64(10**5)
    extra["output"] = extra["design"] = extra["capital"] = 1e-6
    extra["above_scale"] = 0
    extra["retrofitted"] = 1
    extra["land"] = extra["floor"] = extra["leased"] = 0
    joined = with_tables(world, np.concatenate([world.populations.firms, extra], axis=1).view(np.recarray))
    for levers in (schedule({}, case.calendar), scenario.schedule(case.calendar, parks=case.world.park_names)):
        one, other = (run(each, levers, np.arange(4), SEED) for each in (world, joined))
        for name in ("arrivals", "registered", "deregistered", "land_granted", "granted", "lost", "started", *AT_WORK):
            np.testing.assert_array_equal(one.books[name], other.books[name], err_msg=name)
        np.testing.assert_allclose(one.sums["output"], other.sums["output"], rtol=1e-9)


def test_hash_seed_of_the_interpreter_does_not_matter():
    code = (
        "from model import simulate\n"
        "runs = simulate('chizhou', 'draft', 2, 3)\n"
        "print(float(runs.hightech_output_share.sum()).hex(), float(runs.gross_output.sum()).hex())"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": number},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for number in ("0", "1")
    }
    assert len(printed) == 1
