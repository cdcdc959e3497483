"""A folder of results that is taken before the run, held while it lasts, and complete when it ends.

The folder has its final name from the first moment, so that nothing can take it meanwhile. As long as it holds RUNNING it
is not complete. Whoever is killed leaves it so; the next command that names it says whose it is, and replaces it.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Self

from ..contents.listing import write_contents
from ..refusals.folders import NO_ROOM, disk_full, has_vanished, not_a_name, out_place, unwritable
from ..refusals.problem import InputProblem, Message, as_written, say
from .folder_lock import LOCK, FolderLock, is_locked
from .running import RUNNING, Owner, read_owner, write_owner


class HeldFolder:
    """A folder of results: use as a context, which takes it, and finishes it or lets it vanish.

    `path` is its name. With `numbered`, one that is there already is passed over for the same name with -2, -3 and so on;
    else it is refused, with `hint`. What a process that is gone left unfinished is replaced, unless it `keeps` something.
    """

    hint: Message = say("new_folder")

    def __init__(self, folder: Path, *, numbered: bool = False) -> None:
        self.path = folder
        self._numbered = numbered
        self._lock = FolderLock(folder)
        self._made: list[Path] = []
        self._over = False

    @staticmethod
    def keeps(folder: Path) -> bool:
        """Return whether an unfinished folder holds what is too good to be replaced; this one never does."""
        return False

    def __enter__(self) -> Self:
        """Take the folder. Raises InputProblem where that cannot be: it is there, is held, or cannot be written."""
        self.take()
        return self

    def __exit__(self, kind: object, value: BaseException | None, trace: object) -> None:
        """Finish the folder; where something failed, remove it with all that was written."""
        if self._over:
            return
        if kind is None:
            self.finish()
            return
        there = self.is_ours()
        self.vanish()
        if isinstance(value, OSError):
            if value.errno in NO_ROOM:
                raise disk_full(self.path, value) from value
            if not there:
                raise has_vanished(self.path) from value

    def take(self) -> None:
        """Take the folder: it is made, or what was left in it is removed, and RUNNING is written."""
        not_a_name(self.path)
        try:
            self._make_parents()
            for folder in self._names():
                self.path, self._lock = folder, FolderLock(folder)
                if self._is_taken():
                    break
            write_owner(self.path)
        except OSError as error:
            self.vanish()
            raise unwritable(self.path, error) from error
        except BaseException:
            self.vanish()
            raise

    def take_up(self, kept: str) -> None:
        """Take the folder that another process left, to continue what is `kept` in it; all else is removed."""
        try:
            if not self._lock.take():
                raise held_by(self.path, read_owner(self.path))
            write_owner(self.path)
        except OSError as error:
            self.leave()
            raise unwritable(self.path, error) from error
        self.clear(kept)

    def finish(self) -> None:
        """Let the folder be complete: the list of contents is written, and RUNNING goes as the last file. Raises InputProblem where it is not there any more."""
        if not self.is_ours():
            self.vanish()
            raise has_vanished(self.path)
        try:
            write_contents(self.path)
            (self.path / RUNNING).unlink()
        except OSError as error:
            self.vanish()
            raise unwritable(self.path, error) from error
        self._lock.give_back(remove=True)

    def leave(self) -> None:
        """Leave the folder unfinished, for a command that continues: RUNNING stays, and the lock is open."""
        self._over = True
        self._lock.give_back(remove=False)

    def vanish(self) -> None:
        """Remove the folder, and those made for it that nobody else has put anything into; RUNNING goes as the last file."""
        self._over = True
        if self._lock.taken:
            self.clear()
            (self.path / RUNNING).unlink(missing_ok=True)
            self._lock.give_back(remove=True)
        for folder in reversed(self._made):
            with contextlib.suppress(OSError):
                folder.rmdir()

    def clear(self, kept: str | None = None) -> None:
        """Remove all that is in the folder but RUNNING, the lock and what is `kept`. No link is followed."""
        with contextlib.suppress(OSError):
            for path in sorted(self.path.iterdir()):
                if path.name in (RUNNING, LOCK, kept):
                    continue
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)

    def is_ours(self) -> bool:
        """Return whether the folder is still there, and held by this process."""
        return self._lock.taken and os.path.lexists(self._lock.path) and os.path.lexists(self.path / RUNNING)

    def _make_parents(self) -> None:
        for folder in reversed(self.path.absolute().parents):
            if not folder.exists():
                with contextlib.suppress(FileExistsError):  # another command was quicker
                    folder.mkdir()
                    self._made.append(folder)

    def _names(self) -> Iterator[Path]:
        """Yield the names that the folder may have: its own, and with `numbered` further ones."""
        yield self.path
        if self._numbered:
            first = self.path
            yield from (first.with_name(f"{first.name}-{number}") for number in count(2))

    def _is_taken(self) -> bool:
        """Return whether a name could be taken; one that is passed over could not. Raises InputProblem and OSError."""
        try:
            self.path.mkdir()
            self._made.append(self.path)
        except FileExistsError:
            if self._numbered:
                return False
            self.refuse_unless_free()
        try:
            free = self._lock.take()
        except FileNotFoundError:  # whoever had it has just removed it
            free = False
        if not free:
            raise held_by(self.path, read_owner(self.path))
        if not self.is_left():  # it was finished a moment ago
            self._lock.give_back(remove=True)
            raise InputProblem(out_place(), say("is_there", folder=as_written(str(self.path))), self.hint)
        if self.path not in self._made and read_owner(self.path) is not None:
            self._made.append(self.path)  # whoever made it is gone
        self.clear()
        return True

    def is_left(self) -> bool:
        """Return whether the folder is empty, or what a command of ours left unfinished."""
        if self.path.is_symlink() or not self.path.is_dir():
            return False
        if read_owner(self.path) is not None:
            return not self.keeps(self.path)
        return all(path.name == LOCK for path in self.path.iterdir())

    def is_barely_begun(self) -> bool:
        """Return whether a command of ours was stopped in this folder before there was anything to continue."""
        return self.is_left() and any(self.path.iterdir())

    def refuse_unless_free(self) -> None:
        """Refuse a folder that holds anything, unless a process that is gone left it unfinished. Raises InputProblem."""
        not_a_name(self.path)
        if self._numbered or not os.path.lexists(self.path):
            return
        owner = read_owner(self.path)
        if owner is not None and is_locked(self.path):
            raise held_by(self.path, owner)
        if not self.is_left():
            hint = say("resume_or_new") if self.keeps(self.path) else self.hint
            raise InputProblem(out_place(), say("is_there", folder=as_written(str(self.path))), hint)
        if owner is not None and not owner.is_of_this_machine:  # its lock may not reach this machine
            shown = as_written(str(self.path))
            left = with_owner(say("left_elsewhere", folder=shown), owner)
            raise InputProblem(out_place(), left, say("remove_it", folder=shown))


@contextlib.contextmanager
def going_on(folder: Path, place: Message, busy: str = "is_filled") -> Iterator[None]:
    """Hold a folder that is there already and is kept when one is stopped: RUNNING is there while the context lasts.

    Raises InputProblem, by the message `busy`, where another process holds it, and where it cannot be written.
    """
    lock = FolderLock(folder)
    try:
        if not lock.take():
            raise InputProblem(place, with_owner(say(busy), read_owner(folder)), say("wait_for_it"))
        write_owner(folder)
    except OSError as error:
        lock.give_back(remove=True)
        raise unwritable(folder, error) from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            (folder / RUNNING).unlink(missing_ok=True)
            lock.give_back(remove=True)


def with_owner(what: Message, owner: Owner | None) -> Message:
    """Return what is said of a folder, with who fills it where that is known."""
    return what if owner is None else say("with_owner", what=what, owner=owner.shown)


def held_by(folder: Path, owner: Owner | None) -> InputProblem:
    """Return the refusal of a folder that another process fills."""
    return InputProblem(
        out_place(), with_owner(say("held", folder=as_written(str(folder))), owner), say("wait_or_other")
    )


def refuse_running(folder: Path, place: Message) -> None:
    """Refuse to read a folder that is being filled, or that was left unfinished. Raises InputProblem."""
    if not os.path.lexists(folder / RUNNING):
        return
    owner = read_owner(folder)
    if is_locked(folder):
        raise InputProblem(place, with_owner(say("is_filled"), owner), say("wait_for_it"))
    raise InputProblem(place, with_owner(say("is_unfinished"), owner), say("finish_it"))
