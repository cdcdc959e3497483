"""input_coefficients.csv: what is read of it, and what is refused."""

import numpy as np
import pytest

import run
from scenarios import load_case
from tests.input.reading import add_row, refusals, whole_copy
from tests.refusals.edits import copy_case

FILE = "input_coefficients.csv"
HEADER = "supplier,user,coefficient\n"


def written(folder, *rows):
    (folder / FILE).write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return folder


def test_pairs_are_found_by_ids_and_labels_in_any_order(tmp_path):
    folder = written(copy_case(tmp_path / "case"), "ferrous,metal_products,0.27", "采矿,ferrous,0.16")
    baseline = load_case(folder).data.baseline
    ids = baseline.industry_ids
    found = {(ids[row], ids[column]): baseline.inputs[row, column] for row, column in np.argwhere(baseline.inputs)}
    assert found == {("ferrous", "metal_products"): 0.27, ("mining", "ferrous"): 0.16}


def test_inputs_leave_the_value_added_of_the_case(tmp_path):
    # metal products keep 0.208 of their output: of 0.9 that they would buy, 0.792 is left, in the same parts
    folder = written(copy_case(tmp_path / "case"), "ferrous,metal_products,0.6", "chemicals,metal_products,0.3")
    baseline = load_case(folder).data.baseline
    column = baseline.inputs[:, baseline.industry_ids.index("metal_products")]
    assert column[column > 0].tolist() == pytest.approx([0.264, 0.528])


def test_the_world_has_links_without_own_use():
    arrays = load_case("chizhou").world.arrays
    assert arrays.inputs.shape == arrays.link_mix.shape == (16, 16)
    assert not arrays.inputs.diagonal().any()
    assert arrays.link_mix[:, -1] == pytest.approx(np.ones(16))


def test_without_the_file_there_are_no_links_and_check_says_so(tmp_path, capsys):
    folder = copy_case(tmp_path / "case")
    assert load_case(folder).world.arrays.inputs.size == 0
    assert run.main(["check", str(folder), "--lang", "zh"]) == 0
    assert "未提供 input_coefficients.csv" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rows", "en", "zh"),
    [
        (["steel,autos,0.1"], "line 2, column supplier: unknown industry 'steel'", "没有行业"),
        (["ferrous,autos,1.2"], "line 2, column coefficient", "coefficient"),
        (["ferrous,autos,0.1", "ferrous,autos,0.2"], "line 3, column supplier: has the supplier and the user of line 2", "与第 2 行相同"),
        (["ferrous,ferrous,1.0"], "the spectral radius of the coefficients is 1", "谱半径为 1"),
    ],
    ids=["unknown", "above one", "twice", "without end"],
)  # fmt: skip
def test_what_is_no_coefficient_is_refused(tmp_path, capsys, rows, en, zh):
    folder = written(copy_case(tmp_path / "case"), *rows)
    told = refusals(capsys, "check", str(folder))
    assert en in "\n".join(told["en"])
    assert zh in "\n".join(told["zh"])


def test_demand_that_comes_to_an_end_is_read(tmp_path):
    folder = written(copy_case(tmp_path / "case"), "ferrous,autos,0.99", "autos,ferrous,0.99")
    assert load_case(folder).data.baseline.inputs.max() < 0.82  # scaled to the value added of both


def test_its_source_is_that_of_the_whole_column(tmp_path, capsys):
    folder = whole_copy(tmp_path / "case")
    add_row("sources.csv", f"{FILE},ferrous,coefficient,assumption,,,", f"{FILE},*,coefficient,assumption,0.1,0.2,")(
        folder
    )
    told = refusals(capsys, "check", str(folder))
    assert any("'ferrous' cannot be a row of input_coefficients.csv" in line for line in told["en"])
    assert any("the range of the coefficients is that of parameter input_scale" in line for line in told["en"])
