"""How commands show a choice: by the labels of its alternatives, never by a number."""

import shutil
from pathlib import Path

import pytest

import run
from model.parameters import PARAMETERS
from outputs.explain import cases as explain_case
from outputs.explain.job import explain, listing
from outputs.reference.model_tables import parameter_table
from outputs.shared.choice_words import drawn_text
from tests.choices import NAME, set_in_case

LINHU = Path(__file__).parents[1] / "cities" / "linhu"


def test_an_explanation_lists_alternatives_with_their_shares(expansion):
    text = explain(NAME, "en")
    for said in ("halted (no expansion): 20 %", "steady (steady expansion): 50 %", "brisk (brisk expansion): 30 %"):
        assert said in text
    assert "steady expansion (the largest weight)" in text
    assert "each draws an alternative by the weights" in text
    assert "加快扩建（brisk）：30%" in explain(NAME, "zh")


def test_listings_say_that_values_are_alternatives(expansion, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    own = {NAME: PARAMETERS[NAME]}
    assert listing(own, "en").split()[-1] == "alternatives"
    assert listing(own, "zh").endswith("备选设定")


def test_the_table_of_parameters_has_words(expansion):
    row = next(line for line in parameter_table().splitlines() if f"`{NAME}`" in line)
    assert f"| `{NAME}` | `steady` | `halted` 20 %, `steady` 50 %, `brisk` 30 % |  | yes |" in row


def test_of_a_single_alternative_there_is_no_share(expansion):
    assert drawn_text(expansion, (0.0, 0.0, 1.0), "en") == "brisk expansion"
    assert drawn_text(expansion, (0.25, 0.0, 0.75), "en") == "no expansion (25 %), brisk expansion (75 %)"
    assert drawn_text(expansion, (0.25, 0.0, 0.75), "zh") == "停止扩建（25%）、加快扩建（75%）"


@pytest.mark.parametrize(
    ("language", "model", "own"),
    [("en", "no expansion (20 %)", "brisk expansion"), ("zh", "停止扩建（20%）", "加快扩建")],
)
def test_a_check_shows_what_a_case_says_beside_the_model(
    expansion, tmp_path, capsys, monkeypatch, language, model, own
):
    folder = tmp_path / "town"
    shutil.copytree(LINHU, folder)
    set_in_case(folder, 'value = "brisk"', 'source = "prototype"')
    monkeypatch.setenv("COLUMNS", "240")
    assert run.main(["check", str(folder), "--lang", language]) == 0
    shown = capsys.readouterr().out
    line = next(line for line in shown.splitlines() if model in line)
    assert line.count(own) == 2  # among the model's, and alone


def test_a_case_that_sets_a_choice_is_named_where_it_is_explained(expansion, tmp_path, monkeypatch):
    from scenarios import load_case

    folder = tmp_path / "town"
    shutil.copytree(LINHU, folder)
    set_in_case(folder, "weights = { halted = 1, brisk = 3 }", 'source = "prototype"')
    case = load_case(folder)
    monkeypatch.setattr(explain_case, "cases", lambda: {case.name: case})
    assert "no expansion (25 %), brisk expansion (75 %) in" in explain(NAME, "en")
