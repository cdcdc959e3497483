"""What pip says, as it goes on and where it fails."""

import sys
from pathlib import Path

import pytest

from installation.pip import LONGEST_REASON, pip, progress, reason

LINES = {
    "  Downloading numpy-2.4.6-cp311-cp311-win_amd64.whl (12.1 MB)": "downloading numpy-2.4.6-cp311-cp311-win_amd64.whl",
    "Downloading https://example.org/files/mesa-3.3.1-py3-none-any.whl (1 kB)": "downloading mesa-3.3.1-py3-none-any.whl",
    "Installing collected packages: pytz, six, numpy": "installing 3 packages",
    "Installing collected packages: six": "installing 1 packages",
    "Collecting numpy": None,
    "  Downloading index": None,
}


@pytest.mark.parametrize("line", LINES)
def test_some_lines_are_progress(line):
    message = progress(line + "\n")
    assert (None if message is None else str(message).strip()) == LINES[line]


def test_the_reason_is_the_first_error_without_addresses():
    said = [
        "Looking in indexes: http://127.0.0.1:9\n",
        "WARNING: Retrying\n",
        "ERROR: Could not find mesa at http://a.b/c  now\n",
        "ERROR: x\n",
    ]
    assert reason(said) == "Could not find mesa at … now"
    assert reason(["\n", "Killed\n", "\n"]) == "Killed"
    assert reason([]) == "pip"
    assert len(reason(["ERROR: " + "long " * 100])) == LONGEST_REASON


@pytest.mark.parametrize("writable", [True, False])
def test_a_real_failure_is_kept_in_a_log(tmp_path, monkeypatch, writable):
    """No package, and no network either: pip is asked for what an empty folder cannot give."""
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", "nowhere")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    (tmp_path / "pyvenv.cfg").write_text(f"home = {Path(sys.executable).resolve().parent}\n")
    library = Path(*Path(sys.prefix, "lib").parts, f"python3.{sys.version_info.minor}")
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / library.name).symlink_to(library)
    if not writable:
        (tmp_path / "install.log").mkdir()
    ended = pip(
        python,
        ["install", "--no-index", "--find-links", str(tmp_path / "empty"), "no-such-thing"],
        lambda message: None,
    )
    assert not ended.well
    assert "no-such-thing" in ended.reason
    if writable:
        assert "no-such-thing" in (tmp_path / "install.log").read_text(encoding="utf-8")
