"""Refusals of folders of results: one that is there already, that cannot be written, or whose disk is too full."""

import errno
import os
import shutil
from pathlib import Path

from .problem import InputProblem, Message, as_written, say


def out_place() -> Message:
    """Return the option that names a folder of results."""
    return say("option", option="--out")


def refuse_taken(folder: Path, hint: Message) -> None:
    """Refuse a folder that is there already, and what is no name: nothing is overwritten. Raises InputProblem."""
    shown = as_written(str(folder))
    if os.path.lexists(folder):
        raise InputProblem(out_place(), say("is_there", folder=shown), hint)
    if folder.name in ("", ".."):
        raise InputProblem(out_place(), say("not_a_folder_name", folder=shown), say("new_folder"))


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
    code = errno.errorcode.get(error.errno or 0, "?")
    what = say("cannot_write", folder=as_written(str(folder)), code=code)
    return InputProblem(out_place(), what, say("writable_folder"))
