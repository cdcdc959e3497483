"""What is kept is used again only where it belongs, and what is edited during a run changes nothing of it."""

import json
import shutil

import pytest

import scenarios.case
from scenarios import load_case
from scenarios.case import input_files
from scenarios.finished import case_of, place_of, read_finished
from scenarios.refusals.problem import InputProblem
from scenarios.search.plan import read_plan
from scenarios.search.search import run_plan
from scenarios.sweep.runner import Runner
from tests.integrity.made import CITY, SEARCH, command

QUICK = SEARCH[: SEARCH.index("[futures]")]
EVALUATIONS = "evaluations.jsonl"


def searched(folder):
    """A search file beside its case."""
    shutil.copytree(CITY, folder / "linhu")
    (folder / "search.toml").write_text(QUICK, encoding="utf-8")
    return folder


def edited(folder, old="seed = ", new="seed = 1"):
    """Change a line of the case: by default the seed of its baseline populations."""
    path = folder / "linhu" / "case.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A finished search."""
    home = searched(tmp_path_factory.mktemp("identity"))
    assert command("search", home / "search.toml", "--out", home / "out", "--threads", 1) == 0
    return home


@pytest.fixture
def home(done, tmp_path):
    """A copy of it."""
    return shutil.copytree(done, tmp_path / "home")


def found_in(home, folder):
    """How many evaluations of the finished search are used in another folder."""
    folder.mkdir()
    shutil.copy(home / "out" / EVALUATIONS, folder / EVALUATIONS)
    return run_plan(read_plan(home / "search.toml", {}), folder, 1).found


def test_the_same_search_uses_all_that_is_kept(home, tmp_path):
    assert found_in(home, tmp_path / "again") > 0


@pytest.mark.parametrize(
    ("old", "new"),
    [("seed = ", "seed = 1"), ("[population]\n", "[population]\npool = 3\n"), ("at_least = ", "at_least = 0.1 #")],
    ids=["another seed of the populations", "a pool of populations", "another target"],
)
def test_evaluations_of_another_case_are_not_used(home, tmp_path, capsys, old, new):
    edited(home, old, new)
    assert found_in(home, tmp_path / "again") == 0
    assert command("search", home / "search.toml", "--out", home / "out", "--resume") == 2
    assert "the data of the case" in " ".join(capsys.readouterr().err.split())


def test_evaluations_of_another_version_are_not_used(home, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("scenarios.search.plan.MODEL_HASH", "0" * 16)
    assert found_in(home, tmp_path / "again") == 0
    assert command("search", home / "search.toml", "--out", home / "out", "--resume") == 2
    assert "the version of the model" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("change", [{"seed": 2}, {"replicates": 11}, {"targets": ["output_per_mu"]}])
def test_evaluations_of_another_question_are_not_used(home, tmp_path, change):
    plan = read_plan(home / "search.toml", change)
    (tmp_path / "again").mkdir()
    shutil.copy(home / "out" / EVALUATIONS, tmp_path / "again" / EVALUATIONS)
    found = run_plan(plan, tmp_path / "again", 1).found
    assert found == 0


def test_a_case_that_is_edited_during_a_search_changes_nothing(home, tmp_path, capsys):
    """Digest and targets are those read at the start; the edited case is another one afterwards."""
    plan = read_plan(home / "search.toml", {})
    digest, bounds = plan.contents.digest, [target.bounds for target in plan.question.targets]

    def edit(_):
        path = home / "linhu" / "case.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("at_least = ", "at_least = 0.1 #"), encoding="utf-8")

    (tmp_path / "again").mkdir()
    run_plan(plan, tmp_path / "again", 1, None, edit)
    assert (tmp_path / "again" / EVALUATIONS).read_bytes() == (home / "out" / EVALUATIONS).read_bytes()
    assert (plan.case.digest, plan.contents.digest, plan.identity()["case"]) == (digest,) * 3
    assert [target.bounds for target in plan.question.targets] == bounds
    assert load_case(home / "linhu").digest != digest
    assert command("search", home / "search.toml", "--out", home / "out", "--resume") == 2
    assert "the data of the case" in " ".join(capsys.readouterr().err.split())


def test_a_damaged_description_of_a_search_is_restored_or_refused(home, capsys):
    path = home / "out" / "search.json"
    whole = path.read_bytes()
    path.write_bytes(b"{")
    assert command("search", home / "search.toml", "--out", home / "out", "--resume", "--seed", 5) == 2
    assert "search.json" in capsys.readouterr().err
    assert command("search", home / "search.toml", "--out", home / "out", "--resume") == 0
    assert path.read_bytes() == whole
    assert command("verify", home / "out") == 0


def test_a_changed_evaluation_is_named(home, capsys):
    path = home / "out" / EVALUATIONS
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0].replace(b"0", b"1") + b"".join(lines[1:]) + lines[0][:20])  # the last is only torn
    assert command("verify", home / "out", "--lang", "en") == 1
    assert EVALUATIONS in capsys.readouterr().out
    path.write_bytes(b"".join(lines) + lines[0][:20])
    assert command("verify", home / "out") == 0


def test_a_case_that_is_edited_during_a_run_changes_nothing(tmp_path, monkeypatch):
    from outputs.run import job

    home, real = searched(tmp_path), job.run_with_progress
    files, digest = input_files(home / "linhu"), load_case(home / "linhu").digest

    def run_and_edit(*arguments):
        edited(home, "at_least = ", "at_least = 0.1 #")
        return real(*arguments)

    monkeypatch.setattr(job, "run_with_progress", run_and_edit)
    arguments = ("run", home / "linhu", "-s", "none", "-n", 2, "--threads", 1, "--out", home / "out")
    assert command(*arguments) == 0
    assert json.loads((home / "out" / "provenance.json").read_text(encoding="utf-8"))["input_hash"] == digest
    assert input_files(home / "out" / "case") == files
    assert case_of(read_finished(home / "out"), place_of(home / "out")).digest == digest


def test_a_case_that_is_edited_during_a_sweep_changes_nothing(tmp_path, monkeypatch, capsys):
    home = searched(tmp_path)
    design = 'name = "s"\ncase = "linhu"\n[replicates]\nnumber = 2\n'
    (home / "s.toml").write_text(design, encoding="utf-8")
    files, real = input_files(home / "linhu"), Runner.run

    def edit_and_run(self):
        edited(home)
        return real(self)

    monkeypatch.setattr(Runner, "run", edit_and_run)
    assert command("sweep", home / "s.toml", "--threads", 1, "--out", home / "out") == 0
    monkeypatch.undo()
    assert input_files(home / "out" / "case") == files
    assert command("sweep", home / "s.toml", "--resume", "--out", home / "out") == 2
    assert "the data of the case" in " ".join(capsys.readouterr().err.split())
    assert command("verify", home / "out") == 0


def test_a_case_that_is_saved_while_it_is_read_is_refused(tmp_path, monkeypatch):
    home, real = searched(tmp_path), scenarios.case.read_case

    def read_and_edit(*arguments):
        data = real(*arguments)
        edited(home)
        return data

    monkeypatch.setattr(scenarios.case, "read_case", read_and_edit)
    with pytest.raises(InputProblem, match="were changed while they were read"):
        load_case(home / "linhu")
    monkeypatch.undo()
    assert load_case(home / "linhu").digest
