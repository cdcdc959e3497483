"""A lock that keeps two first commands from making one environment at once; the system opens it when a process ends."""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PAUSE = 0.2  # seconds between two looks at a lock that is held


@contextlib.contextmanager
def only_one(file: Path, waiting: Callable[[], None]) -> Iterator[int]:
    """Hold the lock of a file, which is made, while the block runs; give its descriptor.

    Call `waiting` once if another process has it. A child that inherits the descriptor holds the lock too, so that a
    killed parent leaves it to the child. Where the file system knows no locks, nobody is kept out. Raises OSError where
    the file cannot be made. (`scenarios/folders/folder_lock.py` locks folders of results, by a package.)
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        if not taken(descriptor):
            waiting()
            while not taken(descriptor):
                time.sleep(PAUSE)
        yield descriptor
    finally:
        os.close(descriptor)  # which opens the lock


def taken(descriptor: int) -> bool:
    """Try to lock an open file; return False where another process holds it."""
    try:
        lock_now(descriptor)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # no locks on this file system
    return True


def lock_now(descriptor: int) -> None:
    """Lock an open file by the means of the system. Raises OSError, among them one for a lock that is held."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
