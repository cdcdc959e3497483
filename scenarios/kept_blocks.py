"""Blocks of a large run that are kept on the disk until the run is complete, so that one that was stopped goes on.

A block is a file whose name is a key of all that it depends on, by content. It bears a hash of its key and its bytes; what
has another key, or does not fit its hash, is run again.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import xarray
from numpy.typing import NDArray

from model.measures import names_of
from model.source_hash import MODEL_HASH

from .case import Case
from .refusals.folders import out_place
from .refusals.problem import InputProblem, as_written, say
from .scenario import Scenario
from .sweep.durable import json_bytes, remove_partial, write_durably

BLOCKS, DESCRIBED = "blocks", "blocks.json"
SCHEMA = 1  # of the files
ENDING = ".block"
HASH_DIGITS = 64
LARGEST = 1_000_000  # replicates of a block
KEPT_FROM = 2_000  # replicates; of a run with more, blocks are kept
# What must be the same for a run to be continued, with how a refusal calls it.
COMPARED = {
    "model_hash": "other_model_hash",
    "case_digest": "other_case_digest",
    "baseline_digest": "other_baseline_digest",
    "seed": "other_seed",
    "replicates": "other_replicates",
    "last_year": "other_last_year",
}

Arrays = Mapping[str, NDArray[Any]]


class KeptPiece(NamedTuple):
    """What is kept of a block of runs: `tables` (replicate, year), and what is added up, by name."""

    tables: xarray.Dataset
    sums: Arrays


class KeptBlocks:
    """The blocks in the folder of a run of `replicates` with a seed; `size` is that of a block, as it was when the run began."""

    def __init__(self, folder: Path, case: Case, replicates: int, seed: int, size: int) -> None:
        self._folder = folder / BLOCKS
        described = identity(case, replicates, seed)
        self._context = described | {"schema": SCHEMA, "measures": list(names_of(case.world))}
        self._folder.mkdir(exist_ok=True)
        remove_partial(self._folder)
        self.size = block_size(folder) or size
        write_durably(self._folder / DESCRIBED, json_bytes({**described, "size": self.size}))

    def piece(
        self,
        scenario: Scenario,
        kind: str,
        first: int,
        count: int,
        make: Callable[[], KeptPiece],
        found: Callable[[int], None],
    ) -> KeptPiece:
        """Return a block of a scenario, read where it is kept and whole, else made and kept; `found` is called for a read one."""
        settings = {lever: list(setting) for lever, setting in sorted(scenario.levers.items())}
        block = {"scenario": scenario.name, "settings": settings, "kind": kind, "first": first, "count": count}
        key = hashlib.sha256(json.dumps([self._context, block], sort_keys=True).encode()).hexdigest()[:32]
        path = self._folder / (key + ENDING)
        piece = read_piece(path)
        if piece is not None:
            found(count)
            return piece
        piece = make()
        write_durably(path, piece_bytes(piece, key))
        return piece


def identity(case: Case, replicates: int, seed: int) -> dict[str, Any]:
    """Return what must be the same for a run to be continued, by the names that refusals use."""
    return {
        "model_hash": MODEL_HASH,
        "case_digest": case.digest,
        "baseline_digest": case.world.baseline_digest,
        "seed": seed,
        "replicates": replicates,
        "last_year": case.last_year,
    }


def refuse_other_run(folder: Path, case: Case, replicates: int, seed: int) -> None:
    """Refuse to continue, in a folder that holds blocks, another run than the one they are of. Raises InputProblem."""
    there, asked = described_in(folder), identity(case, replicates, seed)
    for name, message in COMPARED.items():
        if there is not None and there.get(name) != asked[name]:
            sides = {"there": as_written(there.get(name)), "asked": as_written(asked[name])}
            what = say("other_run", folder=as_written(str(folder)), what=say(message), **sides)
            raise InputProblem(out_place(), what, say("resume_same_run"))


def kept_in(folder: Path) -> int:
    """Return how many blocks the folder of a run holds."""
    return sum(1 for _ in (folder / BLOCKS).glob(f"*{ENDING}"))


def described_in(folder: Path) -> dict[str, Any] | None:
    """Return what the blocks in the folder of a run are of; None where nothing is, or it cannot be read."""
    try:
        described = json.loads((folder / BLOCKS / DESCRIBED).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return described if isinstance(described, dict) else None


def block_size(folder: Path) -> int | None:
    """Return the number of replicates of a block that is kept; None where that is not known."""
    size = (described_in(folder) or {}).get("size")
    return size if isinstance(size, int) and 1 <= size <= LARGEST else None


def piece_bytes(piece: KeptPiece, key: str) -> bytes:
    """Return a block as a file: the hash of its key and of what follows, and arrays, compressed."""
    arrays = {f"sum.{name}": values for name, values in piece.sums.items()}
    arrays |= {f"coordinate.{name}": piece.tables[name].values for name in piece.tables.coords}
    arrays |= {f"table.{name}": np.asarray(values.values) for name, values in piece.tables.data_vars.items()}
    words = {name: values.astype(str) for name, values in arrays.items() if values.dtype == object}
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **{**arrays, **words})
    data = buffer.getvalue()
    body = len(data).to_bytes(8, "little") + bytes(pa.compress(data, "zstd", asbytes=True))
    return _mark(key, body) + body


def read_piece(path: Path) -> KeptPiece | None:
    """Return a block from its file; None where there is none, or it is not what was written for the key in its name."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    mark, body = data[:HASH_DIGITS], data[HASH_DIGITS:]
    if _mark(path.stem, body) != mark:
        return None
    size = int.from_bytes(body[:8], "little")
    try:
        with np.load(io.BytesIO(pa.decompress(body[8:], size, "zstd", asbytes=True)), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
    except (OSError, ValueError, pa.ArrowException, zipfile.BadZipFile):
        return None
    parts: dict[str, dict[str, NDArray[Any]]] = {"sum": {}, "coordinate": {}, "table": {}}
    for name, values in arrays.items():
        part, _, rest = name.partition(".")
        parts[part][rest] = values.astype(object) if values.dtype.kind == "U" else values
    variables = {name: (("replicate", "year")[: values.ndim], values) for name, values in parts["table"].items()}
    return KeptPiece(xarray.Dataset(variables, parts["coordinate"]), parts["sum"])


def _mark(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode() + body).hexdigest().encode()
