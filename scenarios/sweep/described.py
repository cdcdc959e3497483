"""What the manifest and the table of points of a sweep must say to be read: anything else is refused by its file."""

import hashlib
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from ..axes import known
from ..contents.described import read_object, read_parquet, shaped
from ..contents.place import place_of_file
from ..contents.tables import refuse_missing_columns
from ..refusals.problem import InputProblem, as_written, check_known, say
from ..targets import Target, known_indicators

MANIFEST, POINTS = "manifest.json", "points.parquet"
Count = Annotated[int, Field(strict=True, ge=0)]


class DescribedRule(BaseModel):
    """How many replicates points get: what is read of it; a manifest says more."""

    number: Count
    adaptive: bool


class DescribedSweep(BaseModel):
    """What is read of a manifest; a manifest says more, and one of an older version lacks some of it."""

    model_config = ConfigDict(frozen=True)
    case: str
    case_digest: str | None = None
    seed: Count | None = None
    scenario: str | None = None
    pool: Count | None = None
    points: Count
    points_digest: str | None = None
    design: dict[str, Any]
    replicates: DescribedRule
    years: Annotated[tuple[Count, ...], Field(min_length=1)]
    indicators: dict[str, str]
    targets: tuple[Target, ...]


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a sweep. Raises InputProblem for a folder that holds none, and for a file that is none."""
    if not (folder / MANIFEST).is_file():
        place = say("folder", folder=as_written(str(folder)))
        raise InputProblem(place, say("no_sweep"), say("sweep_folder", manifest=MANIFEST))
    described = read_object(folder, MANIFEST)
    sweep = shaped(MANIFEST, DescribedSweep, described)
    place = place_of_file(folder, MANIFEST)
    known_indicators(place, sweep.targets, sweep.indicators)
    return described


def read_points(folder: Path, digest: str | None) -> pd.DataFrame:
    """Return the table of points of a sweep, indexed by `point`; `digest` is their hash, where the manifest says it.

    Raises InputProblem for a file that is none, or that holds other points than the manifest was written for.
    """
    place, table = place_of_file(folder, POINTS), read_parquet(folder, POINTS)
    refuse_missing_columns(place, table, ("point",))
    points = table.set_index("point")
    for column in points.columns:
        check_known(place, "unknown_column", column, known())
    if digest is not None and digest_of_points(points) != digest:
        raise InputProblem(place, say("other_points"), say("whole_folder"))
    return points


def digest_of_points(points: pd.DataFrame) -> str:
    """Return the hash (16 hexadecimal digits) of a table of points."""
    return hashlib.sha256(points.to_csv().encode()).hexdigest()[:16]
