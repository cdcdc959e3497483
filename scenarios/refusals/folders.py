"""Refusals of folders of results: one that is there already, that cannot be written, or whose disk is too full."""

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from .problem import InputProblem, Message, as_written, say

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # a disk that is full, or full for this user


def out_place() -> Message:
    """Return the option that names a folder of results."""
    return say("option", option="--out")


def not_a_name(folder: Path) -> None:
    """Refuse what cannot be the name of a folder. Raises InputProblem."""
    if folder.name in ("", ".."):
        what = say("not_a_folder_name", folder=as_written(str(folder)))
        raise InputProblem(out_place(), what, say("new_folder"))


def refuse_not_utf8(folder: Path, place: Message) -> None:
    """Refuse a name with bytes that are not UTF-8: no file could say where its results are. Raises InputProblem."""
    try:
        str(folder).encode()
    except UnicodeEncodeError:
        raise InputProblem(place, say("not_utf8", folder=as_written(str(folder))), say("another_name")) from None


def refuse_full(folder: Path, needed: float) -> None:
    """Refuse a folder on a disk that has less free than is needed, bytes. Raises InputProblem."""
    # os.path.exists says no to a name that is too long, where Path.exists raises; `unwritable` refuses it later.
    there = next(path for path in [folder.absolute(), *folder.absolute().parents] if os.path.exists(path))
    free = shutil.disk_usage(there).free
    if free < needed:
        shown = {"free": round(free / 1e9, 1), "needed": round(needed / 1e9, 1)}
        what = say("disk_short", folder=as_written(str(folder)), **shown)
        raise InputProblem(out_place(), what, say("fewer_or_other_disk"))


def unwritable(folder: Path, error: OSError) -> InputProblem:
    """Return the refusal of a folder that cannot be written."""
    what = say("cannot_write", folder=as_written(str(folder)), code=_code(error))
    return InputProblem(out_place(), what, say("writable_folder"))


def disk_full(folder: Path, error: OSError) -> InputProblem:
    """Return the refusal to go on where the disk is full and nothing is kept of the folder."""
    what = say("disk_full", folder=as_written(str(folder)), code=_code(error))
    return InputProblem(out_place(), what, say("make_room"))


def disk_full_kept(folder: Path, error: OSError, count: int, kept: Message) -> InputProblem:
    """Return the refusal to go on where the disk is full; so many of what is `kept` are safe, and --resume goes on."""
    what = say("disk_full_kept", folder=as_written(str(folder)), code=_code(error), count=count, what=kept)
    return InputProblem(out_place(), what, say("make_room_resume"))


@contextlib.contextmanager
def telling_what_is_kept(folder: Path, kept: Message, count: Callable[[], int]) -> Iterator[None]:
    """Say of a disk that gets full meanwhile how many of what is `kept` are safe. Raises InputProblem."""
    try:
        yield
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise disk_full_kept(folder, error, count(), kept) from error


def has_vanished(folder: Path) -> InputProblem:
    """Return the refusal of a folder that somebody moved or removed while it was filled."""
    return InputProblem(out_place(), say("vanished", folder=as_written(str(folder))), say("leave_alone"))


def _code(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "?")
