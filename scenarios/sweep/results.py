"""Reading a sweep back: points and outcomes as tables, what failed, and the probability of each target by point."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.population.numbering import population_of

from ..contents.checking import refuse_damaged
from ..intervals import proportion
from ..populations import pool_of_sweep
from ..targets import Goal, Target, goals_of, reading_column
from .described import read_manifest, read_points
from .store import UNITS, identity_in, read_failures
from .unit_file import DamagedUnit, read_unit

UNIT_NAME = re.compile(r"(\d{6})-(\d{8})-([0-9a-f]+)", re.ASCII)
EVENT = ("n", "successes", "probability", "low", "high")


@dataclass(frozen=True, eq=False)
class Sweep:
    """A sweep as its folder holds it.

    `points`: a row a point, its axes as columns, index `point`. `outcomes`: a row a run and year: point, replicate, year and
    every indicator asked for, shares as fractions. `failures`: units without outcomes, with the reason: they failed, or
    their file is damaged. `missing`: runs that the design has and the folder lacks; None where a rule decides how many
    there are.
    """

    case_name: str
    design: Mapping[str, Any]
    points: pd.DataFrame
    outcomes: pd.DataFrame
    failures: pd.DataFrame
    missing: int | None
    manifest: Mapping[str, Any]


def read_sweep(
    folder: Path | str, indicators: Sequence[str] | None = None, years: Sequence[int] | None = None
) -> Sweep:
    """Return the sweep of a folder, every file held against its checksum; all indicators and years if none are named.

    Raises InputProblem for a folder that holds no sweep, and for files beside the units that are damaged.
    """
    folder = Path(folder)
    refuse_damaged(folder)
    described = read_manifest(folder)
    points, failures = read_points(folder, described.get("points_digest")), read_failures(folder)
    wanted = list(indicators) if indicators is not None else list(described["indicators"])
    columns = ["point", "replicate", "year", *wanted]
    frames, damaged = [], []
    for path, table in unit_tables(folder):
        if table is None:
            damaged.append(damaged_row(path))
            continue
        frame = table.select(columns).to_pandas()
        frames.append(frame if years is None else frame[frame["year"].isin(list(years))])
    outcomes = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)
    if frames:
        outcomes = outcomes.sort_values(["point", "replicate", "year"], ignore_index=True)
    if damaged:
        failures = pd.DataFrame([*failures.to_dict("records"), *damaged], columns=failures.columns)
    missing = None
    if not described["replicates"]["adaptive"]:
        runs = len(outcomes[["point", "replicate"]].drop_duplicates())
        missing = described["points"] * described["replicates"]["number"] - runs
    return Sweep(described["case"], described["design"], points, outcomes, failures, missing, described)


def damaged_row(path: Path) -> dict[str, Any]:
    """Return what is known of a damaged file: what its name says, where it is the name of a unit."""
    named = UNIT_NAME.fullmatch(path.stem)
    unit = {"point": int(named[1]), "first": int(named[2]), "key": named[3]} if named else {}
    return {**unit, "reason": f"damaged: {path.name}"}


def unit_tables(folder: Path) -> Iterator[tuple[Path, Any]]:
    """Yield the files of a sweep with their rows, or None for one that is damaged or of another sweep."""
    sweep = identity_in(folder)
    for path in sorted((folder / UNITS).glob("[!.]*.parquet")):
        try:
            yield path, read_unit(path, sweep)
        except DamagedUnit:
            yield path, None


def summary_of(folder: Path) -> pd.DataFrame:
    """Return one row a point and target (and all of a year, and all, at once): n, successes, probability, interval.

    Other readings of a target are in rows below it, which `reading_of` marks where the case has any.

    The files are read one after the other, those of a point together, so that memory does not grow with the number of
    points. Damaged ones count for nothing. Replicates of one baseline population are a cluster.
    """
    refuse_damaged(folder)
    described = read_manifest(folder)
    targets = [Target.model_validate(target) for target in described["targets"]]
    goals = goals_of(targets)
    points, pool = read_points(folder, described.get("points_digest")), pool_of_sweep(folder, described)
    whole = (table for _, table in unit_tables(folder) if table is not None)
    rows = []
    for point, tables in groupby(whole, key=lambda table: int(table.column("point")[0].as_py())):
        events = pd.concat([events_of(table, goals) for table in tables], ignore_index=True)
        clusters = None if pool is None else population_of(events["replicate"].to_numpy(np.int64), pool)
        for place, goal in enumerate(goals):
            met = events[place].to_numpy(bool)
            row = (len(met), int(met.sum()), *proportion(met, clusters))
            named = {"point": point, "indicator": goal.name, "year": goal.year}
            rows.append(named | dict(zip(EVENT, row, strict=True)) | reading_column(goal, targets))
    marks = dict.fromkeys(name for goal in goals for name in reading_column(goal, targets))
    summary = pd.DataFrame(rows, columns=["point", "indicator", "year", *EVENT, *marks]).astype({"year": "Int64"})
    return points.reset_index().merge(summary, on="point", how="right")


def events_of(table: Any, goals: Sequence[Goal]) -> pd.DataFrame:
    """Return which goals the replicates of a unit met: `replicate`, and a column a goal by its place."""
    years = np.asarray(table.column("year"))
    replicates = np.asarray(table.column("replicate"))[years == years[0]]
    value = values_of(table)
    met = {place: goal.met(value) for place, goal in enumerate(goals)}
    return pd.DataFrame(met).assign(replicate=replicates)


def values_of(table: Any) -> Any:
    """Return what gives an indicator of a year of a unit's rows, one value a replicate."""
    years = np.asarray(table.column("year"))

    def value(indicator: str, year: int) -> NDArray[np.float64]:
        return np.asarray(table.column(indicator))[years == year]

    return value
