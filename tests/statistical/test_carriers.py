"""Which numbers carry a result: nothing that chance gives is named, and known shares come back."""

import math

import numpy as np
import pandas as pd
import pytest

from scenarios.evidence.carriers import carriers

NUMBERS, DRAWS, SEEDS = 250, 500, 200


def drawn(rng, draws=DRAWS, numbers=NUMBERS):
    """Numbers that are drawn independently and uniformly."""
    return pd.DataFrame(rng.uniform(size=(draws, numbers)), columns=[f"number {each}" for each in range(numbers)])


def standard(column):
    """A uniform column with variance 1."""
    return (column.to_numpy() - 0.5) * math.sqrt(12)


@pytest.mark.parametrize("noise", ["normal", "lognormal", "rare"])
def test_chance_names_something_in_one_result_of_twenty(noise):
    """Of 200 results without any effect 10 are expected; 3 standard errors more are 19."""
    named = 0
    for seed in range(SEEDS):
        rng = np.random.default_rng((seed, 1))
        table = drawn(rng)
        outcome = {
            "normal": rng.normal(size=DRAWS),
            "lognormal": rng.lognormal(size=DRAWS),
            "rare": (rng.uniform(size=DRAWS) < 0.1).astype(float),  # a target that is met now and then
        }[noise]
        named += len(carriers(table, outcome)) > 0
    assert named <= 19


def test_known_shares_come_back_with_their_intervals():
    """Shares of 30, 20 and 10 % of the variance, the rest is noise; the interval is wider than one of 95 %."""
    shares, estimates, covered, others = (0.3, 0.2, 0.1), [], [], 0
    for seed in range(60):
        rng = np.random.default_rng((seed, 2))
        table = drawn(rng)
        columns = [table[f"number {place}"] for place in (17, 101, 200)]
        signal = sum(
            sign * math.sqrt(share) * standard(column)
            for share, column, sign in zip(shares, columns, (1, -1, 1), strict=True)
        )
        found = carriers(table, signal + math.sqrt(0.4) * rng.normal(size=DRAWS))
        rows = found.reindex(["number 17", "number 101", "number 200"])
        estimates.append(rows["share"].to_numpy())
        covered.append((rows["low"].to_numpy() <= shares) & (shares <= rows["high"].to_numpy()))
        others += len(found) - 3
        assert list(found["share"]) == sorted(found["share"], reverse=True)
    assert np.mean(estimates, axis=0) == pytest.approx(shares, abs=0.01)
    assert np.mean(covered) > 0.95
    assert others <= 9  # 3 are expected of 60 results


def test_a_neighbour_in_a_known_sum_is_not_named_for_another():
    """Eight numbers keep their sum, so that each falls when one rises; only the first moves the result."""
    rng = np.random.default_rng(3)
    parts = rng.uniform(0.7, 1.3, size=(5000, 8))
    table = pd.DataFrame(parts / parts.sum(axis=1, keepdims=True), columns=list("abcdefgh"))
    outcome = 50 * table["a"].to_numpy() + 0.5 * rng.normal(size=5000)
    assert abs(np.corrcoef(table["b"], outcome)[0, 1]) > 0.1
    assert list(carriers(table, outcome).index) == ["a"]


def test_numbers_that_cannot_be_distinguished_are_named_once():
    rng = np.random.default_rng(4)
    table = drawn(rng, 200, 5)
    table["copy"] = 3 * table["number 2"]
    outcome = table["number 2"].to_numpy() + 0.1 * rng.normal(size=200)
    assert list(carriers(table, outcome).index) == ["number 2"]


def test_replicates_of_one_baseline_count_once():
    """24 baselines shared by 480 replicates say nothing of 250 numbers where the baseline does nothing."""
    named = 0
    for seed in range(100):
        rng = np.random.default_rng((seed, 5))
        table = drawn(rng, 24)
        shared = table.loc[np.arange(480) % 24].reset_index(drop=True)
        named += len(carriers(shared, rng.normal(size=480))) > 0
    assert named <= 11  # 5 are expected of 100, and 3 standard errors


def test_the_share_is_of_the_variance_of_all_replicates():
    """The number explains everything between 40 baselines, and chance within them is as large: half of the variance."""
    table = pd.DataFrame({"a": np.repeat(np.arange(40.0), 2), "b": np.repeat(np.arange(40.0) % 7, 2)})
    spread = np.std(np.arange(40.0))
    outcome = table["a"].to_numpy() + spread * np.tile([1.0, -1.0], 40)
    found = carriers(table, outcome)
    assert list(found.index) == ["a"]
    assert found.loc["a"].to_list() == pytest.approx([0.5, 0.5, 0.5])


@pytest.mark.parametrize("draws", [1, 3, 4])
def test_few_draws_name_nothing(draws):
    rng = np.random.default_rng(6)
    table = drawn(rng, draws, 3)
    assert carriers(table, table["number 0"].to_numpy()).empty


def test_a_result_or_a_number_that_never_varies_is_named_nowhere():
    rng = np.random.default_rng(7)
    table = drawn(rng, 100, 3)
    assert carriers(table, np.full(100, 0.453)).empty
    table["number 1"] = 5.0
    found = carriers(table, table["number 0"].rank().to_numpy())
    assert found.to_dict("index") == {"number 0": pytest.approx({"share": 1.0, "low": 1.0, "high": 1.0})}
    assert list(carriers(table.iloc[:, :0], rng.normal(size=100)).columns) == ["share", "low", "high"]
    with pytest.raises(ValueError, match="100 draws and 99 outcomes"):
        carriers(table, np.zeros(99))


def test_a_curved_effect_is_read_by_ranks():
    """A number that is spread over decades moves the result by its order of magnitude: nine tenths of the variance."""
    rng = np.random.default_rng(8)
    table = pd.DataFrame({"a": 10 ** rng.uniform(0, 3, size=2000), "b": rng.uniform(size=2000)})
    outcome = standard(np.log10(table["a"]) / 3) + math.sqrt(1 / 9) * rng.normal(size=2000)
    assert carriers(table, outcome).loc["a", "share"] == pytest.approx(0.9, abs=0.01)
