"""Files that are complete or not there, whenever the process or the machine stops."""

import contextlib
import json
import os
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..case import CASE_COPY

PARTIAL = ".partial"


def write_durably(path: Path, data: bytes) -> None:
    """Write a file under a temporary name, make it safe on the disk, and only then give it its name."""
    partial = path.with_name(f".{path.name}.{uuid.uuid4().hex}{PARTIAL}")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    make_names_safe(path.parent)


def write_case_copy(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files of a case, contents by name, into `case` of a folder of results: from there it can be run again."""
    copy = folder / CASE_COPY
    copy.mkdir(parents=True)
    for name, data in files.items():
        write_durably(copy / name, data)


def append_durably(path: Path, data: bytes) -> None:
    """Write to the end of a file, and make it safe on the disk: whoever is killed meanwhile leaves it torn at the end only."""
    with path.open("ab") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def json_bytes(content: Mapping[str, Any]) -> bytes:
    """Return what is written to a JSON file."""
    return (json.dumps(dict(content), ensure_ascii=False, indent=1) + "\n").encode()


def make_names_safe(folder: Path) -> None:
    """Make the names in a folder safe on the disk, where the system can."""
    with contextlib.suppress(OSError):  # Windows opens no folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_partial(folder: Path) -> None:
    """Remove what a killed process left half written."""
    for path in folder.glob(f".*{PARTIAL}"):
        path.unlink(missing_ok=True)
