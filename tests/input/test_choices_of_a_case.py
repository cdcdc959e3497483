"""What a case may say of a choice: the alternative that all its runs have, or weights of its own."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from model import simulate
from model.declaration import Choice
from model.layers import Layer
from model.parameters import open_choices, weights_in
from outputs.shared.provenance import parameters_used
from scenarios import load_case
from scenarios.files.schemas import case_schema
from tests.choices import EXPANSION, NAME, OTHERS, OTHERS_HELD, WORDS, declare, set_in_case
from tests.input.reading import refusals

LINHU = Path(__file__).parents[1] / "cities" / "linhu"
CITED = 'source = "assumption"'


@pytest.fixture
def town(expansion, tmp_path):
    """A function that returns the second city with some lines on the choice."""

    def made(*lines):
        folder = tmp_path / "town"
        shutil.copytree(LINHU, folder)
        set_in_case(folder, *lines)
        return folder

    return made


def drawn(case, replicates=400):
    return list(simulate(case, "none", replicates, 2)[f"parameter_{NAME}"].values)


def test_a_case_holds_an_alternative(town):
    case = load_case(town('value = "brisk"', CITED), OTHERS_HELD)
    assert case.file.central_values()[NAME] == 2
    assert set(drawn(case, 5)) == {"brisk"}
    assert open_choices(case.weights) == ()
    assert case.world.future == (Layer.PARAMETERS, Layer.BASELINE)
    used = parameters_used(case)[NAME]
    assert used == {"value": "brisk", "unit": "", "source": "assumption", "drawn_from": None}


def test_a_case_changes_the_weights_and_with_them_the_centre(town):
    """Of 400 draws with a chance of 1/4 about 100 are the rarer one, give or take 9; four times that is left."""
    case = load_case(town("weights = { brisk = 3, halted = 1 }", CITED))
    assert case.weights == {NAME: (0.25, 0.0, 0.75)}
    assert case.file.central_values()[NAME] == 2
    found = drawn(case)
    assert set(found) == {"brisk", "halted"}
    assert 64 < found.count("halted") < 136
    assert parameters_used(case)[NAME]["drawn_from"] == {"halted": 0.25, "steady": 0.0, "brisk": 0.75}
    assert set(simulate(case, "none", 3, 2, vary_parameters=False)[f"parameter_{NAME}"].values) == {"brisk"}


def test_labels_mean_the_choice_and_its_alternatives(expansion, tmp_path):
    folder = tmp_path / "town"
    shutil.copytree(LINHU, folder)
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[parameters."{EXPANSION.zh}"]\nweights = {{ "加快扩建" = 1, "no expansion" = 3 }}\n{CITED}\n')
    assert load_case(folder).weights == {NAME: (0.75, 0.0, 0.25)}


def test_a_run_holds_another_alternative_than_its_case(town):
    case = load_case(town('value = "brisk"', CITED))
    runs = simulate(case, "none", 2, 2, hold={NAME: "halted"})
    assert set(runs[f"parameter_{NAME}"].values) == {"halted"}
    assert load_case(case.folder, {NAME: "steady"}).weights == {NAME: (0.0, 1.0, 0.0)}


def test_a_case_that_holds_the_centre_runs_as_if_nothing_were_drawn(town):
    case = load_case(town('value = "steady"', CITED))
    held, free = simulate(case, "none", 3, 2), simulate(case, "none", 3, 2, hold={NAME: "steady"})
    np.testing.assert_array_equal(held.gross_output.values, free.gross_output.values)


def test_where_a_case_lacks_what_a_choice_needs_nothing_is_drawn(monkeypatch, case):
    choice = Choice(name=NAME, alternatives=EXPANSION.alternatives, source="prototype", needs="outside")
    declare(monkeypatch, choice)
    assert set(open_choices(weights_in({"outside"}, {}))) - set(OTHERS) == {NAME}
    assert weights_in({"zone"}, {})[NAME] == (0.0, 1.0, 0.0)
    assert NAME not in open_choices(weights_in({"zone"}, {}))
    assert (NAME in open_choices(case.weights)) is ("outside" in case.data.offers)


@pytest.mark.parametrize(
    ("lines", "en", "zh"),
    [
        (
            ['value = "stedy"', CITED],
            f"case.toml: parameters.{NAME}.value: unknown alternative 'stedy'; did you mean 'steady'",
            "没有备选设定 'stedy'；您要写的是否为 'steady'",
        ),
        (
            ["value = 2", CITED],
            f"case.toml: parameters.{NAME}.value: 2 is not text; known: halted, steady, brisk",
            "2 不是文字；可用：halted、steady、brisk",
        ),
        (
            ["weights = { brisk = 1, fast = 1 }", CITED],
            f"case.toml: parameters.{NAME}.weights.fast: unknown alternative 'fast'",
            "没有备选设定 'fast'",
        ),
        (
            ["weights = { brisk = -1, halted = 1 }", CITED],
            f"case.toml: parameters.{NAME}.weights.brisk: -1 is out of range",
            "-1 超出范围",
        ),
        (
            ["weights = { brisk = 0 }", CITED],
            f"case.toml: parameters.{NAME}.weights: every weight is 0; write value, to hold one, or weights, one or more: halted, steady, brisk",
            "权重全部为 0",
        ),
        (
            ['value = "brisk"', "weights = { brisk = 1 }", CITED],
            f"case.toml: parameters.{NAME}.value: value and weights cannot both be given",
            "value 和 weights 只能写一个",
        ),
        ([CITED], f"case.toml: parameters.{NAME}.value: is missing; write value, to hold one", "缺少该键；请写 value"),
        (['value = "brisk"'], f"case.toml: parameters.{NAME}.source: is missing", "缺少该键"),
        (
            ['value = "brisk"', 'source = "nobody"'],
            f"case.toml: parameters.{NAME}.source: unknown source 'nobody'",
            "没有来源 'nobody'",
        ),
        (
            ['value = "brisk"', CITED, 'unit = "1"'],
            f"case.toml: parameters.{NAME}.unit: unknown key 'unit'; did you mean 'note'?",
            "没有名为 'unit' 的键",
        ),
        (
            ["weights = { brisk = 1, brisk_expansion = 1 }", CITED],
            f"case.toml: parameters.{NAME}.weights.brisk_expansion: unknown alternative 'brisk_expansion'",
            "没有备选设定",
        ),
        (
            ['weights = { brisk = 1, "brisk expansion" = 1 }', CITED],
            f"case.toml: parameters.{NAME}.weights.brisk expansion: 'brisk expansion' and 'brisk' are the same",
            "'brisk expansion'",
        ),
    ],
)
def test_what_cannot_be_said_of_a_choice_is_refused_in_both_languages(town, capsys, lines, en, zh):
    told = refusals(capsys, "run", str(town(*lines)))
    assert en in told["en"][0]
    assert zh in told["zh"][0]
    assert all(len(each) == 1 for each in told.values())


def test_a_table_of_choices_by_the_name_of_the_code_is_unknown(expansion, tmp_path, capsys):
    folder = tmp_path / "town"
    shutil.copytree(LINHU, folder)
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[choices.{NAME}]\nvalue = "brisk"\n{CITED}\n')
    assert "unknown key 'choices'" in refusals(capsys, "run", str(folder))["en"][0]


def test_editors_complete_the_alternatives(expansion):
    schema = case_schema()
    own = schema["properties"]["parameters"]["properties"][NAME]["allOf"][1]["properties"]
    assert own["value"]["enum"] == list(WORDS)
    assert set(own["weights"]["properties"]) == set(WORDS)
    assert "ChoiceSetting" in schema["$defs"]
    assert set(schema["properties"]) & {"choices", "parameters"} == {"parameters"}
    assert json.dumps(schema)


def test_a_source_that_a_choice_cites_is_not_idle(town):
    folder = town('value = "brisk"', 'source = "town-order"')
    with (folder / "sources.toml").open("a", encoding="utf-8") as file:
        file.write('\n[town-order]\nzh = "某令"\nen = "An order"\ndate = "2012"\nwhere = "某市"\n')
    case = load_case(folder)
    assert case.data.citing("town-order") == {"case.toml": [NAME]}
