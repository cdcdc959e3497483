"""The lock of a folder of results, which the system opens when its process ends, however it ends."""

import contextlib
import os
from pathlib import Path

from filelock import lock_descriptor

LOCK = ".lock"  # a file of its own: Windows lets nobody read what another process has locked


class FolderLock:
    """The lock of a folder. `taken` says whether this process has it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOCK
        self._descriptor: int | None = None

    @property
    def taken(self) -> bool:
        """Whether this process has the lock."""
        return self._descriptor is not None

    def take(self) -> bool:
        """Take the lock and return True, or False where another process has it. Raises OSError."""
        follow_no_link = getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | follow_no_link, 0o644)
        try:
            if lock_descriptor(descriptor, blocking=False) and self._is_there(descriptor):
                self._descriptor = descriptor
        finally:
            if self._descriptor is None:
                os.close(descriptor)
        return self.taken

    def _is_there(self, descriptor: int) -> bool:
        """Return whether the open file is still the one of the folder: who held it before may have removed it."""
        try:
            return os.path.samestat(os.fstat(descriptor), os.stat(self.path))
        except FileNotFoundError:
            return False

    def give_back(self, *, remove: bool) -> None:
        """Open the lock; with `remove` its file goes too."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        if os.name != "nt" and remove:  # while it is still locked, so that nobody takes a file that is about to go
            self.path.unlink(missing_ok=True)
        os.close(descriptor)
        if os.name == "nt" and remove:
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)


def is_locked(folder: Path) -> bool:
    """Return whether a process holds a folder. A folder that cannot be asked counts as held."""
    if not os.path.lexists(folder / LOCK):
        return False
    lock = FolderLock(folder)
    try:
        return not lock.take()
    except OSError:
        return True
    finally:
        lock.give_back(remove=False)
