"""Material of a sweep: points with levers and uncertainties become alternatives and futures, many of them or few."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import run
from scenarios.comparison import sources
from scenarios.problem import InputProblem


def sweep(levers, futures, replicates=3):
    """A sweep whose indicators grow with the lever and fall with the uncertainty."""
    rows, frames = [], []
    for strength in np.linspace(0, 1, levers):
        for growth in np.linspace(0.0, 0.05, futures):
            rows.append(
                {"scenario": "none", "lever.selection_weights.strength": strength, "uncertainty.macro_growth": growth}
            )
            for replicate in range(replicates):
                share = 0.45 + 0.1 * strength - growth + 0.01 * replicate
                frames.append(
                    pd.DataFrame(
                        {
                            "point": len(rows) - 1,
                            "replicate": replicate,
                            "year": range(2015, 2021),
                            "policy_cost": [np.nan] + [strength * (1 + replicate)] * 5,
                            "hightech_output_share": share,
                            "zone_value_added_share": 0.8,
                            "top3_sales_share": 0.7,
                        }
                    )
                )
    points = pd.DataFrame(rows, pd.RangeIndex(len(rows), name="point"))
    return SimpleNamespace(points=points, outcomes=pd.concat(frames), case_name="chizhou", design=None)


@pytest.fixture
def compared(monkeypatch, tmp_path):
    def compare(made):
        monkeypatch.setattr(sources, "_sweeps_known", lambda: True)
        monkeypatch.setattr(sources, "import_module", lambda name: SimpleNamespace(read_sweep=lambda folder: made))
        assert run.main(["compare", str(tmp_path), "--probability", "0.6", "--out", str(tmp_path / "out")]) == 0
        return tmp_path / "out"

    return compare


def test_a_sweep_is_compared_over_its_futures(compared, capsys):
    out = compared(sweep(3, 4))
    found = pd.read_csv(out / "satisficing.csv").set_index("alternative")
    # The high-tech share must reach 0.48 and 0.50 in at least two of three replicates: 0.45 + 0.1 s - g + 0.01 >= 0.5
    # for s = 0: never; s = 0.5: g = 0 only; s = 1: up to g = 0.05, all four
    assert found["share"].tolist() == [0.0, 0.25, 1.0]
    assert found.index.tolist() == ["none#0", "none#4", "none#8"]
    assert "no plan #4" in capsys.readouterr().out
    settings = pd.read_csv(out / "alternatives.csv").set_index("alternative")
    assert settings["lever.selection_weights.strength"].to_dict() == {"none#0": 0.0, "none#4": 0.5, "none#8": 1.0}


def test_too_many_pairs_are_left_out_and_it_is_said(compared, capsys):
    out = compared(sweep(41, 2, 2))
    assert not (out / "differences.csv").exists()
    assert len(pd.read_csv(out / "dominance.csv")) == 41
    assert "pairwise differences are left out" in " ".join(capsys.readouterr().out.split())


def test_a_sweep_with_a_run_missing_is_refused(compared, monkeypatch, tmp_path):
    made = sweep(2, 2)
    made.outcomes = made.outcomes[(made.outcomes["point"] != 1) | (made.outcomes["replicate"] != 1)]
    monkeypatch.setattr(sources, "_sweeps_known", lambda: True)
    monkeypatch.setattr(sources, "import_module", lambda name: SimpleNamespace(read_sweep=lambda folder: made))
    with pytest.raises(InputProblem, match="cannot be paired: 11 runs are there and 12 were expected") as refused:
        sources.paired_from(sources.read_results(tmp_path), "sweep")
    assert "不能配对" in refused.value.in_language("zh")
