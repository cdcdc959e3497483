"""A Parquet file that is written while its rows are made, so that few of them are in memory."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

# Values up to which the columns of a file are read whole and kept, so that one of many small parts is not read part by part.
KEPT = 4_000_000


class ColumnFile:
    """A Parquet file that is written part by part, block by block, and then read a column of a part at a time.

    Rows wait until there are `group_rows` of them, which are then written together as a row group.
    """

    def __init__(self, path: Path, schema: pa.Schema, group_rows: int) -> None:
        self._path, self._schema, self._group_rows = path, schema, group_rows
        numbers = [field.name for field in schema if pa.types.is_floating(field.type)]
        texts = [field.name for field in schema if pa.types.is_string(field.type)]
        self._writer: Any = pq.ParquetWriter(
            path, schema, compression="zstd", use_dictionary=texts, use_byte_stream_split=numbers,
            write_statistics=[field.name for field in schema if field.name not in numbers],
        )  # fmt: skip
        self._reader: Any = None
        self._pending: list[pa.RecordBatch] = []
        self._part = ""
        self._groups: dict[str, int] = {}  # row groups by part
        self._rows: dict[str, int] = {}  # rows by part
        self._kept: dict[str, NDArray[Any]] = {}  # whole columns of a small file

    def write(self, part: str, columns: Sequence[Any]) -> None:
        """Write rows of a part, one array a column. All rows of a part come before those of the next."""
        if part != self._part:
            self._flush()
            self._part = part
        self._pending.append(pa.RecordBatch.from_arrays(list(map(pa.array, columns)), schema=self._schema))
        if sum(batch.num_rows for batch in self._pending) >= self._group_rows:
            self._flush()

    def _flush(self) -> None:
        """Write what waits as a row group."""
        if self._pending:
            table = pa.Table.from_batches(self._pending)
            self._writer.write_table(table, row_group_size=table.num_rows)
            self._groups[self._part] = self._groups.get(self._part, 0) + 1
            self._rows[self._part] = self._rows.get(self._part, 0) + table.num_rows
            self._pending = []

    def is_text(self, name: str) -> bool:
        """Return whether a column holds words."""
        return bool(pa.types.is_string(self._schema.field(name).type))

    def is_kept(self) -> bool:
        """Return whether the columns are read whole and kept. After the first call nothing can be written any more."""
        self._finish()
        return sum(self._rows.values()) * len(self._schema) <= KEPT

    def column(self, part: str, name: str) -> NDArray[Any]:
        """Return a column of the rows of a part, of words as objects. After the first call nothing can be written any more."""
        if self._reader is None:
            self._finish()
            self._reader = pq.ParquetFile(self._path)
        parts = list(self._groups)
        before = parts[: parts.index(part)]
        if not self.is_kept():
            first = sum(self._groups[each] for each in before)
            groups = list(range(first, first + self._groups[part]))
            return np.asarray(self._reader.read_row_groups(groups, columns=[name]).column(name))
        if not self._kept:  # all at once: each by itself takes as long for every row group as its few values
            table = self._reader.read()
            self._kept = {each: np.asarray(table.column(each)) for each in table.column_names}
        first = sum(self._rows[each] for each in before)
        return self._kept[name][first : first + self._rows[part]].copy()

    def _finish(self) -> None:
        if self._writer is not None:
            self._flush()
            self._writer.close()
            self._writer = None

    def close(self) -> None:
        """Write what waits, and close the file."""
        self._finish()
        if self._reader is not None:
            self._reader.close()
