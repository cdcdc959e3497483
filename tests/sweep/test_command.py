"""The command line: kill -9 and Ctrl-C at any moment, resume, dry run, check, and how it ends."""

import json
import signal

import pytest

import run
from model.source_hash import MODEL_HASH
from scenarios.sweep import runner
from tests.sweep.conftest import stored
from tests.sweep.killing import differences, kill_and_resume, start, wait_for_units

MOMENTS = 3


@pytest.fixture
def called(capsys):
    """Call the command in this process; return its exit code and what it printed."""

    def call(*arguments):
        code = run.main(["sweep", *map(str, arguments)])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return call


def test_killed_at_random_moments_and_resumed_is_as_undisturbed(design_path, called, tmp_path):
    design_path.write_text(design_path.read_text().replace("number = 12", "number = 60"))
    assert called(design_path, "--out", tmp_path / "plain")[0] == 0
    there = kill_and_resume(design_path, tmp_path / "killed", MOMENTS, seed=3)
    assert there, "it was over before it could be killed"
    assert differences(tmp_path / "plain", tmp_path / "killed") == []
    assert run.main(["verify", str(tmp_path / "killed")]) == 0


def test_ctrl_c_ends_with_3_and_the_command_that_goes_on(design_path, called, tmp_path):
    design_path.write_text(
        design_path.read_text().replace("number = 12", "number = 1000").replace("block = 5", "block = 50")
    )
    folder = tmp_path / "a folder"
    process = start(design_path, folder, "--lang", "zh")
    wait_for_units(folder, 2, process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 3, (out, err)
    assert err == ""
    assert "已停止" in out
    command = out.splitlines()[-1]
    assert command == f"python run.py sweep {design_path} --lang zh --out '{folder}' --resume"
    assert 2 <= len(list((folder / "units").iterdir())) < 60
    assert not list(folder.rglob("*.partial"))


def test_it_says_what_was_done_and_writes_the_summary(design_path, called, tmp_path):
    code, out, err = called(design_path, "--out", tmp_path / "sweep")
    assert (code, err) == (0, "")
    assert "9 units done (36 runs" in out
    assert "0: " in out
    assert (
        (tmp_path / "sweep" / "summary.csv")
        .read_text(encoding="utf-8-sig")
        .startswith("point,lever.multi_storey_rule.strength,indicator,year,n,")
    )
    provenance = json.loads((tmp_path / "sweep" / "provenance.json").read_text(encoding="utf-8"))
    assert provenance["model_hash"] == MODEL_HASH
    manifest = json.loads((tmp_path / "sweep" / "manifest.json").read_text(encoding="utf-8"))
    assert provenance["baseline_digest"] == manifest["baseline_digest"]
    assert provenance["command"].startswith("run.py")
    before = stored(tmp_path / "sweep")
    code, _, err = called(design_path, "--out", tmp_path / "sweep")
    assert code == 2
    assert "--resume" in err
    code, out, _ = called(design_path, "--out", tmp_path / "sweep", "--resume", "--lang", "zh")
    assert code == 0
    assert "已有 9 个" in out
    assert stored(tmp_path / "sweep") == before


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "1,500,000 runs in 6,000 units"), ("zh", "每点模拟 500,000 次，共 1,500,000 次，分 6,000 个工作单元")],
)
def test_a_dry_run_of_a_million_says_what_it_takes_and_writes_nothing(
    language, words, design_path, called, tmp_path, monkeypatch
):
    text = design_path.read_text().replace("number = 12", "number = 500_000").replace("block = 5\n", "")
    design_path.write_text(text)
    monkeypatch.chdir(tmp_path)
    before = sorted(path for path in tmp_path.rglob("*"))
    code, out, err = called(design_path, "--dry-run", "--lang", language)
    assert (code, err) == (0, "")
    assert "".join(words.split()) in "".join(out.split())  # wherever its lines end
    assert "GB" in out
    assert sorted(path for path in tmp_path.rglob("*")) == before


def test_a_failed_unit_makes_it_end_with_1_and_is_told(design_path, called, tmp_path, monkeypatch):
    real = runner.Runner

    def failing(plan, store, executor, workers, watch):
        def work(task):
            if task.first == 10:
                raise ArithmeticError("the book of land does not close")
            return runner.run_unit(task)

        return real(plan, store, executor, workers, watch, work)

    monkeypatch.setattr(runner, "Runner", failing)
    code, out, _ = called(design_path, "--out", tmp_path / "sweep")
    assert code == 1
    assert "3 units failed" in out
    assert "point 0, from replicate 10 on): ArithmeticError: the book of land does not close" in out
    monkeypatch.undo()
    code, out, _ = called(design_path, "--out", tmp_path / "sweep", "--verify")
    assert code == 1
    assert "6 units are intact, 0 damaged, 3 missing, 3 failed" in out
    assert called(design_path, "--out", tmp_path / "sweep", "--resume")[0] == 0
    code, out, _ = called(design_path, "--out", tmp_path / "sweep", "--verify")
    assert code == 0
    assert "9 units are intact, 0 damaged, 0 missing, 0 failed" in out


def test_a_damaged_file_is_told_and_only_checking_changes_nothing(design_path, called, tmp_path):
    folder = tmp_path / "sweep"
    called(design_path, "--out", folder)
    path = sorted((folder / "units").iterdir())[3]
    path.write_bytes(path.read_bytes()[:-50])
    spoilt = stored(folder)
    code, out, _ = called(design_path, "--out", folder, "--verify", "--lang", "zh")
    assert code == 1
    assert "8 个工作单元完好，1 个损坏，1 个缺失" in out
    assert stored(folder) == spoilt
    code, out, _ = called(design_path, "--out", folder, "--resume")
    assert code == 0
    assert f"1 damaged files were found and done again: {path.name}" in out


def test_checking_what_is_not_there_is_refused(design_path, called, tmp_path):
    code, _, err = called(design_path, "--out", tmp_path / "nowhere", "--verify")
    assert code == 2
    assert "is not there yet" in err
