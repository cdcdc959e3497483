"""`mesa.batch_run` as people call it: the same rows on both lines of Mesa, each a replicate of `simulate`."""

import inspect

import mesa
import numpy as np
import pytest

from model import ZoneModel, batch, simulate
from model.indicators import INDICATORS
from scenarios import DEFAULT_CASE, load_case
from scenarios.refusals.problem import InputProblem

SHIPPED = {"case": DEFAULT_CASE, "scenario": "draft"}
LAST = load_case(DEFAULT_CASE).calendar.quarters - 1
# Mesa says from 3.5 on that seeds are to be given instead of iterations.
pytestmark = pytest.mark.filterwarnings("ignore:The `iterations` keyword argument is deprecated")
needs_seeds = pytest.mark.skipif(
    "rng" not in inspect.signature(mesa.batch_run).parameters, reason="this Mesa has no seeds of a batch"
)


class Renamed(ZoneModel):
    """A model of one's own, with one argument more."""

    def __init__(self, note="", **kwargs):
        super().__init__(**kwargs)
        self.note = note


def rows_of(parameters, model=ZoneModel, **options):
    return mesa.batch_run(model, {**SHIPPED, **parameters}, display_progress=False, **options)


def replicates_of(rows):
    return [(row["seed"], row["replicate"]) for row in rows]


def test_the_last_row_is_the_last_quarter_of_the_run():
    (row,) = rows_of({"seed": [1]})
    assert (row["quarter"], row["Step"], row["seed"], row["replicate"]) == ("2020Q4", LAST, 1, 0)
    runs = simulate(DEFAULT_CASE, "draft", 1, 1)
    for name in INDICATORS:
        np.testing.assert_array_equal(row[name], runs[name].values[0, -1], err_msg=name)


@pytest.mark.parametrize("model", [ZoneModel, Renamed])
def test_iterations_are_the_replicates_of_simulate(model):
    rows = rows_of({"seed": [6]}, model, iterations=3)
    assert replicates_of(rows) == [(6, 0), (6, 1), (6, 2)]
    expected = simulate(DEFAULT_CASE, "draft", 3, 6).hightech_output_share.values[:, -1]
    assert [row["hightech_output_share"] for row in rows] == list(expected)
    assert len(set(expected)) == 3


def test_iterations_without_a_seed_are_those_of_seed_1():
    assert replicates_of(rows_of({"scenario": ["none", "draft"]}, iterations=2, max_steps=1)) == [
        (1, 0),
        (1, 0),
        (1, 1),
        (1, 1),
    ]


def test_iterations_are_replicates_in_processes_of_their_own_too():
    rows = rows_of({"seed": [6]}, iterations=2, max_steps=1, number_processes=2)
    assert sorted(replicates_of(rows)) == [(6, 0), (6, 1)]


def test_a_list_of_replicates_is_run_once_each():
    assert replicates_of(rows_of({"seed": [6], "replicate": [4, 2]}, max_steps=1)) == [(6, 4), (6, 2)]


def test_replicates_and_iterations_together_are_refused():
    with pytest.raises(ValueError, match="replicate 4 would be run in each iteration"):
        rows_of({"replicate": [4]}, iterations=2, max_steps=1)


def test_an_iteration_that_mesa_no_longer_tells_is_an_error_and_not_one_replicate(monkeypatch):
    def make(model_class):
        return model_class(**SHIPPED)

    monkeypatch.setattr(batch.batchrunner, "__name__", make.__globals__["__name__"])
    with pytest.raises(RuntimeError, match="does not tell the iteration"):
        make(ZoneModel)


@needs_seeds
def test_seeds_of_a_batch_are_seeds_and_not_replicates():
    rows = rows_of({}, rng=[6, 8], max_steps=1)
    assert replicates_of(rows) == [(6, 0), (8, 0)]
    assert replicates_of(rows_of({}, rng=[None, None], max_steps=1)) == [(1, 0), (1, 1)]
    with pytest.raises(ValueError, match="not as both"):
        rows_of({"seed": [1]}, rng=[6])


def test_rows_of_a_whole_run_begin_with_the_baseline():
    rows = rows_of({}, data_collection_period=1)
    assert [row["Step"] for row in rows] == list(range(LAST + 1))
    assert (rows[0]["quarter"], rows[-1]["quarter"]) == ("2015Q4", "2020Q4")


def test_a_batch_that_is_cut_short_ends_with_the_quarter_of_its_last_step():
    (row,) = rows_of({}, max_steps=4)
    assert (row["Step"], row["quarter"]) == (4, "2016Q4")


def test_parameters_held_are_given_in_a_list():
    rows = rows_of({"hold": [{"macro_growth": 0.01}, {"macro_growth": 0.05}]})
    expected = [
        simulate(DEFAULT_CASE, "draft", 1, 1, hold=row["hold"]).gross_output.values[0, -1].item() for row in rows
    ]
    assert [row["gross_output"] for row in rows] == expected
    assert expected[0] < expected[1]
    with pytest.raises(InputProblem, match=r"'macro_growth' is not a table; .* as a list"):
        rows_of({"hold": {"macro_growth": 0.01}})
