"""Material of a sweep: points with levers and uncertainties become alternatives and futures, many of them or few."""

import shutil
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import run
from scenarios import load_case
from scenarios.comparison import sources
from scenarios.finished import FinishedRuns, case_of, read_finished
from scenarios.refusals.problem import InputProblem, say
from scenarios.sweep import results, run_points
from scenarios.sweep.results import Sweep
from scenarios.sweep.store import MANIFEST, UNITS


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
                            **dict.fromkeys(("mixed_output_share", "hightech_output_share"), share),
                            "catalogue_output_share": 0.46,
                            "zone_value_added_share": 0.8,
                            **dict.fromkeys(("top3_sales_share", "top3_by_area_share"), 0.7),
                        }
                    )
                )
    points = pd.DataFrame(rows, pd.RangeIndex(len(rows), name="point"))
    case = load_case("chizhou")
    targets = [target.model_dump() for target in case.targets]
    manifest = {"targets": targets, "seed": 1, "scenario": "none", "case_digest": case.digest}
    return Sweep("chizhou", {}, points, pd.concat(frames), pd.DataFrame(columns=["reason"]), 0, manifest)


def read_as(made, monkeypatch, folder):
    (folder / MANIFEST).write_text("{}")
    monkeypatch.setattr(results, "read_sweep", lambda folder: made)


@pytest.fixture
def compared(monkeypatch, tmp_path):
    def compare(made, out="out"):
        read_as(made, monkeypatch, tmp_path)
        assert run.main(["compare", str(tmp_path), "--probability", "0.6", "--out", str(tmp_path / out)]) == 0
        return tmp_path / out

    return compare


def test_a_sweep_is_compared_over_its_futures(compared, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")  # names of points in one line
    out = compared(sweep(3, 4))
    found = pd.read_csv(out / "satisficing.csv").set_index("alternative")
    # The high-tech share must reach 0.48 and 0.50 in at least two of three replicates: 0.45 + 0.1 s - g + 0.01 >= 0.5
    # for s = 0: never; s = 0.5: g = 0 only; s = 1: up to g = 0.05, all four
    assert found["share"].tolist() == [0.0, 0.25, 1.0]
    assert found.index.tolist() == ["none#0", "none#4", "none#8"]
    shown = " ".join(capsys.readouterr().out.split())
    assert "#" not in shown
    settings = pd.read_csv(out / "alternatives.csv").set_index("alternative")
    weight = "weight of quality in the ranking for land"
    assert settings["en"].tolist() == [f"no plan, {weight} {value}" for value in ("0", "0.5", "1")]
    assert settings["lever.selection_weights.strength"].to_dict() == {"none#0": 0.0, "none#4": 0.5, "none#8": 1.0}


@pytest.mark.parametrize(
    ("language", "said"), [("en", "set the same in every quarter"), ("zh", "各季度的力度完全相同")]
)
def test_points_that_all_set_the_same_are_refused_by_their_names(monkeypatch, tmp_path, capsys, language, said):
    """A lever of no plan at its neutral strength, set from another quarter on: under each future, one and the same."""
    made = sweep(3, 2)
    points = made.points.assign(**{"lever.selection_weights.strength": 0.0})
    points.insert(2, "lever.selection_weights.start", ["2016Q1", "2016Q1", "2017Q2", "2017Q2", "2018Q3", "2018Q3"])
    read_as(replace(made, points=points), monkeypatch, tmp_path)
    out = tmp_path / "out"
    assert run.main(["compare", str(tmp_path), "--lang", language, "--out", str(out)]) == 2
    refusal = capsys.readouterr().err
    assert said in refusal
    assert all(refusal.count(quarter) == 1 for quarter in ("2016Q1", "2017Q2", "2018Q3"))
    assert not out.exists()


def test_of_points_that_set_the_same_one_is_compared_with_the_others(monkeypatch, tmp_path):
    made = sweep(3, 2)
    strengths = [0.0, 0.0, 0.0, 0.0, 1.0, 1.0]
    points = made.points.assign(**{"lever.selection_weights.strength": strengths})
    read_as(replace(made, points=points), monkeypatch, tmp_path)
    assert run.main(["compare", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    assert pd.read_csv(tmp_path / "out" / "alternatives.csv")["alternative"].tolist() == ["none#0", "none#4"]


def test_too_many_pairs_are_left_out_and_it_is_said(compared, capsys):
    out = compared(sweep(41, 2, 2))
    assert not (out / "differences.csv").exists()
    assert len(pd.read_csv(out / "dominance.csv")) == 41
    assert "pairwise differences are left out" in " ".join(capsys.readouterr().out.split())


def test_a_sweep_with_a_run_missing_is_refused(monkeypatch, tmp_path):
    made = sweep(2, 2)
    kept = made.outcomes[(made.outcomes["point"] != 1) | (made.outcomes["replicate"] != 1)]
    read_as(replace(made, outcomes=kept, missing=None), monkeypatch, tmp_path)  # as where a rule decides how many
    with pytest.raises(InputProblem, match="cannot be paired: 11 runs are there and 12 were expected") as refused:
        sources.paired_from(read_finished(tmp_path), "sweep")
    assert "不能配对（现有 11 次模拟，应有 12 次" in refused.value.in_language("zh")


def test_many_points_are_said_to_be_dominated_and_what_they_set_is_shown(compared, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    compared(sweep(25, 1))
    said = " ".join(capsys.readouterr().out.split())
    assert "of 25 scenarios are dominated by another one" in said
    assert "What each point sets" not in said  # the names say it all
    assert "0.04167" in said
    assert "0.9583" not in said  # 20 are shown


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A real sweep of three strengths under the draft; its points name no scenario."""
    folder = tmp_path_factory.mktemp("stored") / "sweep"
    points = pd.DataFrame({"lever.multi_storey_rule.strength": [0.0, 0.5, 1.0]}, pd.RangeIndex(3, name="point"))
    run_points(load_case("chizhou"), points, 6, 2, folder, scenario="draft")
    return folder


def test_a_real_sweep_is_compared_by_its_own_base_and_targets(stored, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    out = tmp_path / "out"
    assert run.main(["compare", str(stored), "--lang", "zh", "--out", str(out)]) == 0
    levels = pd.read_csv(out / "levels.csv").set_index(["alternative", "kind", "name"])["estimate"]
    runs = results.read_sweep(stored).outcomes
    for point in range(3):
        mine = runs[runs["point"] == point]
        met = mine[mine["year"] == 2020]["hightech_output_share"] >= 0.5
        assert levels[f"draft#{point}", "probability", "hightech_output_share.2020"] == pytest.approx(met.mean())
        spent = mine[mine["year"].between(2016, 2020)].groupby("replicate")["policy_cost"].sum()
        assert levels[f"draft#{point}", "cost", "cost"] == pytest.approx(spent.mean())
    assert "#" not in capsys.readouterr().out
    called = pd.read_csv(out / "alternatives.csv").set_index("alternative")["zh"]
    assert called["draft#2"] == "征求意见稿，适合多层厂房项目不单独供地 100%"


@pytest.mark.parametrize(
    ("harm", "words", "chinese"),
    [
        ("remove", "the sweep is unfinished: 6 runs are missing", "缺少 6 次"),
        ("damage", "1 units failed or are damaged", "有 1 个工作单元失败或损坏"),
    ],
)
def test_a_sweep_that_is_not_whole_is_refused(stored, tmp_path, harm, words, chinese):
    folder = tmp_path / "sweep"
    shutil.copytree(stored, folder)
    unit = sorted((folder / UNITS).iterdir())[-1]
    if harm == "remove":
        unit.unlink()
    else:
        unit.write_bytes(unit.read_bytes()[:-100])
    with pytest.raises(InputProblem, match=words) as refused:
        read_finished(folder)
    assert chinese in refused.value.in_language("zh")


def test_a_folder_that_is_no_sweep_is_refused(tmp_path, capsys):
    assert run.main(["compare", str(tmp_path), "--lang", "zh"]) == 2
    assert "没有已完成的模拟结果" in capsys.readouterr().err


def uneven(adaptive):
    """Three lever points with three replicates each, of which the last two have a fourth."""
    made = sweep(3, 1, replicates=4)
    outcomes = made.outcomes[(made.outcomes["point"] > 0) | (made.outcomes["replicate"] < 3)]
    return replace(made, outcomes=outcomes, manifest={**made.manifest, "replicates": {"adaptive": adaptive}})


def test_where_a_rule_decided_the_replicates_those_that_all_points_have_are_compared(monkeypatch, tmp_path, capsys):
    read_as(uneven(True), monkeypatch, tmp_path)
    assert run.main(["compare", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "n = 3 replicates" in shown
    assert "only those that every point has are compared, and 2 runs are left out" in shown
    levels = pd.read_csv(tmp_path / "out" / "levels.csv")
    cost = levels[(levels["kind"] == "cost") & (levels["alternative"] == "none#2")]["estimate"].item()
    assert cost == pytest.approx(5 * (1 + 2 + 3) / 3)


def test_a_design_with_as_many_replicates_everywhere_must_have_them_all(monkeypatch, tmp_path, capsys):
    read_as(uneven(False), monkeypatch, tmp_path)
    assert run.main(["compare", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_labels_are_those_of_the_shipped_case_only_if_it_is_the_one_that_was_run(compared, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    made = sweep(2, 2)
    first = compared(made)
    assert pd.read_csv(first / "alternatives.csv")["en"].str.startswith("no plan, ").all()
    shown = " ".join(capsys.readouterr().out.split())
    assert "so scenarios go by their ids" not in shown
    again = compared(replace(made, manifest={**made.manifest, "case_digest": "another"}), "again")
    assert pd.read_csv(again / "alternatives.csv")["en"].str.startswith("none, ").all()
    shown = " ".join(capsys.readouterr().out.split())
    assert "no plan" not in shown
    assert (
        "The case chizhou is not shipped, or no longer as it was when it was run, and the folder keeps no copy" in shown
    )


def test_a_search_holds_one_scenario_whatever_its_futures(tmp_path):
    points = pd.DataFrame({"scenario": "none", "uncertainty.macro_growth": [0.0, 0.02, 0.04]})
    runs = FinishedRuns(points.rename_axis("point"), pd.DataFrame(), (), "chizhou", "", 1)
    with pytest.raises(InputProblem, match="there is only one scenario"):
        sources.paired_from(runs, "search")


def test_a_folder_made_before_words_of_the_case_changed_is_still_read(case, tmp_path):
    """Only where the case names the hash that it had then."""
    folder = tmp_path / "town"
    shutil.copytree(case.folder, folder)
    before = load_case(folder).digest
    runs = FinishedRuns(pd.DataFrame(), pd.DataFrame(), case.targets, case.name, before, 1)
    path = folder / "case.toml"
    renamed = path.read_text(encoding="utf-8").replace(case.file.en, f"{case.file.en}, revised", 1)
    path.write_text(renamed, encoding="utf-8")
    with pytest.raises(InputProblem, match="are not those that it was run with"):
        case_of(runs, say("folder", folder="x"), folder)
    named = [line for line in renamed.splitlines() if not line.startswith("earlier_digests")]
    named.insert(
        next(at for at, line in enumerate(named) if line.startswith("years")), f'earlier_digests = ["{before}"]'
    )
    path.write_text("\n".join(named), encoding="utf-8")
    assert case_of(runs, say("folder", folder="x"), folder).file.en.endswith(", revised")
    path.write_text("\n".join(named).replace(before, before.upper() + "x"), encoding="utf-8")
    with pytest.raises(InputProblem, match="earlier_digests"):
        load_case(folder)
