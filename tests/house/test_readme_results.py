"""The table of the README is what `make run` gives now: a change that moves results must move it too."""

import re
from pathlib import Path

import pandas as pd
import pytest

import run

TEXT = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
HIGHTECH, VALUE_ADDED, TOP = "hightech_output_share", "zone_value_added_share", "top3_sales_share"


def table():
    """Cells of the table, row by row, without the labels of the scenarios."""
    lines = TEXT[TEXT.index("| scenario |") :].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")][1:] for line in lines]


@pytest.fixture(scope="module")
def targets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readme") / "run"
    assert run.main(["run", "chizhou", "--out", str(folder)]) == 0
    return pd.read_csv(folder / "targets.csv").set_index(["scenario", "indicator", "year"])


def in_percent(row, *columns):
    return [100 * float(row[column]) for column in columns]


def probability(row):
    return in_percent(row, "probability", "low", "high")


def expected(targets, scenario):
    """The numbers of each cell of a scenario, in the order in which they are written."""
    share = targets.loc[scenario, HIGHTECH, 2020]
    low, high = in_percent(share, "difference_low", "difference_high")
    difference = [] if scenario == "none" else [*in_percent(share, "difference"), (high - low) / 2]
    return [
        probability(targets.loc[scenario, HIGHTECH, 2017]),
        probability(share),
        in_percent(share, "mean"),
        in_percent(share, "p5", "p95"),
        difference,
        probability(targets.loc[scenario, VALUE_ADDED, 2020]),
        probability(targets.loc[scenario, TOP, 2020]),
    ]


def written(cell):
    """Numbers of a cell with half a unit of their last digit; a dash between two numbers is no sign."""
    for text in NUMBER.findall(cell.replace("–", " ")):
        yield float(text), 0.5 * 10.0 ** -len(text.partition(".")[2])


@pytest.mark.slow
def test_the_table_holds_the_numbers_of_the_run_that_it_names(targets):
    assert "500 replicates with seed 1 (`make run`)" in " ".join(TEXT.split())
    scenarios = list(dict.fromkeys(targets.index.get_level_values("scenario")))
    rows = table()
    assert len(rows) == len(scenarios)
    for scenario, cells in zip(scenarios, rows, strict=True):
        for cell, numbers in zip(cells, expected(targets, scenario), strict=True):
            for (number, unit), value in zip(written(cell), numbers, strict=True):
                assert abs(number - value) <= unit * (1 + 1e-9), (scenario, cell, numbers)
