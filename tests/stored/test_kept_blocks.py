"""A large run that is stopped keeps its finished blocks, and goes on to the bytes of one that nobody disturbed."""

import errno
import shutil

import numpy as np
import pytest

import run
import scenarios.experiment as experiment
from outputs.run import estimate
from scenarios.finished import read_finished
from scenarios.folders.running import RUNNING
from scenarios.kept_blocks import BLOCKS, kept_in, read_piece
from scenarios.refusals.problem import InputProblem
from tests.stored.conftest import CITY

REPLICATES, SIZE = 9, 4
ARGUMENTS = ["run", str(CITY), "-s", "blueprint", "-n", str(REPLICATES), "--seed", "6", "--threads", "1"]
BLOCKS_IN_ALL = 2 * (3 + 5)  # of two scenarios: nine replicates, and their eighteen crossed runs


@pytest.fixture(autouse=True)
def large(monkeypatch):
    """Let nine replicates be a large run of blocks of four."""
    for module in ("outputs.run.job", "scenarios.experiment"):
        monkeypatch.setattr(f"{module}.KEPT_FROM", REPLICATES - 1)
    monkeypatch.setattr("outputs.run.job.block_for", lambda threads: SIZE)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """The folder of the same run, made at once and in one block."""
    folder = tmp_path_factory.mktemp("undisturbed") / "run"
    assert run.main([*ARGUMENTS, "--out", str(folder)]) == 0
    assert not (folder / BLOCKS).exists()
    return folder


def stopping_after(monkeypatch, blocks, fault):
    """Let the simulation raise a fault after some blocks; return the list of blocks that were run."""
    real, made = experiment.simulate, []

    def simulate(*arguments, **options):
        if len(made) == blocks:
            raise fault
        made.append((arguments[1].name, options["first"]))
        return real(*arguments, **options)

    monkeypatch.setattr(experiment, "simulate", simulate)
    return made


def same(one, other):
    """Hold every file of a run against that of another but provenance, which says when it was made."""
    names = {path.relative_to(one) for path in one.rglob("*") if path.is_file()}
    assert names == {path.relative_to(other) for path in other.rglob("*") if path.is_file()}
    for name in names:
        if name.name not in ("provenance.json", "contents.json"):  # the list has the hash of the provenance
            assert (one / name).read_bytes() == (other / name).read_bytes(), name


def test_it_goes_on_to_the_same_bytes(undisturbed, tmp_path, monkeypatch, capsys):
    folder = tmp_path / "run"
    arguments = [*ARGUMENTS, "--out", str(folder)]
    monkeypatch.setattr("sys.argv", ["run.py", *arguments])
    with monkeypatch.context() as patch:
        stopping_after(patch, 5, KeyboardInterrupt())
        assert run.main(arguments) == 3
    said = capsys.readouterr().err
    assert "all that was done is kept" in said
    assert said.rstrip().endswith(f"--out {folder} --resume")
    assert kept_in(folder) == 5
    with pytest.raises(InputProblem, match="is unfinished"):
        read_finished(folder)
    assert run.main(arguments) == 2
    assert "continue with --resume" in capsys.readouterr().err
    with monkeypatch.context() as patch:  # another number of threads, and a disk that gets full
        patch.setattr("outputs.run.job.block_for", lambda threads: SIZE + 1)
        made = stopping_after(patch, 4, OSError(errno.ENOSPC, "No space left on device"))
        assert run.main([*arguments, "--resume", "--lang", "zh"]) == 2
    assert "已完成的 9 个模拟批次安全保存" in capsys.readouterr().err
    assert len(set(made)) == 4
    damaged = sorted((folder / BLOCKS).glob("*.block"))[:4]
    damaged[0].write_bytes(damaged[0].read_bytes()[:-1])
    damaged[1].write_bytes(damaged[1].read_bytes()[:-1] + b"\0\0")
    one, other = (path.read_bytes() for path in damaged[2:])  # each whole, and in the place of another
    damaged[2].write_bytes(other)
    damaged[3].write_bytes(one)
    with monkeypatch.context() as patch:
        made = stopping_after(patch, 100, None)
        assert run.main([*arguments, "--resume"]) == 0
    assert len(made) == BLOCKS_IN_ALL - 9 + 4
    same(undisturbed, folder)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (["--seed", "7"], "the seed differs (there 6, now 7)"),
        (["-n", "10"], "the number of replicates differs (there 9, now 10)"),
    ],
)
def test_another_run_is_not_continued(tmp_path, monkeypatch, capsys, changed, words):
    folder = tmp_path / "run"
    with monkeypatch.context() as patch:
        stopping_after(patch, 1, KeyboardInterrupt())
        assert run.main([*ARGUMENTS, "--out", str(folder)]) == 3
    monkeypatch.setattr(experiment, "simulate", None)
    assert run.main([*ARGUMENTS, *changed, "--out", str(folder), "--resume"]) == 2
    assert words in capsys.readouterr().err
    assert kept_in(folder) == 1


def test_a_case_that_was_edited_meanwhile_is_not_continued(tmp_path, monkeypatch, capsys):
    town = shutil.copytree(CITY, tmp_path / "town")
    arguments = ["run", str(town), *ARGUMENTS[2:], "--out", str(tmp_path / "run")]
    with monkeypatch.context() as patch:
        stopping_after(patch, 1, KeyboardInterrupt())
        assert run.main(arguments) == 3
    path = town / "parks.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([rows[0], *rows[:0:-1]]), encoding="utf-8")
    monkeypatch.setattr(experiment, "simulate", None)
    assert run.main([*arguments, "--resume"]) == 2
    assert "the data of the case differs" in capsys.readouterr().err


def test_a_small_run_keeps_nothing_when_it_is_stopped(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("outputs.run.job.KEPT_FROM", REPLICATES)
    stopping_after(monkeypatch, 1, KeyboardInterrupt())
    assert run.main([*ARGUMENTS, "--out", str(tmp_path / "new" / "run")]) == 3
    assert "Nothing is kept" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
    assert run.main([*ARGUMENTS, "--resume"]) == 2
    assert "--resume: needs --out" in capsys.readouterr().err


def test_the_disk_for_blocks_is_counted(tmp_path, city, monkeypatch):
    """They are not compressed better than they are counted: what is kept of a scenario takes at most the estimate."""
    scenarios = [city.scenario(name) for name in ("none", "blueprint")]
    with monkeypatch.context() as patch:
        stopping_after(patch, BLOCKS_IN_ALL - 1, KeyboardInterrupt())
        assert run.main([*ARGUMENTS, "--out", str(tmp_path / "run")]) == 3
    written = [path for path in (tmp_path / "run" / BLOCKS).glob("*.block")]
    arrays = [read_piece(path) for path in written]
    bytes_kept = sum(piece.tables.nbytes + piece.sums.get("parks", np.zeros(0)).nbytes for piece in arrays)
    least = experiment.kept_bytes(city, scenarios, REPLICATES, estimate.explained(city))
    assert 0.5 * least < bytes_kept < 1.2 * least
    assert (tmp_path / "run" / RUNNING).exists()
