"""Faults that generated attacks found, one by one."""

import pytest

import run
from scenarios import InputProblem
from scenarios.files.table import read_table


@pytest.mark.parametrize("written", [",,,\n,,,\n", '""\n', "\ufeff,\n", " , \n"])
def test_a_table_of_empty_cells_is_empty(written, tmp_path):
    (tmp_path / "t.csv").write_text(written, encoding="utf-8")
    with pytest.raises(InputProblem, match=r"^t\.csv: is empty$"):
        read_table(tmp_path / "t.csv", ("id", "name"))


@pytest.mark.parametrize("name", ["x" * 255, "x" * 256, "数" * 300, "x\0y"])
def test_a_name_that_no_file_can_have_is_an_unknown_name(name, capsys):
    assert run.main(["explain", name, "--lang", "en"]) == 2
    assert "\n" not in capsys.readouterr().err.rstrip("\n")
