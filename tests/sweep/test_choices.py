"""A choice as an axis of a design: its values are the words of its alternatives."""

import pandas as pd
import pytest

from scenarios import InputProblem
from scenarios.axes import NAME as NAMES
from scenarios.axes import Axis, describe, varying
from scenarios.sweep import design_of
from scenarios.sweep.results import read_sweep
from scenarios.sweep.runner import run_points
from tests.choices import COLUMN, NAME, WORDS


def points(contents, home, written):
    """The values of the choice at the points of a design."""
    changed = contents | {"levers": {}, "uncertainties": {"axes": {NAME: written}}}
    return list(design_of(changed, "small.toml", home).frame[COLUMN])


def test_an_axis_of_a_choice_has_its_alternatives(expansion):
    assert describe(COLUMN) == Axis(COLUMN, WORDS)
    assert (describe(COLUMN).kind, describe(COLUMN).unit) == (NAMES, "")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({}, list(WORDS)),
        (["brisk", "停止扩建"], ["brisk", "halted"]),
        ("steady", ["steady"]),
    ],
)
def test_a_design_lists_alternatives_by_word_or_label(contents, home, expansion, written, expected):
    assert points(contents, home, written) == expected


def test_a_sample_has_each_alternative_equally_often(contents, home, expansion):
    uncertainties = {"method": "latin_hypercube", "points": 6, "axes": {NAME: {}, "patience": {}}}
    frame = design_of(contents | {"levers": {}, "uncertainties": uncertainties}, "small.toml", home).frame
    assert frame[COLUMN].value_counts().to_dict() == dict.fromkeys(WORDS, 2)


def test_points_of_a_file_are_read_by_word_or_label(contents, home, expansion, tmp_path):
    (home / "choices.csv").write_text(f"{COLUMN}\nbrisk\nno expansion\n", encoding="utf-8")
    changed = contents | {"levers": {}, "uncertainties": {"file": "choices.csv"}}
    assert list(design_of(changed, "small.toml", home).frame[COLUMN]) == ["brisk", "halted"]
    (home / "choices.csv").write_text(f"{COLUMN}\nbrisk\nbriks\n", encoding="utf-8")
    with pytest.raises(
        InputProblem, match=r"choices\.csv: line 3, .*unknown alternative 'briks'; did you mean 'brisk'"
    ):
        design_of(changed, "small.toml", home)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (["brisk", "brisk"], "'brisk' is listed twice"),
        (["briks"], "unknown alternative 'briks'; did you mean 'brisk'"),
        ([1.0], "unknown alternative 1.0; known: halted, steady, brisk"),
        ([], "is empty"),
        ({"low": 0, "high": 1}, "is not a list; write a list of alternatives, of halted, steady, brisk"),
    ],
)
def test_what_is_no_axis_of_a_choice_is_refused(contents, home, expansion, written, message):
    with pytest.raises(InputProblem) as refused:
        points(contents, home, written)
    assert str(refused.value).startswith(f"small.toml: uncertainties.axes.{NAME}: ")
    assert message in str(refused.value)
    assert refused.value.in_language("zh").startswith(f"small.toml 的 uncertainties.axes.{NAME}：")


def test_a_sweep_runs_the_alternatives_and_stores_their_words(contents, home, expansion, tmp_path):
    design = design_of(contents | {"levers": {}, "uncertainties": {"axes": {NAME: {}}}}, "small.toml", home)
    assert [point.held for point in design.points] == [((NAME, word),) for word in WORDS]
    run_points(design.case, pd.DataFrame({COLUMN: list(WORDS)}), 3, 1, tmp_path / "store", workers=1)
    sweep = read_sweep(tmp_path / "store", ["gross_output"])
    assert list(sweep.points[COLUMN]) == list(WORDS)
    last = sweep.outcomes[sweep.outcomes["year"] == sweep.outcomes["year"].max()].set_index(["point", "replicate"])
    output = last["gross_output"].unstack()
    assert (output.loc[0] < output.loc[1]).all()
    assert (output.loc[1] != output.loc[2]).all()


def test_words_vary_as_names(expansion):
    table = varying(pd.DataFrame({COLUMN: ["brisk", "halted"], "uncertainty.patience": [0.1, 0.12]}))
    assert list(table[COLUMN]) == ["brisk", "halted"]
    assert table[COLUMN].dtype == object
