"""Choices in sensitivity, in discovery, among the carriers of a spread and in the search: words without an order."""

import json

import numpy as np
import pandas as pd
import pytest

from calibration.adapters import ema_model, salib_model
from calibration.attainment import futures
from calibration.discovery.box import NAMES, Side
from calibration.discovery.discover import discover
from calibration.sensitivity.analyse import analyse
from calibration.sensitivity.design import (
    DesignRecord,
    as_numbers,
    drawn_axes,
    make_design,
    sensitivity_axis,
    written_axis,
)
from outputs.search.report import uncertainty_label, uncertainty_text
from outputs.shared.axis_words import condition
from outputs.shared.point_names import point_names
from scenarios import InputProblem
from scenarios.axes import Axis
from scenarios.choice_columns import alternative_label, indicator_columns, with_indicators
from scenarios.evidence.carriers import carriers
from tests.choices import COLUMN, NAME, WORDS

GROWTH, PATIENCE = "uncertainty.macro_growth", "uncertainty.patience"
LEVEL = {"halted": 0.0, "steady": 6.0, "brisk": 3.0}  # in no order of the words


@pytest.fixture
def axes(expansion):
    return [sensitivity_axis(COLUMN), sensitivity_axis(PATIENCE)]


def outcome_of(points):
    """The level of the alternative, and 2 over the range of the number: known exactly, one run a point."""
    number = sensitivity_axis(PATIENCE)
    values = points[COLUMN].map(LEVEL) + 2.0 * (points[PATIENCE] - number.low) / (number.high - number.low)
    runs = values.astype(float)
    runs.index = pd.MultiIndex.from_product([points.index, [0]], names=["point", "replicate"])
    return runs


def test_each_step_of_a_morris_design_goes_from_one_alternative_to_another(axes):
    points, record = make_design("morris", axes, 60, 3)
    numbers = as_numbers(record, points)
    assert set(points[COLUMN]) == set(WORDS)
    pairs = set()
    for first in range(0, len(points), record.points_per_sample):
        own = points[COLUMN].iloc[first : first + record.points_per_sample]
        moved = (np.diff(numbers[first : first + record.points_per_sample], axis=0) != 0).sum(axis=0)
        assert moved.tolist() == [1, 1]
        pairs.add(frozenset(own))
    assert len(pairs) == 3  # every pair of alternatives is compared


def test_morris_gives_the_mean_change_between_two_alternatives(axes):
    """Pairs differ by 6, 3 and 3, so 4 in the mean: the number moves the outcome by 2 over its range."""
    points, record = make_design("morris", axes, 400, 3)
    table = analyse(record, points, outcome_of(points)).table.set_index("axis")
    assert table.loc[PATIENCE, "estimate"] == pytest.approx(2.0)
    assert table.loc[COLUMN, "estimate"] == pytest.approx(4.0, abs=0.25)  # standard error 0.07


def test_sobol_gives_the_share_of_the_variance_whatever_the_order_of_words(axes):
    """Levels 0, 6 and 3, each a third: variance 6. The number is uniform over 2: variance 1/3. Total 18/19 and 1/19."""
    points, record = make_design("sobol", axes, 1024, 3)
    table = analyse(record, points, outcome_of(points)).table.set_index("axis")
    assert table.loc[COLUMN, "estimate"] == pytest.approx(18 / 19, abs=0.03)
    assert table.loc[PATIENCE, "estimate"] == pytest.approx(1 / 19, abs=0.01)


def test_a_record_with_words_survives_a_file(axes):
    record = make_design("morris", axes, 6, 5)[1]
    assert DesignRecord.from_dict(json.loads(json.dumps(record.as_dict()))) == record


def test_an_option_writes_a_choice_by_name_or_with_alternatives(expansion):
    assert written_axis(COLUMN) == Axis(COLUMN, WORDS)
    assert written_axis(f"{COLUMN}=brisk, no expansion") == Axis(COLUMN, ("brisk", "halted"))
    with pytest.raises(InputProblem, match="--axis: unknown alternative 'briks'; did you mean 'brisk'"):
        written_axis(f"{COLUMN}=briks,halted")


def test_a_single_alternative_is_no_axis(expansion):
    with pytest.raises(InputProblem, match="at least one axis must take different values"):
        make_design("sobol", [Axis(COLUMN, ("brisk",)), sensitivity_axis(PATIENCE)], 8)


def test_the_axes_that_replicates_draw_hold_an_open_choice(case, expansion):
    assert Axis(COLUMN, WORDS) in drawn_axes(case)


def test_futures_of_runs_are_told_by_word(case, expansion):
    drawn = futures(case.world, 1, np.arange(30))
    assert set(drawn[COLUMN]) == set(WORDS)
    assert drawn[GROWTH].dtype == float


def test_a_box_is_limited_to_alternatives(case, expansion):
    """Of 600 points those with two of three alternatives miss in nine of ten, the others in one of ten."""
    random = np.random.default_rng(11)
    table = pd.DataFrame({COLUMN: random.choice(WORDS, 600), PATIENCE: random.uniform(0.05, 0.15, 600)})
    table.index.name = "point"
    missed = pd.Series(random.random(600) < np.where(table[COLUMN] == "steady", 0.1, 0.9), table.index)
    box = discover(table, missed).boxes[0]
    assert box.limits == {Side(COLUMN, NAMES): frozenset({"halted", "brisk"})}
    assert condition(case, box.limits, "en").endswith("is 'brisk expansion' or 'no expansion'")
    assert condition(case, box.limits, "zh").endswith("为“加快扩建”或“停止扩建”")


def test_points_are_called_by_the_labels_of_alternatives(expansion):
    table = pd.DataFrame({COLUMN: ["brisk", "halted"]})
    assert point_names(None, "none", table, [COLUMN], "en")[0].endswith(" brisk expansion")


def test_an_alternative_carries_by_itself_whatever_its_place_among_the_words(expansion):
    """Only the middle one matters: a rank of places would see nothing, as the outer ones are alike."""
    random = np.random.default_rng(12)
    words = random.choice(np.array(WORDS, object), 800)
    drawn = pd.DataFrame(indicator_columns(expansion, words) | {"noise": random.normal(size=800)})
    outcome = 2.0 * (words == "steady") + random.normal(size=800)
    found = carriers(drawn, outcome)
    assert found.index[0] == f"{NAME}=steady"
    assert found["share"].iloc[0] == pytest.approx(
        4 * 2 / 9 / (4 * 2 / 9 + 1), abs=0.06
    )  # variance 4 p (1 - p), p = 1/3
    assert "noise" not in found.index


def test_of_two_alternatives_one_column_says_all(expansion):
    from model.declaration import Choice

    two = Choice(name=NAME, alternatives=(("halted", 1.0), ("brisk", 1.0)))
    assert list(indicator_columns(two, np.array(["brisk", "halted"], object))) == [f"{NAME}=halted"]


def test_futures_of_a_search_are_compared_by_the_part_that_has_an_alternative(expansion):
    table = with_indicators(pd.DataFrame({GROWTH: [0.01, 0.03], COLUMN: ["brisk", "steady"]}))
    column = f"{COLUMN}=steady"
    assert table[column].tolist() == [0.0, 1.0]
    assert table[GROWTH].tolist() == [0.01, 0.03]
    assert uncertainty_label(column, "en") == f"{expansion.en}: steady expansion"
    assert uncertainty_text(column, 0.25, "en") == "25 %"
    assert alternative_label(GROWTH) is None


def test_other_libraries_are_given_words(expansion, axes):
    seen = []

    def evaluate(points):
        seen.extend(points[COLUMN])
        rows = points.assign(replicate=0, year=2020, jobs=1.0).reset_index()
        return rows[["point", "replicate", "year", "jobs"]]

    problem, run = salib_model(axes, evaluate, ("jobs", 2020))
    assert problem["bounds"][0] == [0.0, 1.0]
    run(np.array([[0.1, 0.1], [0.5, 0.1], [0.99, 0.1]]))
    assert seen == list(WORDS)
    pytest.importorskip("ema_workbench")
    model = ema_model("town", axes, evaluate, {"jobs": ("jobs", 2020)})
    assert [each.cat_value if hasattr(each, "cat_value") else each for each in model.uncertainties]
