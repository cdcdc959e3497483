"""For real, on a clean copy: the first command ends with the table, with a network and without one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from installation.requirements import ROOT

pytestmark = [pytest.mark.long, pytest.mark.slow]
LEFT = (".git", ".venv*", ".cache", "results", "__pycache__", ".*_cache", ".hypothesis")
SMALL = ("run", "-n", "20", "-s", "draft", "--lang", "en")


def clean_copy(folder):
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT))
    return folder


def called(folder, *arguments, **variables):
    """Call run.py by the Python that this one was made of, which has no packages."""
    environment = {**os.environ, **variables}
    for name in ("VIRTUAL_ENV", "PYTHONPATH"):
        environment.pop(name, None)
    return subprocess.run(
        [sys._base_executable, "run.py", *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8"
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    folder = clean_copy(tmp_path_factory.mktemp("clean") / "copy")
    return folder, called(folder, *SMALL)


def test_the_first_command_ends_with_the_table(installed):
    folder, done = installed
    assert done.returncode == 0, done.stderr
    assert "probability of the 2020 targets" in done.stdout
    assert done.stderr.startswith("First run: ")
    assert (folder / ".venv" / "core.stamp").exists()
    again = called(folder, "cases", PIP_NO_INDEX="1")
    assert (again.returncode, again.stderr) == (0, "")


def test_the_same_from_a_folder_with_the_network_closed(installed, tmp_path):
    folder, _ = installed
    packages = tmp_path / "packages"
    collected = called(folder, "wheels", str(packages), "--lang", "en")
    assert collected.returncode == 0, collected.stderr
    closed = {
        "PIP_INDEX_URL": "http://127.0.0.1:9", "PIP_EXTRA_INDEX_URL": "http://127.0.0.1:9", "PIP_FIND_LINKS": "",
        "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "0",
    }  # fmt: skip
    copy = clean_copy(tmp_path / "copy")
    refused = called(copy, *SMALL, **closed)
    assert refused.returncode == 2
    assert "PIP_INDEX_URL" in refused.stderr.splitlines()[-1]
    assert "Traceback" not in refused.stderr
    some = tmp_path / "some"
    some.mkdir()
    for each in sorted(packages.glob("[a-m]*.whl")):
        shutil.copy(each, some)
    refused = called(copy, *SMALL, "--offline", str(some), **closed)
    assert refused.returncode == 2
    assert "run.py wheels" in refused.stderr.splitlines()[-1]
    done = called(copy, *SMALL, "--offline", str(packages), **closed)
    assert done.returncode == 0, done.stderr
    assert "probability of the 2020 targets" in done.stdout


def test_two_first_commands_at_once_leave_one_good_environment(tmp_path):
    folder = clean_copy(tmp_path / "copy")
    command = [sys._base_executable, "run.py", "cases", "--lang", "en"]
    both = [
        subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        for _ in range(2)
    ]
    ended = [(process, *process.communicate()) for process in both]
    assert [process.returncode for process, _, _ in ended] == [0, 0], ended
    assert all("chizhou" in out for _, out, _ in ended)
    errors = [error for _, _, error in ended]
    assert sum("First run: " in error for error in errors) == 1
    assert sum("waiting" in error for error in errors) <= 1
    python = Path(folder, ".venv", "Scripts" if os.name == "nt" else "bin", "python")
    assert subprocess.run([python, "-m", "pip", "check"], capture_output=True).returncode == 0
