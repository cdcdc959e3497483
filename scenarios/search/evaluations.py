"""The evaluations of a search: a file that only grows, a line a point, each line checked by its own hash.

A process that is killed leaves at most one torn line behind, which is found, cut off and evaluated again. Every line
before it is used unchanged, so that a search that is started again repeats itself to the bit.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from ..sweep.durable import append_durably
from .evaluation import Evaluate

BATCH = 8  # points evaluated between two writes


def point_key(context: Mapping[str, Any], row: Mapping[Any, Any]) -> str:
    """Return the key of an evaluation: a hash of all that it depends on, by content.

    `context` names what is the same for all points: case digest, model hash, seed, replicates, targets. Columns that
    are missing in the row and the order of columns do not count.
    """
    setting = {str(name): _plain(value) for name, value in row.items() if not pd.isna(value)}
    text = json.dumps([dict(context), setting], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def _line(key: str, values: Mapping[str, float]) -> bytes:
    body = json.dumps([key, dict(values)]).encode()
    return _mark(body) + b" " + body + b"\n"


def _mark(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest()[:16].encode()


class Evaluations:
    """Evaluates points by asking `evaluate` only for those that its file does not hold.

    `evaluated` counts the points that were really run, `found` those that the file held already.
    """

    def __init__(self, evaluate: Evaluate, path: Path, context: Mapping[str, Any]) -> None:
        self.evaluate = evaluate
        self.path = path
        self.context = dict(context)
        self.known = _load(path)
        self.evaluated = 0
        self.found = 0

    def __call__(self, points: pd.DataFrame) -> pd.DataFrame:
        """Return a row a point; new ones are written to the file in batches, each on the disk before the next is run."""
        keys = [point_key(self.context, row.to_dict()) for _, row in points.iterrows()]
        wanted = dict(zip(keys, points.index, strict=True))
        missing = {key: point for key, point in wanted.items() if key not in self.known}
        self.found += len(wanted) - len(missing)
        left = iter(missing.items())
        while batch := dict(islice(left, BATCH)):
            rows = self.evaluate(points.loc[list(batch.values())])
            new = {
                key: {str(name): float(value) for name, value in rows.loc[point].items()}
                for key, point in batch.items()
            }
            append_durably(self.path, b"".join(_line(key, values) for key, values in new.items()))
            self.known |= new
            self.evaluated += len(new)
        return pd.DataFrame([self.known[key] for key in keys], points.index)


def _load(path: Path) -> dict[str, dict[str, float]]:
    """Return what a file holds. A torn last line is cut off; a whole line that does not fit its hash is passed over."""
    data = path.read_bytes() if path.is_file() else b""
    lines = _whole_lines(data)
    if len(lines) < len(data):
        os.truncate(path, len(lines))
    return dict(json.loads(line.partition(b" ")[2]) for line in lines.splitlines() if _is_sound(line))


def damaged_lines(path: Path) -> int:
    """Return how many whole lines of a file do not fit their hash; a torn last line is what a killed process leaves."""
    lines = _whole_lines(path.read_bytes()).splitlines()
    return sum(not _is_sound(line) for line in lines)


def _whole_lines(data: bytes) -> bytes:
    return data.rpartition(b"\n")[0] + b"\n" if b"\n" in data else b""


def _is_sound(line: bytes) -> bool:
    mark, _, body = line.partition(b" ")
    return _mark(body) == mark
