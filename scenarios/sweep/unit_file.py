"""The Parquet file of a unit: one row a replicate and year, every indicator as it was computed, nothing of the machine.

The same unit is the same bytes: no time, no name of a computer or person, no order of completion is in the file. It bears
the hash of all its bytes, found with zeros in the place of the hash, so that no change of a single byte goes unseen. It
also bears the hash of its sweep's manifest, so that no unit of another sweep is taken for one of this.
"""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from model.indicators import INDICATORS

from ..result_columns import about, indicator_field, key_field
from .unit import SCHEMA, Unit, row_numbers

METADATA = b"tenglong.unit"
KEYS = ("unit", "point", "replicate", "year")
DIGEST = "digest"  # of the whole file
SWEEP = "sweep"  # hash of the manifest of the sweep that it was made for; not there in older files
BLANK = "0" * 64  # in its place while it is found


class DamagedUnit(Exception):
    """A file that is not what was written: cut off, altered, or of another unit."""


def unit_schema(names: Sequence[str]) -> pa.Schema:
    """Return the columns of a unit's file, `names` those of its values."""
    return pa.schema([*map(key_field, KEYS), *map(indicator_field, names)])


def unit_bytes(
    unit: Unit,
    values: NDArray[np.float64],
    years: Sequence[int],
    names: Sequence[str],
    case: str,
    sweep: str | None = None,
) -> bytes:
    """Return the contents of the file of a unit of a case from its values (replicate, year, name).

    `sweep` is the hash of the manifest that it is bound to.
    """
    replicates, count, _ = values.shape
    rows = replicates * count
    flat = values.reshape(rows, -1)
    columns: list[Any] = [
        pa.DictionaryArray.from_arrays(np.zeros(rows, np.int8), [unit.key]),
        *row_numbers(unit.point, unit.first, replicates, years).values(),
        *(np.ascontiguousarray(flat[:, place]) for place in range(flat.shape[1])),
    ]
    table = pa.Table.from_arrays([pa.array(column) for column in columns], schema=unit_schema(names))
    described = {**unit._asdict(), "schema": SCHEMA, DIGEST: BLANK, **({SWEEP: sweep} if sweep else {})}
    table = table.replace_schema_metadata({METADATA: json.dumps(described, sort_keys=True).encode(), **about(case)})
    buffer = io.BytesIO()
    pq.write_table(
        table, buffer, compression="zstd", use_dictionary=["unit"], use_byte_stream_split=list(names),
        store_schema=True, write_statistics=["point", "replicate", "year"],
    )  # fmt: skip
    data = buffer.getvalue()
    return with_digest(data, BLANK, hashlib.sha256(data).hexdigest())


def with_digest(data: bytes, old: str, new: str) -> bytes:
    """Return the contents of a file with one hash in place of another. Raises ValueError where it is not there once."""
    if data.count(old.encode()) != 1:
        raise ValueError("the file does not bear its hash once")
    return data.replace(old.encode(), new.encode())


def described_unit(path: Path) -> dict[str, Any]:
    """Return what a file says of its unit, without reading its rows. Raises DamagedUnit."""
    try:
        return dict(json.loads((pq.read_metadata(path).metadata or {})[METADATA]))
    except (OSError, pa.ArrowException, KeyError, ValueError, TypeError, RecursionError) as error:
        raise DamagedUnit(str(error)) from error


def named_unit(described: Mapping[str, Any]) -> str | None:
    """Return the name of the unit that a file says it is of, if it says so."""
    try:
        return Unit(*(described[name] for name in Unit._fields)).name
    except (KeyError, TypeError, ValueError):
        return None


def read_unit(path: Path, sweep: str | None = None) -> pa.Table:
    """Return the rows of a unit's file, held against its name and its hash. Raises DamagedUnit.

    It must be bound to the `sweep` of a hash, where one is given.
    """
    described = described_unit(path)
    try:
        data = path.read_bytes()
        digest = str(described.get(DIGEST))
        if hashlib.sha256(with_digest(data, digest, BLANK)).hexdigest() != digest:
            raise DamagedUnit("the bytes are not those that were written")
        # Threads that still hold a damaged file when Python ends abort the process, so there are none.
        table = pq.ParquetFile(pa.BufferReader(data), pre_buffer=False).read(use_threads=False)
    except (OSError, ValueError, pa.ArrowException) as error:
        raise DamagedUnit(str(error)) from error
    if described.get("schema") != SCHEMA or named_unit(described) != path.stem:
        raise DamagedUnit("the file is not of the unit that its name says")
    if sweep is not None and described.get(SWEEP) != sweep:
        raise DamagedUnit("the file is of another sweep")
    names = table.column_names[len(KEYS) :]  # every indicator, and what the targets of the case ask for besides
    whole = names[: len(INDICATORS)] == list(INDICATORS) and table.schema.equals(unit_schema(names))
    if not whole:
        raise DamagedUnit("the columns are not those that are written")
    return table


def read_column(path: Path, name: str, year: int) -> NDArray[np.float64]:
    """Return an indicator or measure of a year of a unit, one value a replicate in order."""
    table = pq.ParquetFile(path).read(columns=["year", name])
    return np.asarray(table.column(name))[np.asarray(table.column("year")) == year]
