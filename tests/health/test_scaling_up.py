"""Who comes onto the register under a reward: those that grew, and those that were above its threshold already."""

import numpy as np
import pytest

from model import simulate
from model.levers import LeverSetting
from tests.conftest import last_years

REPLICATES = 60
SEED = 12
REWARD = 30.0  # 10k yuan
UNREPORTED = {"under_reporting": 0.3}


@pytest.fixture(scope="module")
def start(case):
    """The quarter from which the reward is paid."""
    return f"{last_years(case)[2]}Q1"


@pytest.fixture(scope="module")
def without(case):
    """No reward, and three of ten firms that pass the threshold do not report it."""
    return simulate(case, "none", REPLICATES, SEED, threads=2, hold=UNREPORTED)


@pytest.fixture(scope="module")
def late(case, start):
    """The same with a reward from the third year on."""
    scenario = case.scenario("none").with_(scale_up_support=LeverSetting(REWARD, start))
    return simulate(case, scenario, REPLICATES, SEED, threads=2, hold=UNREPORTED)


def merely_registered(case, runs):
    """Firms of zones that were above the threshold before, by year, in all replicates together."""
    return (runs.firms_scaled_up - runs.firms_grown_to_scale).sum("replicate").sel(year=last_years(case)).values


def test_without_a_reward_nobody_registers_late(case, without):
    assert merely_registered(case, without).tolist() == [0.0] * 5
    assert float(without.firms_scaled_up.sum()) > 0.0


def test_a_late_reward_brings_in_who_was_there_already_and_that_at_once(case, late):
    """From then on firms report in the year in which they pass, or not at all."""
    first, second, third, *later = merely_registered(case, late)
    assert third > 0.0
    assert [first, second, *later] == [0.0] * 4


def test_every_firm_is_rewarded_once_in_whole_yuan(late, start):
    rewards, scaled_up = (late[name].values for name in ("book_rewards", "book_scaled_up"))
    zone = rewards.sum(axis=(0, 1)) > 0
    first = list(late.quarter.values).index(start)  # a city may have another baseline year
    assert np.array_equal(rewards[:, first:, zone], 300_000 * scaled_up[:, first:, zone])
    assert not rewards[:, :first].any()
    assert rewards.sum() == late.cost.sel(lever="scale_up_support").values.sum() == late.cost.values.sum()


def test_under_reporting_keeps_firms_off_the_register_and_output_out_of_the_sums(case, without):
    reported = simulate(case, "none", REPLICATES, SEED, threads=2)
    last = last_years(case)[-1]
    fewer = (reported.firms - without.firms).sel(year=last)
    assert float(fewer.mean()) > 0.0
    assert float((reported.gross_output - without.gross_output).sel(year=last).mean()) > 0.0
