"""A lock that one process at a time holds, and that its end opens."""

import errno
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest

from installation import lock
from installation.lock import only_one

ROOT = Path(__file__).parents[2]
HOLDING = (
    "import sys, time; from pathlib import Path; from installation.lock import only_one\n"
    "with only_one(Path(sys.argv[1]), lambda: None):\n    print('held', flush=True); time.sleep(600)"
)


def test_a_process_that_is_killed_leaves_no_lock(tmp_path, monkeypatch):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path / "lock")], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    waits = []

    def waiting():
        waits.append(True)
        holder.kill()
        holder.wait()

    monkeypatch.setattr(lock, "PAUSE", 0.01)
    with holder:
        assert holder.stdout.readline() == "held\n"
        with only_one(tmp_path / "lock", waiting):
            pass
    assert waits == [True]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no O_NOFOLLOW")
def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path):
    (tmp_path / "lock").symlink_to(tmp_path / "other")
    with pytest.raises(OSError, match="lock"), only_one(tmp_path / "lock", lambda: None):
        pass
    assert not (tmp_path / "other").exists()


def test_where_there_are_no_locks_nobody_is_kept_out(tmp_path, monkeypatch):
    def none(descriptor):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "lock_now", none)
    with only_one(tmp_path / "lock", lambda: pytest.fail("nobody holds it")):
        pass


def test_windows_locks_the_first_byte(monkeypatch):
    asked = []
    windows = types.SimpleNamespace(LK_NBLCK=2, locking=lambda *arguments: asked.append(arguments))
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    monkeypatch.setattr(lock.sys, "platform", "win32")
    assert lock.taken(7)
    assert asked == [(7, 2, 1)]

    def held(*arguments):
        raise PermissionError(errno.EACCES, "Permission denied")

    windows.locking = held
    assert not lock.taken(7)
