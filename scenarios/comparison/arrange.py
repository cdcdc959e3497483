"""Runs in order: every alternative under the same futures and the same replicates, so that they can be paired.

An alternative is a setting of scenario and levers, a future a setting of uncertainties. Rows may come in any order:
what belongs together is known by the names in the tables, never by position.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..axes import LEVER, SCENARIO, UNCERTAINTY
from ..experiment import ScenarioRuns
from ..intervals import Clusters
from ..refusals.problem import Message, say
from ..targets import ALL_TARGETS, Target, with_readings
from .measures import COST, met, run_measures


class NotPaired(ValueError):
    """Runs that cannot be paired; `reason` says why, in both languages."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Paired(NamedTuple):
    """What is compared, in arrays of shape (alternative, future, replicate).

    `names` of the alternatives; `settings` one row each (scenario and lever axes); `futures` one row a future
    (uncertainty axes, none if nothing is held). `populations` are the numbers of the replicates' baseline populations,
    which intervals take as clusters. `values` by the key of a target or of another reading of it, and of `cost` (100
    million yuan); `met` whether each of them is met, and at `ALL_TARGETS` all targets at once.
    """

    names: tuple[str, ...]
    settings: pd.DataFrame
    futures: pd.DataFrame
    replicates: NDArray[np.int64]
    populations: Clusters
    targets: tuple[Target, ...]
    values: Mapping[str, NDArray[np.float64]]
    met: Mapping[str, NDArray[np.bool_]]

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the targets."""
        return tuple(target.key for target in self.targets)

    @property
    def judged(self) -> dict[str, Target]:
        """The targets by key, each followed by its other readings."""
        return {target.key: target for target in with_readings(self.targets)}

    @property
    def held(self) -> bool:
        """Whether the futures are points of uncertainty; else each replicate is a future of its own."""
        return len(self.futures.columns) > 0

    def by_future(self, array: NDArray[np.float64] | NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return the mean over replicates by alternative and future; where each replicate is a future, its value."""
        values = np.asarray(array, float)
        return values.mean(axis=2) if self.held else values[:, 0, :]

    def by_replicate(self, array: NDArray[np.float64] | NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return the mean over futures by alternative and replicate: replicates are the independent sample."""
        return np.asarray(array, float).mean(axis=1)


def arrange(
    points: pd.DataFrame, outcomes: pd.DataFrame, targets: Sequence[Target], populations: pd.Series | None = None
) -> Paired:
    """Return the runs of `points` (index `point`) and `outcomes` (a row a run and year) as arrays.

    Alternatives and futures come in the order of their least point number. `populations` has the number of the baseline
    population of each replicate (index); without it each has its own. Raises NotPaired when an alternative lacks
    a future or a replicate that another has, or has one twice: differences would not be paired.
    """
    points = points.sort_index()
    levers = [name for name in map(str, points) if name == SCENARIO or name.startswith(LEVER)]
    nature = sorted(name for name in map(str, points) if name.startswith(UNCERTAINTY))
    alternative, future = _groups(points, levers), _groups(points, nature)
    settings = points.loc[alternative.drop_duplicates().index, levers]
    futures = points.loc[future.drop_duplicates().index, nature].reset_index(drop=True)
    judged = with_readings(targets)
    measures = run_measures(outcomes[outcomes["point"].isin(points.index)], judged)
    order = _order(measures, alternative, future)
    shape = (len(settings), len(futures), len(order) // (len(settings) * len(futures)))
    events = met(measures, judged, targets)
    replicates = np.unique(measures.index.get_level_values("replicate").to_numpy(np.int64))
    keys = [target.key for target in judged]
    return Paired(
        _names(settings),
        settings.reset_index(drop=True),
        futures,
        replicates,
        replicates if populations is None else populations.reindex(replicates).to_numpy(np.int64),
        tuple(targets),
        {name: measures[name].to_numpy(float)[order].reshape(shape) for name in (*keys, COST)},
        {name: events[name].to_numpy(bool)[order].reshape(shape) for name in (*keys, ALL_TARGETS)},
    )


def _groups(points: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Return the number of each point's setting of some columns, counted in the order of the points."""
    if not columns:
        return pd.Series(0, points.index)
    return points.groupby(columns, dropna=False, sort=False).ngroup()


def _order(measures: pd.DataFrame, alternative: pd.Series, future: pd.Series) -> NDArray[np.intp]:
    """Return the rows of the runs sorted by alternative, future and replicate, none missing and none twice."""
    number = measures.index.get_level_values("point")
    table = pd.DataFrame(
        {
            "alternative": alternative.reindex(number).to_numpy(),
            "future": future.reindex(number).to_numpy(),
            "replicate": measures.index.get_level_values("replicate"),
        }
    )
    if table.duplicated().any():
        raise NotPaired(say("stands_twice"))
    counts = [alternative.nunique(), future.nunique(), table["replicate"].nunique()]
    if len(table) != np.prod(counts):
        raise NotPaired(say("runs_differ", there=len(table), expected=int(np.prod(counts))))
    return np.lexsort((table["replicate"], table["future"], table["alternative"]))


def _names(settings: pd.DataFrame) -> tuple[str, ...]:
    """Return names of the alternatives: of their scenario, with the number of the point where that is not enough."""
    scenario = settings[SCENARIO].astype(str) if SCENARIO in settings else pd.Series("", settings.index)
    again = scenario.duplicated(keep=False)
    entries = zip(scenario, settings.index, again, strict=True)
    return tuple(f"{name}#{point}" if twice else str(name) for name, point, twice in entries)


def populations_in(experiment: Mapping[str, ScenarioRuns]) -> pd.Series:
    """Return the number of the baseline population by replicate, the same under every scenario of an experiment."""
    return next(iter(experiment.values())).parameters["population"].to_series()


def tables_of(experiment: Mapping[str, ScenarioRuns]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the points and outcomes of an experiment: a point a scenario, in its order."""
    points = pd.DataFrame({SCENARIO: list(experiment)}, pd.RangeIndex(len(experiment), name="point"))
    frames = []
    for point, runs in enumerate(experiment.values()):
        frame = runs.indicators.to_dataframe().reset_index()
        frame.insert(0, "point", point)
        frames.append(frame)
    return points, pd.concat(frames, ignore_index=True)
