import math

import pytest

from model.batch_room import batch_dtype
from model.phases.growing import NO_UPGRADE, grow_batch, hold, rate_exits, upgrade_batch
from model.rules.upgrading import chance_in_quarter
from model.state import records


@pytest.fixture
def batch():
    return records(batch_dtype, 1)[0]


def test_output_grows_as_expected_and_is_shaken(batch, central):
    # no noise at 1/2 and half of it at 3/4: 0.11 sqrt(1/2) ln 2 = 0.0539142; the mean is left alone by 1 - 0.11^2 / 2
    batch.output[:3] = 5000.0
    batch.design[:3] = [1e9, 1e9, 4000.0]
    batch.expected[:3] = [0.02875, 0.0, 0.0]
    batch.first[:3] = [0.5, 0.75, 0.5]
    grow_batch(batch, 3, hold(central))
    grown = [4969.75 * math.exp(0.02875), 4969.75 * math.exp(0.0539142), 4200.0]
    assert batch.grown[:3] == pytest.approx(grown)


def test_a_firm_upgrades_when_its_draw_is_below_the_chance(batch, central):
    # chance 0.0605869; gain 0.2 ln 2 = 0.1386294; capability 1 - 0.0605869 x 0.2 - 0.025, and the gain
    batch.base_chance[:2] = batch.chance[:2] = chance_in_quarter(0.25)
    batch.capability[:2] = 1.0
    batch.second[:2] = [0.0605, 0.0606]
    batch.third[:2] = 0.5
    upgrade_batch(batch, 2, hold(central))
    assert batch.capability[:2] == pytest.approx([1.1015120, 0.9628826])
    assert batch.gain[:2] == pytest.approx([0.1386294, NO_UPGRADE])


def test_the_frontier_moves_without_policy_and_the_chance_follows_policy(batch, central):
    # the frontier takes 0.05 x 0.2 and reversion 0.1 / 4; a draw between the two chances upgrades
    batch.base_chance[0], batch.chance[0] = 0.05, 0.10
    batch.capability[0], batch.second[0], batch.third[0] = 1.0, 0.07, 0.5
    upgrade_batch(batch, 1, hold(central))
    assert batch.capability[0] == pytest.approx(1.0 - 0.01 - 0.025 + 0.1386294)


def test_exit_falls_with_what_a_firm_has_become(batch, central):
    # 0.055 x 2^-0.35 x exp(-0.6 x 0.5 + 10 x 0.02) at twice the reference output
    batch.output[0], batch.grown[0], batch.capability[0], batch.unit_cost[0] = 1.0, 10_000.0, 0.5, 0.02
    rate_exits(batch, 1, hold(central))
    assert batch.exit_rate[0] == pytest.approx(0.055 * 2**-0.35 * math.exp(-0.1))


def test_what_lies_behind_the_count_is_left_alone(batch, central):
    held = hold(central)
    for each in (grow_batch, upgrade_batch, rate_exits):
        each(batch, 0, held)
    assert [batch.grown[0], batch.capability[0], batch.gain[0], batch.exit_rate[0]] == [0.0] * 4
