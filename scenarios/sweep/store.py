"""The store of a sweep: a folder of units that is always in order, whoever was stopped while writing.

units/*.parquet are the runs, one file a unit; points.parquet says what each point is; manifest.json what the sweep is;
provenance.json what it was made with. case/ holds a copy of the case; contents.json lists all these but the units by hash.
failures/*.json say which units failed, and why, until they are done.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from ..contents.checking import checked
from ..contents.described import read_object
from ..contents.listing import CONTENTS
from ..contents.place import fault_of, place_of_file
from ..folders.held_folder import HeldFolder, going_on
from ..populations import PROVENANCE
from ..refusals.folders import NO_ROOM, telling_what_is_kept, unwritable
from ..refusals.problem import InputProblem, as_written, say
from ..result_columns import about, axis_field, key_field
from .described import MANIFEST, POINTS, read_manifest
from .durable import json_bytes, make_names_safe, remove_partial, write_case_copy, write_durably
from .unit import Unit
from .unit_file import DamagedUnit, read_unit, unit_bytes

UNITS, FAILURES = "units", "failures"
# What must be the same for a sweep to be continued, in the order in which a difference is reported.
COMPARED = {
    "schema": "other_schema",
    "model_hash": "other_model_hash",
    "case_digest": "other_case_digest",
    "baseline_digest": "other_baseline_digest",
    "seed": "other_seed",
    "design": "other_design",
    "points_digest": "other_points_digest",
}


class NewStore(HeldFolder):
    """The folder of a store while it is made. One with a list of contents is a sweep that can be continued, and not replaced."""

    hint = say("resume_or_new")

    @staticmethod
    def keeps(folder: Path) -> bool:
        """Return whether a folder is a store, its list of contents being written last."""
        return (folder / CONTENTS).exists() or any((folder / UNITS).glob("*.parquet"))


class Store:
    """A folder with the units of one sweep; `create` or `resume` it, and write while it is `locked`."""

    def __init__(self, folder: Path, manifest: Mapping[str, Any], sweep: str | None) -> None:
        self.folder = folder
        self.sweep = sweep  # hash of the manifest, which units are bound to; None in an older folder
        self.case = str(manifest["case"])
        self.years: list[int] = manifest["years"]
        self.names = list(manifest["indicators"])

    @classmethod
    def create(
        cls,
        folder: Path,
        manifest: Mapping[str, Any],
        points: pd.DataFrame,
        provenance: Mapping[str, Any],
        case_files: Mapping[str, bytes],
    ) -> "Store":
        """Create a store; its folder is there with all of this, or not at all. Raises InputProblem where it cannot be.

        `case_files` are the contents of the case's files by name.
        """
        try:
            with NewStore(folder):
                for name in (UNITS, FAILURES):
                    (folder / name).mkdir()
                write_case_copy(case_files, folder)
                write_durably(folder / POINTS, points_bytes(points, str(manifest["case"])))
                for name, content in ((PROVENANCE, provenance), (MANIFEST, manifest)):
                    write_durably(folder / name, json_bytes(content))
                make_names_safe(folder.parent)
        except OSError as error:
            raise unwritable(folder, error) from error
        return cls(folder, manifest, hash_of(json_bytes(manifest)))

    @classmethod
    def resume(cls, folder: Path, manifest: Mapping[str, Any]) -> "Store":
        """Return a store that is there; nothing is written. What is damaged beside its units is for `repair`.

        Raises InputProblem when it is of another sweep, saying what differs, and for a manifest that is damaged, unless
        that which the design gives is known to be the one that was written.
        """
        state, expected = checked(folder), json_bytes(manifest)
        damage = state.damage_of(MANIFEST)
        if damage is not None:
            if not state.was_written(MANIFEST, expected):
                raise fault_of(folder, *damage)
            return cls(folder, manifest, hash_of(expected))
        there, asked = read_manifest(folder), json.loads(expected)
        for name, message in COMPARED.items():
            if there.get(name) != asked[name]:
                place = say("folder", folder=as_written(str(folder)))
                what = say("other_sweep", what=say(message), **difference(there.get(name), asked[name]))
                raise InputProblem(place, what, say("resume_same"))
        # The same design gives the same in every other key; an older version may not have written all of them.
        for name in there:
            if name in asked and there[name] != asked[name]:
                raise InputProblem(
                    place_of_file(folder, MANIFEST), say("other_manifest", key=name), say("whole_folder")
                )
        if state.damage_of(CONTENTS) and (folder / MANIFEST).read_bytes() != expected:
            raise fault_of(folder, MANIFEST, "altered")
        return cls(folder, manifest, identity_in(folder))

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other sweeps out; the system opens the lock of a process that ends, however it ends.

        Where the disk gets full meanwhile, it is said how many units are safe. Raises InputProblem.
        """
        place = say("folder", folder=as_written(str(self.folder)))
        with going_on(self.folder, place, "is_being_written"), self.telling_what_is_kept():
            for name in ("", UNITS, FAILURES):
                remove_partial(self.folder / name)
            yield

    def telling_what_is_kept(self) -> AbstractContextManager[None]:
        """Return a context that says how many units are safe where the disk gets full in it."""
        return telling_what_is_kept(self.folder, say("units_kept"), lambda: len(self.unit_files()))

    def path(self, unit: Unit) -> Path:
        """Return the file of a unit."""
        return self.folder / UNITS / f"{unit.name}.parquet"

    def unit_files(self) -> list[Path]:
        """Return the files of all units that are there, by point and block."""
        return sorted((self.folder / UNITS).glob("[!.]*.parquet"))

    def intact(self) -> tuple[set[str], list[Path]]:
        """Read every file that is there; return the names of the units that are as written, and the other files."""
        intact: set[str] = set()
        damaged: list[Path] = []
        with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
            files = self.unit_files()
            for path, good in zip(files, pool.map(self.is_intact, files), strict=True):
                if good:
                    intact.add(path.stem)
                else:
                    damaged.append(path)
        return intact, damaged

    def is_intact(self, path: Path) -> bool:
        """Return whether a file is a unit of this sweep as it was written."""
        return is_intact(path, self.sweep)

    def write(self, unit: Unit, values: NDArray[np.float64]) -> int:
        """Write the indicators of a unit; return the bytes of its file. An earlier failure of the unit is forgotten."""
        data = unit_bytes(unit, values, self.years, self.names, self.case, self.sweep)
        try:
            write_durably(self.path(unit), data)
        except OSError as error:  # what has been written stays, and the sweep can be continued
            if error.errno in NO_ROOM:
                raise
            raise unwritable(self.folder, error) from error
        (self.folder / FAILURES / f"{unit.name}.json").unlink(missing_ok=True)
        return len(data)

    def remove(self, unit: Unit) -> None:
        """Remove the file of a unit, if it is there: its values are not believed any more."""
        self.path(unit).unlink(missing_ok=True)

    def fail(self, unit: Unit, reason: str) -> None:
        """Write down that a unit failed."""
        write_durably(self.folder / FAILURES / f"{unit.name}.json", json_bytes({**unit._asdict(), "reason": reason}))


def is_intact(path: Path, sweep: str | None = None) -> bool:
    """Return whether a file is a unit as it was written, and of the `sweep` of a hash where one is given."""
    try:
        read_unit(path, sweep)
    except DamagedUnit:
        return False
    return True


def hash_of(manifest: bytes) -> str:
    """Return the hash of a manifest, which the units of its sweep are bound to."""
    return hashlib.sha256(manifest).hexdigest()


def identity_in(folder: Path) -> str | None:
    """Return the hash that the units of a folder are bound to; None for an older folder, whose units are bound to nothing."""
    return hash_of((folder / MANIFEST).read_bytes()) if (folder / CONTENTS).is_file() else None


def failure_files(folder: Path) -> list[str]:
    """Return the notes of failed units, by their path within the folder."""
    return [f"{FAILURES}/{path.name}" for path in sorted((folder / FAILURES).glob("[!.]*.json"))]


def read_failures(folder: Path) -> pd.DataFrame:
    """Return the units that failed and were not done since, a row each: point, first, replicates, key, reason.

    Raises InputProblem for a note that is none.
    """
    rows = [read_object(folder, name) for name in failure_files(folder)]
    return pd.DataFrame(rows, columns=["point", "first", "replicates", "key", "reason"])


def points_bytes(points: pd.DataFrame, case: str) -> bytes:
    """Return the table of points of a case as a Parquet file, the number of the point its first column."""
    table = pa.Table.from_pandas(points.reset_index(), preserve_index=False)
    fields = [
        key_field("point"),
        *(axis_field(field.name, field.type) for field in table.schema if field.name != "point"),
    ]
    buffer = pa.BufferOutputStream()
    pq.write_table(table.cast(pa.schema(fields, about(case))), buffer, compression="zstd")
    return bytes(buffer.getvalue())


def difference(there: Any, asked: Any) -> dict[str, object]:
    """Return the two sides of what differs, of tables only the first key that does."""
    if isinstance(there, dict) and isinstance(asked, dict):
        key = next(key for key in {**there, **asked} if there.get(key) != asked.get(key))
        inner = difference(there.get(key), asked.get(key))
        return {side: f"{key}: {value}" for side, value in inner.items()}
    return {"there": as_written(there), "asked": as_written(asked)}
