"""A run whose differences cancel out: 2e-17 is no effect, and needs no 2e30 replicates."""

import re
import shutil

import pandas as pd
import pytest

import run
from scenarios.case import CASES

TARGET = """
[[targets]]
indicator = "leniency"
year = 2019
at_least = 0.1
clause = "made"
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """The shipped case with a single target, that of leniency."""
    folder = tmp_path_factory.mktemp("case") / "lenient"
    shutil.copytree(CASES / "chizhou", folder)
    path = folder / "case.toml"
    text = re.sub(r"\[\[targets\]\]\n(?:[^\[\n].*\n|\n)*", "", path.read_text(encoding="utf-8"))
    path.write_text(text + TARGET, encoding="utf-8")
    for name in ("clauses.csv", "search.toml"):
        (folder / name).unlink(missing_ok=True)
    return folder


def test_differences_that_add_up_to_nothing_are_written_as_nothing(case, tmp_path, capsys):
    out = tmp_path / "run"
    assert run.main(["run", str(case), "-n", "7", "-s", "energy", "--out", str(out)]) == 0
    rows = pd.read_csv(out / "targets.csv").set_index(["scenario", "indicator"])
    row = rows.loc[("energy", "leniency")]
    runs = pd.read_parquet(out / "indicators.parquet").query("year == 2019").set_index(["scenario", "replicate"])
    differences = runs.loc["energy", "leniency"] - runs.loc["none", "leniency"]
    assert differences.abs().max() < 0.1
    if abs(differences.mean()) < 1e-15:
        assert row["difference"] == 0.0
        assert not row["detectable"]
        assert pd.isna(row["replicates_to_detect"])
    assert "-0.00" not in capsys.readouterr().out
