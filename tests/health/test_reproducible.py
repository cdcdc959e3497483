"""Results depend on seed, replicate and scenario, and on nothing else."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from model import simulate
from model.engine import run
from model.levers import schedule

ROOT = Path(__file__).parents[2]
SEED = 5


def assert_equal(one, other, replicates=slice(None)):
    for name in one.data_vars:
        np.testing.assert_array_equal(one[name].values[replicates], other[name].values, err_msg=str(name))


def test_one_and_two_and_four_threads_give_the_same(case):
    runs = [simulate(case, "draft", 40, SEED, threads=threads) for threads in (1, 2, 4)]
    assert_equal(runs[0], runs[1])
    assert_equal(runs[0], runs[2])


def test_a_replicate_is_the_same_alone_and_among_others(case):
    many = simulate(case, "draft", 21, SEED)
    assert_equal(many, simulate(case, "draft", 3, SEED, first=17), slice(17, 20))


def test_another_seed_gives_another_result(case):
    one, other = (simulate(case, "none", 2, seed) for seed in (0, 1))
    assert not np.array_equal(one.gross_output.values[:, 1:], other.gross_output.values[:, 1:])


def test_second_chance_keeps_the_future_and_changes_the_draws(case):
    one = simulate(case, "none", 3, SEED)
    other = simulate(case, "none", 3, SEED, second_chance=True)
    np.testing.assert_array_equal(one.parameter_macro_growth.values, other.parameter_macro_growth.values)
    np.testing.assert_array_equal(one.sum_output.values[:, 0], other.sum_output.values[:, 0])
    assert not np.array_equal(one.gross_output.values[:, 5], other.gross_output.values[:, 5])


def test_rows_in_another_order_give_the_same_up_to_rounding_of_sums(case):
    world = case.world
    order = np.random.default_rng(0).permutation(world.rows)
    shuffled = replace(world, firms=world.firms[:, order].view(np.recarray))
    levers = case.scenario("draft").schedule(case.calendar)
    one, other = (run(each, levers, np.arange(6), SEED) for each in (world, shuffled))
    for name in one.sums.dtype.names:
        np.testing.assert_allclose(one.sums[name], other.sums[name], rtol=1e-9, atol=1e-6, err_msg=name)
    for name in one.books.dtype.names:
        if one.books[name].dtype.kind == "i":
            np.testing.assert_array_equal(one.books[name], other.books[name], err_msg=name)


def test_one_more_firm_changes_the_draws_of_nobody_else(case):
    """A firm too small to matter joins; the events that are drawn (not sums it is part of) stay what they were."""
    world = case.world
    extra = world.firms[:, :1].copy()
    extra["identity"] += np.uint64(10**6)
    extra["output"] = extra["design"] = extra["capital"] = 1e-6
    extra["above_scale"] = 0
    extra["land"] = extra["floor"] = extra["leased"] = 0
    joined = replace(world, firms=np.concatenate([world.firms, extra], axis=1).view(np.recarray))
    levers = schedule({}, case.calendar)
    one, other = (run(each, levers, np.arange(4), SEED) for each in (world, joined))
    for name in ("arrivals", "registered", "deregistered", "land_granted", "granted", "lost", "started"):
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
