"""The command `search` from its arguments to its files: found, not found, stopped, taken up again, refused."""

import json
import shlex

import pandas as pd
import pytest

import run
from model import simulate
from scenarios import load_case
from scenarios.case import CASES, input_files
from scenarios.search import evaluation
from scenarios.search.plan import read_plan
from scenarios.search.search import run_plan

pytestmark = pytest.mark.chizhou

FILE = """
targets = ["hightech_output_share.2020"]
probability = {probability}
replicates = 20
fresh_replicates = 60
budget = 14
population = 8
caution = 0.0
alternatives = 1
case = "chizhou"
[levers]
innovation_fund = [0, 10000, 20000, 30000]
innovation_platforms = {{ low = 0, high = 8, step = 2 }}
"""
FUTURES = "[futures]\nnumber = 6\nshare = 0.5\nuncertainties = { macro_growth = {} }\n"


def search_file(folder, probability=0.5, more=""):
    path = folder / "search.toml"
    path.write_text(FILE.format(probability=probability) + more, encoding="utf-8")
    return path


def command(*arguments):
    return run.main(["search", *map(str, arguments)])


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search")
    out = folder / "out"
    assert command(search_file(folder), "--out", out, "--threads", 2) == 0
    return out


def test_the_folder_holds_what_was_found(done):
    names = {path.name for path in done.iterdir()}
    tables = {"candidates.csv", "front.csv", "chosen.csv"}
    assert names == {"contents.json", "search.json", "evaluations.jsonl", "scenarios.toml", "case", *tables}
    assert {path.name: path.read_bytes() for path in (done / "case").iterdir()} == input_files(CASES / "chizhou")
    candidates, chosen = (pd.read_csv(done / name) for name in ("candidates.csv", "chosen.csv"))
    assert len(candidates) == 14
    best = candidates[candidates["feasible"]].sort_values("cost").iloc[0]
    assert chosen["point"].iloc[0] == best["point"]
    assert chosen["cost_in_search"].iloc[0] == best["cost"]
    assert json.loads((done / "search.json").read_text(encoding="utf-8"))["asked"]["probability"] == 0.5


def test_the_scenario_can_be_pasted_into_a_case_and_gives_what_was_said(done, tmp_path):
    for source in CASES.joinpath("chizhou").glob("*.*"):
        (tmp_path / source.name).write_bytes(source.read_bytes())
    with (tmp_path / "scenarios.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + (done / "scenarios.toml").read_text(encoding="utf-8"))
    runs = simulate(load_case(tmp_path), "least_cost", 60, 1, first=20)  # the fresh replicates
    chosen = pd.read_csv(done / "chosen.csv").iloc[0]
    assert float((runs["hightech_output_share"].sel(year=2020) >= 0.5).mean()) == pytest.approx(chosen["all_targets"])
    spent = runs["policy_cost"].sel(year=slice(2016, 2020)).sum("year").mean()
    assert float(spent) == pytest.approx(chosen["cost"])


def test_it_is_there_already_and_can_be_gone_on_with(done, capsys):
    before = {path: path.read_bytes() for path in done.rglob("*") if path.is_file()}
    assert command(done.parent / "search.toml", "--out", done) == 2
    assert "continue with --resume" in capsys.readouterr().err
    assert command(done.parent / "search.toml", "--out", done, "--resume", "--lang", "zh") == 0
    assert "个评估取自已保存的结果" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in done.rglob("*") if path.is_file()} == before


def test_another_search_is_not_mixed_in(done, capsys):
    assert command(done.parent / "search.toml", "--out", done, "--resume", "--seed", 5, "--probability", 0.6) == 2
    message = capsys.readouterr().err
    assert "holds another search; these differ" in message
    assert "probability" in message
    assert "seed" in message


def test_evaluations_of_other_populations_are_not_taken(done, other_populations, capsys):
    """They would be the numbers of another model, the confirmation too."""
    before = (done / "evaluations.jsonl").read_bytes()
    assert command(done.parent / "search.toml", "--out", done, "--resume") == 2
    assert "has another basis: the baseline populations" in " ".join(capsys.readouterr().err.split())
    assert command(done.parent / "search.toml", "--out", done, "--resume", "--lang", "zh") == 2
    assert "依据不同：基期企业群" in "".join(capsys.readouterr().err.split())
    assert (done / "evaluations.jsonl").read_bytes() == before


def test_evaluations_of_other_populations_have_other_keys(done, other_populations, tmp_path):
    """Also where somebody copies the file of evaluations into the folder of another search."""
    plan = read_plan(done.parent / "search.toml", {})
    assert plan.context(20)["baseline"] != json.loads((done / "search.json").read_text())["asked"]["baseline"]
    (tmp_path / "evaluations.jsonl").write_bytes((done / "evaluations.jsonl").read_bytes())
    assert run_plan(plan, tmp_path).found == 0


@pytest.mark.parametrize("key", ["model", "case", "baseline"])
def test_a_search_on_another_basis_is_refused_by_name(done, tmp_path, capsys, key):
    asked = json.loads((done / "search.json").read_text(encoding="utf-8"))["asked"]
    text = json.dumps({"asked": {**asked, key: "0" * 16, "budget": 999}})
    (tmp_path / "search.json").write_text(text, encoding="utf-8")
    assert command(done.parent / "search.toml", "--out", tmp_path, "--resume") == 2
    told = " ".join(capsys.readouterr().err.split())
    assert {"model": "the version of the model", "case": "the data of the case", "baseline": "the baseline pop"}[
        key
    ] in told
    assert "0" * 16 in told
    assert asked[key] in told


def test_an_infeasible_question_is_answered_plainly(tmp_path, capsys):
    arguments = ("--target", "zone_value_added_share", "--probability", "1", "--budget", 6, "--lang", "zh")
    assert command(search_file(tmp_path), *arguments, "--out", tmp_path / "out") == 0
    said = "".join(capsys.readouterr().out.split())
    assert "没有找到达成目标的方案" in said
    assert "最难的一项是" in said
    assert "非推荐方案" in said
    assert "[nearest]" in (tmp_path / "out" / "scenarios.toml").read_text(encoding="utf-8")


def test_a_robust_search_lists_where_its_scenario_fails(tmp_path, capsys):
    out = tmp_path / "out"
    assert command(search_file(tmp_path, 0.5, FUTURES), "--budget", 8, "-n", 10, "--out", out) == 0
    futures, points = (pd.read_csv(out / name, index_col="point") for name in ("futures.csv", "points.csv"))
    outcomes = pd.read_csv(out / "outcomes.csv")
    assert len(futures) == len(points) == 6
    shares = (
        outcomes[outcomes["year"] == 2020]
        .groupby("point")["hightech_output_share"]
        .agg(lambda each: (each >= 0.5).mean())
    )
    assert shares.to_numpy() == pytest.approx(futures["all_targets"].to_numpy())
    assert (futures["fails"] == (futures["all_targets"] < 0.5)).all()
    assert points["uncertainty.macro_growth"].tolist() == futures["uncertainty.macro_growth"].tolist()
    assert f"fails in {int(futures['fails'].sum())}" in capsys.readouterr().out


def test_a_stopped_search_says_how_to_go_on_and_goes_on_to_the_same_end(done, tmp_path, capsys, monkeypatch):
    real, calls = evaluation.run_unit, []

    def stopping(*arguments):
        calls.append(1)
        if len(calls) > 9:
            raise KeyboardInterrupt
        return real(*arguments)

    out = tmp_path / "out put"
    arguments = ["search", str(done.parent / "search.toml"), "--out", str(out), "--seed", "1"]
    monkeypatch.setattr("sys.argv", ["run.py", *arguments])
    monkeypatch.setattr(evaluation, "run_unit", stopping)
    assert run.main(arguments) == 3
    shown = capsys.readouterr().out
    asked = shlex.split(shown[shown.index("python run.py") :])
    assert asked == ["python", "run.py", "search", arguments[1], "--seed", "1", "--out", str(out), "--resume"]
    monkeypatch.setattr(evaluation, "run_unit", real)
    assert run.main(asked[2:]) == 0
    for name in ("candidates.csv", "front.csv", "chosen.csv", "scenarios.toml"):
        assert (out / name).read_bytes() == (done / name).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("chizhou", "--target", "hightech_share.2020"), ["--target", "did you mean 'hightech_output_share.2020'"]),
        (("chizhou", "--lever", "energy_cop"), ["--lever", "did you mean 'energy_cap'"]),
        (("chizhou", "--probability", "1.2"), ["--probability", "0.01 to 1"]),
        (("chizhou", "--probability", "high"), ["--probability", "'high' is not a number"]),
        (("chizhou", "--algorithm", "nsga4"), ["--algorithm", "did you mean 'nsga"]),
        (("chizhou", "--budget", "1"), ["--budget", "2 to 1000000"]),
        (("chizhou", "-s", "draught"), ["draught", "did you mean 'draft'"]),
        (("chizou",), ["did you mean 'chizhou'"]),
        (("nowhere.toml",), ["nowhere.toml", "is missing"]),
        (("nowhere.toml", "--futures", "4"), ["--futures", "write it in nowhere.toml"]),
        (("chizhou", "--resume"), ["--resume", "--out"]),
    ],
)
def test_bad_arguments_are_refused(arguments, words, capsys):
    assert command(*arguments) == 2
    message = capsys.readouterr().err
    assert message.startswith("refused: ")
    assert message.count("\n") == 1
    for word in words:
        assert word in message


def test_a_folder_that_holds_no_search_is_not_gone_on_with(tmp_path, capsys):
    assert command("chizhou", "--out", tmp_path, "--resume", "--lever", "energy_cap") == 2
    assert "holds no search to continue" in capsys.readouterr().err
