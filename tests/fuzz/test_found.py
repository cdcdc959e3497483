"""Faults that generated attacks found, one by one."""

import shutil
from pathlib import Path

import pytest

import run
from scenarios import InputProblem, load_case
from scenarios.files.table import read_table

TOWN = Path(__file__).parents[1] / "cities" / "linhu"


def copied_town(folder):
    """Copy the invented town; return its folder."""
    return Path(shutil.copytree(TOWN, folder / "town"))


@pytest.mark.parametrize("written", [",,,\n,,,\n", '""\n', "\ufeff,\n", " , \n"])
def test_a_table_of_empty_cells_is_empty(written, tmp_path):
    (tmp_path / "t.csv").write_text(written, encoding="utf-8")
    with pytest.raises(InputProblem, match=r"^t\.csv: is empty$"):
        read_table(tmp_path / "t.csv", ("id", "name"))


@pytest.mark.parametrize("name", ["x" * 255, "x" * 256, "数" * 300, "x\0y"])
def test_a_name_that_no_file_can_have_is_an_unknown_name(name, capsys):
    assert run.main(["explain", name, "--lang", "en"]) == 2
    assert "\n" not in capsys.readouterr().err.rstrip("\n")


@pytest.mark.parametrize(("low", "written"), [(-1e15, True), (-1.1e15, False)])
def test_an_end_of_a_range_that_overflows_as_a_percentage_is_refused(low, written, tmp_path):
    folder = copied_town(tmp_path)
    text = (folder / "case.toml").read_text(encoding="utf-8")
    share = text.index("[totals.ramping_share]")
    (folder / "case.toml").write_text(
        text[:share] + text[share:].replace("low = 0.05", f"low = {low!r}", 1), encoding="utf-8"
    )
    if written:
        assert load_case(folder).data is not None
    else:
        with pytest.raises(InputProblem, match=r"totals\.ramping_share\.low: -1100000000000000.0 is out of range"):
            load_case(folder)
