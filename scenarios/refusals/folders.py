"""Refusals of folders of results: one that is there already, and one that cannot be written."""

import errno
import os
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


def unwritable(folder: Path, error: OSError) -> InputProblem:
    """Return the refusal of a folder that cannot be written."""
    code = errno.errorcode.get(error.errno or 0, "?")
    what = say("cannot_write", folder=as_written(str(folder)), code=code)
    return InputProblem(out_place(), what, say("writable_folder"))
