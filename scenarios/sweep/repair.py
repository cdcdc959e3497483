"""What is damaged of a sweep beside its units: found, and written again as the design gives it."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from ..contents.checking import checked
from ..contents.described import read_object
from ..contents.listing import CONTENTS, add_to_contents, write_contents
from ..contents.place import fault_of
from ..populations import PROVENANCE
from ..refusals.problem import InputProblem
from .described import MANIFEST, POINTS, read_points
from .design import Design
from .durable import json_bytes, write_durably
from .store import failure_files, points_bytes


def damaged_beside_units(folder: Path, points_digest: str | None) -> list[str]:
    """Return the files beside the units of a sweep that are damaged, by their path within the folder.

    `points_digest` is the hash of its points, if it is known.
    """
    found = [each.name for each in checked(folder).damaged]
    if POINTS not in found and not _is_read(lambda: read_points(folder, points_digest)):  # an older folder has no list
        found.append(POINTS)
    return found + [name for name in failure_files(folder) if not _is_read(partial(read_object, folder, name))]


def repair(
    folder: Path,
    design: Design,
    manifest: Mapping[str, Any],
    provenance: Mapping[str, Any],
    files: Mapping[str, bytes],
) -> list[Path]:
    """Write again what is damaged beside the units, and write further `files`; return those that were damaged.

    The manifest must be known to be that of the sweep. A new provenance says when it was written again. Notes of failures
    that cannot be read go: their units are run anyway. Raises InputProblem for what cannot be made again.
    """
    damaged, notes = damaged_beside_units(folder, design.digest), failure_files(folder)
    if CONTENTS in damaged and provenance:  # nothing says whether the one that is there is as it was
        damaged.append(PROVENANCE)
    made: dict[str, bytes] = {
        MANIFEST: json_bytes(manifest),
        POINTS: points_bytes(design.frame, str(manifest["case"])),
        PROVENANCE: json_bytes(provenance),
    }
    for name in damaged:
        if name not in (*made, *files, *notes, CONTENTS):
            raise fault_of(folder, name, "altered")
    written = {name: data for name, data in made.items() if name in damaged} | dict(files)
    for name, data in written.items():
        write_durably(folder / name, data)
    for name in set(damaged) & set(notes):
        (folder / name).unlink(missing_ok=True)
    if CONTENTS in damaged:
        write_contents(folder)
    elif written:
        add_to_contents(folder, written)
    return [folder / name for name in damaged]


def _is_read(read: Callable[[], object]) -> bool:
    try:
        read()
    except InputProblem:
        return False
    return True
