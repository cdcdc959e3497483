"""The cache of evaluations: a file that only grows, a line a point, each line checked by its own hash.

A process that is killed leaves at most one torn line behind, which is found, cut off and evaluated again. Every line
before it is used unchanged, so that a search that is started again repeats itself to the bit.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from .evaluator import Evaluator

BATCH = 8  # points evaluated between two writes


def point_key(context: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """Return the key of an evaluation: a hash of all that it depends on, by content.

    `context` names what is the same for all points: case digest, model hash, digest of the baseline populations, seed, replicates, targets. Columns that
    are missing in the row and the order of columns do not count.
    """
    setting = {str(name): _plain(value) for name, value in row.items() if not pd.isna(value)}
    text = json.dumps([dict(context), setting], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def _line(key: str, values: Mapping[str, float]) -> bytes:
    body = json.dumps([key, dict(values)])
    return f"{hashlib.sha256(body.encode()).hexdigest()[:16]} {body}\n".encode()


def _read(line: bytes) -> tuple[str, dict[str, float]] | None:
    """Return what a line says, or None where it is torn or has been changed."""
    mark, _, body = line.partition(b" ")
    if not line.endswith(b"\n") or hashlib.sha256(body[:-1]).hexdigest()[:16].encode() != mark:
        return None
    key, values = json.loads(body)
    return key, values


class CachedEvaluator:
    """An evaluator that asks another one only for what its file does not hold.

    `evaluated` counts the points that were really run, `found` those that the file held already.
    """

    def __init__(self, inner: Evaluator, path: Path, context: Mapping[str, Any]) -> None:
        self.inner = inner
        self.path = path
        self.context = dict(context)
        self.known = _load(path)
        self.evaluated = 0
        self.found = 0

    def evaluate(self, points: pd.DataFrame) -> pd.DataFrame:
        """Return a row a point; new ones are written to the file in batches, each on the disk before the next is run."""
        keys = [
            point_key(self.context, {str(name): value for name, value in row.items()}) for _, row in points.iterrows()
        ]
        wanted = dict(zip(keys, points.index, strict=True))
        missing = [(key, point) for key, point in wanted.items() if key not in self.known]
        self.found += len(wanted) - len(missing)
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            rows = self.inner.evaluate(points.loc[[point for _, point in batch]])
            self._add({key: rows.loc[point].to_dict() for key, point in batch})
        return pd.DataFrame([self.known[key] for key in keys], points.index)

    def _add(self, rows: Mapping[str, dict[Any, float]]) -> None:
        new = {key: {str(name): float(value) for name, value in values.items()} for key, values in rows.items()}
        with self.path.open("ab") as file:
            file.write(b"".join(_line(key, values) for key, values in new.items()))
            file.flush()
            os.fsync(file.fileno())
        self.known.update(new)
        self.evaluated += len(new)


def _load(path: Path) -> dict[str, dict[str, float]]:
    """Return what a file holds. A torn last line is cut off; a whole line that does not fit its hash is passed over."""
    known: dict[str, dict[str, float]] = {}
    if not path.is_file():
        return known
    whole = 0
    with path.open("rb") as file:
        for line in file:
            entry = _read(line)
            if entry is not None:
                known[entry[0]] = entry[1]
            whole += len(line) if line.endswith(b"\n") else 0
    if whole < path.stat().st_size:
        os.truncate(path, whole)
    return known
