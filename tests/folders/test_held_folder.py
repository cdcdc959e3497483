"""A folder of results is taken first, held, and complete, gone or marked as unfinished in the end."""

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import run
from outputs.run.folder import RunFolder, results_folder
from scenarios import InputProblem
from scenarios.finished import read_finished
from scenarios.folders.folder_lock import LOCK
from scenarios.folders.held_folder import HeldFolder
from scenarios.folders.running import RUNNING, read_owner

ROOT = Path(__file__).parents[2]
KILLED = """
import os, sys
from pathlib import Path
from scenarios.folders.held_folder import HeldFolder
held = HeldFolder(Path(sys.argv[1]))
held.take()
(held.path / "half.csv").write_text("1")
os._exit(9)
"""


def left_by_a_killed_process(folder):
    """Have a process of its own take a folder and end at once."""
    assert subprocess.run([sys.executable, "-c", KILLED, str(folder)], cwd=ROOT, check=False).returncode == 9
    return folder


def test_it_has_its_name_and_says_whose_it_is_from_the_first_moment(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["run.py", "run", "town"])
    folder = tmp_path / "new" / "run"
    with HeldFolder(folder):
        told = json.loads((folder / RUNNING).read_text(encoding="utf-8"))
        assert (told["command"], told["process"]) == ("run.py run town", os.getpid())
        assert told["host"]
        assert told["start"]
        (folder / "table.csv").write_text("1")
    assert {path.name for path in folder.iterdir()} == {"table.csv", "contents.json"}


def spoil(held):
    """Write into a folder that is held, and beside it as somebody else, and then fail."""
    with held:
        (held.path / "case").mkdir()
        (held.path.parents[1] / "another.txt").write_text("of somebody else")
        raise ValueError("a fault")


def lose(held, path):
    """Let a folder that is held, or one above it, be removed, and go on writing."""
    with held:
        shutil.rmtree(path)
        (held.path / "table.csv").write_text("1")


def test_what_failed_vanishes_with_the_folders_made_for_it(tmp_path):
    with pytest.raises(ValueError, match="a fault"):
        spoil(HeldFolder(tmp_path / "a" / "b" / "run"))
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["another.txt"]


def test_a_second_command_is_refused_before_it_computes(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["run.py", "the first"])
    with HeldFolder(tmp_path / "run"):
        for attempt in (HeldFolder(tmp_path / "run").take, HeldFolder(tmp_path / "run").refuse_unless_free):
            with pytest.raises(InputProblem, match=f"another command is writing .*the first.*process {os.getpid()}"):
                attempt()
        with pytest.raises(InputProblem, match=r"writing into it .*the first"):
            read_finished(tmp_path / "run")
        assert (tmp_path / "run" / RUNNING).exists()
    assert [path.name for path in (tmp_path / "run").iterdir()] == ["contents.json"]


def test_what_a_killed_process_left_is_not_read_and_is_replaced(tmp_path, capsys):
    folder = left_by_a_killed_process(tmp_path / "run")
    owner = read_owner(folder)
    with pytest.raises(InputProblem, match=rf"is unfinished.*process {owner.process}.*run that command again"):
        read_finished(folder)
    assert run.main(["verify", str(folder), "--lang", "en"]) == 2
    assert "is unfinished" in capsys.readouterr().err
    with HeldFolder(folder):
        assert not (folder / "half.csv").exists()
        assert read_owner(folder).process == os.getpid()
        (folder / "whole.csv").write_text("1")
    assert [path.name for path in folder.iterdir() if path.name != "contents.json"] == ["whole.csv"]


def test_a_name_of_the_same_second_gets_a_number(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with results_folder(None, "town", "run") as one, results_folder(None, "town", "run") as other:
        assert (one.path.name, other.path.name) == ("run", "run-2")
    assert {path.name for path in (tmp_path / "results" / "town").iterdir()} == {"run", "run-2"}


@pytest.mark.parametrize(
    "content", ["5", "null", "{}", "[", "[" * 5000, '{"made_by": "tenglong", "process": 1}', "x" * 30_000]
)
def test_a_file_of_that_name_by_somebody_else_lets_nothing_be_removed(tmp_path, content):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / RUNNING).write_text(content)
    (folder / "thesis.txt").write_text("years of work")
    with pytest.raises(InputProblem, match="is there already"):
        HeldFolder(folder).take()
    assert (folder / "thesis.txt").read_text() == "years of work"
    with pytest.raises(InputProblem, match="is unfinished"):
        read_finished(folder)


def test_what_a_command_of_another_machine_left_is_named_and_stays(tmp_path):
    folder = left_by_a_killed_process(tmp_path / "run")
    told = json.loads((folder / RUNNING).read_text(encoding="utf-8"))
    (folder / RUNNING).write_text(json.dumps({**told, "host": "far\x1b[31maway"}), encoding="utf-8")
    with pytest.raises(InputProblem, match=r"left by a command of another machine .*far\\x1b\[31maway.*remove"):
        HeldFolder(folder).take()
    assert (folder / "half.csv").exists()


def test_links_are_not_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("1")
    folder = left_by_a_killed_process(tmp_path / "run")
    (folder / "case").symlink_to(outside)
    with HeldFolder(folder):
        assert not (folder / "case").exists()
    (tmp_path / "link").symlink_to(folder)
    with pytest.raises(InputProblem, match="is there already"):
        HeldFolder(tmp_path / "link").take()
    left = left_by_a_killed_process(tmp_path / "other")
    (left / LOCK).unlink()
    (left / LOCK).symlink_to(outside / "kept.txt")
    with pytest.raises(InputProblem):
        HeldFolder(left).take()
    assert [(path.name, path.read_text()) for path in outside.iterdir()] == [("kept.txt", "1")]


def test_a_folder_that_vanishes_meanwhile_is_one_sentence(tmp_path):
    with pytest.raises(InputProblem, match="moved or removed during the run"):
        lose(HeldFolder(tmp_path / "a" / "run"), tmp_path / "a")
    with pytest.raises(InputProblem, match="moved or removed during the run"), HeldFolder(tmp_path / "run"):
        (tmp_path / "run").rename(tmp_path / "moved")
    assert (tmp_path / "moved" / RUNNING).exists()


def test_a_folder_below_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("1")
    with pytest.raises(InputProblem, match="cannot be written"):
        HeldFolder(tmp_path / "file" / "run").take()
    for name in (Path("/"), tmp_path / ".."):
        with pytest.raises(InputProblem):
            HeldFolder(name).take()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path, code):
    with pytest.raises(InputProblem, match=f"is full.*{errno.errorcode[code]}.*make room"), RunFolder(tmp_path / "run"):
        raise OSError(code, "no space left")
    assert not list(tmp_path.iterdir())


def test_an_empty_folder_may_be_filled_and_one_with_anything_not(tmp_path):
    (tmp_path / "empty").mkdir()
    with HeldFolder(tmp_path / "empty"):
        (tmp_path / "empty" / "table.csv").write_text("1")
    with pytest.raises(InputProblem, match="is there already"):
        HeldFolder(tmp_path / "empty").take()
    assert (tmp_path / "empty" / "table.csv").exists()
