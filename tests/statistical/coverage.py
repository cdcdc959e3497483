"""How often 95 % intervals hold what they should: over fresh populations and draws, against a run of many populations.

    python -m tests.statistical.coverage --seeds 200 -n 120
    python -m tests.statistical.coverage --seeds 200 -n 480 --pool 24

For each seed the case gets other baseline populations and the runs other draws. The intervals of probabilities, of
means, and of paired differences of both are made as `compare` and `run` make them. What they should hold is the mean over
`--truth` replicates, each with a population and draws of its own. The table says by quantity how many of the seeds'
intervals hold it, and how wide they are on average, in units of 3.92 standard deviations of the estimate over the seeds.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from model import simulate
from model.population.numbering import population_of
from scenarios import load_case
from scenarios.axes import SCENARIO
from scenarios.case import Case
from scenarios.comparison.arrange import Paired, arrange
from scenarios.comparison.differences import difference_table, level_table
from scenarios.comparison.measures import COST_INDICATOR
from scenarios.targets import with_readings

CHUNK = 250  # replicates of the truth that are held at a time
TRUTH_SEED = 1_000_000  # of the first chunk: no seed of an interval is as large
LEAST, MOST, WIDEST = 0.92, 0.98, 1.15  # the bar: share of seeds, and mean width
KEYS = ["level", "kind", "name"]


class Asked(NamedTuple):
    """What is run: replicates a seed, and populations that they share (None: each has its own)."""

    case: str
    scenarios: tuple[str, str]
    replicates: int
    pool: int | None = None

    @property
    def populations(self) -> int:
        """Populations that a seed needs."""
        return self.pool or self.replicates


def case_with_population_seed(name: str, seed: int, pool: int) -> Case:
    """Return a case with other baseline populations, `pool` of them."""
    case = load_case(name)
    baseline = replace(case.data.baseline, pool=pool, pool_seed=seed)
    return replace(case, data=case.data._replace(baseline=baseline))


def paired_runs(asked: Asked, seed: int) -> Paired:
    """Run both scenarios with the populations and the draws of a seed."""
    case = case_with_population_seed(asked.case, seed, asked.populations)
    wanted = [*dict.fromkeys(target.measure for target in with_readings(case.targets)), COST_INDICATOR]
    frames = []
    for point, name in enumerate(asked.scenarios):
        runs = simulate(case, name, asked.replicates, seed)
        frames.append(runs[wanted].to_dataframe().reset_index().assign(point=point))
    points = pd.DataFrame({SCENARIO: list(asked.scenarios)}, pd.RangeIndex(len(frames), name="point"))
    replicates = np.arange(asked.replicates)
    populations = pd.Series(population_of(replicates, asked.populations), index=replicates)
    return arrange(points, pd.concat(frames, ignore_index=True), case.targets, populations)


def intervals(asked: Asked, seed: int) -> pd.DataFrame:
    """Return the intervals of a seed: a row a quantity, with estimate, low and high."""
    paired = paired_runs(asked, seed)
    levels = level_table(paired).rename(columns={"alternative": "level"})
    differences = difference_table(paired)
    differences = differences.assign(level=differences["one"] + " - " + differences["other"])
    differences = differences.rename(columns={"difference": "estimate"})
    columns = [*KEYS, "estimate", "low", "high"]
    return pd.concat([levels[columns], differences[columns]], ignore_index=True).assign(seed=seed)


def estimates(asked: Asked, seed: int) -> pd.Series:
    """Return the estimates of a seed by quantity."""
    return intervals(asked, seed).set_index(KEYS)["estimate"]


def summary(found: pd.DataFrame, truth: pd.Series | None = None) -> pd.DataFrame:
    """Return a row a quantity: truth, seeds, share of them that hold it, and the mean width over 3.92 sd of the estimate.

    Without a truth each interval is held against the mean of the other seeds' estimates.
    """
    rows = []
    for key, each in found.groupby(KEYS, sort=False):
        estimate, count = each["estimate"].to_numpy(), len(each)
        others = (estimate.sum() - estimate) / (count - 1) if truth is None else np.full(count, truth.loc[key])
        held = (each["low"].to_numpy() <= others) & (others <= each["high"].to_numpy())
        spread = float(np.std(estimate, ddof=1))
        width = float((each["high"] - each["low"]).mean())
        ratio = width / (3.92 * spread) if spread > 0.0 else np.nan
        rows.append((*key, float(others.mean()), float(estimate.mean()), count, float(held.mean()), ratio))
    return pd.DataFrame(rows, columns=[*KEYS, "truth", "estimate", "seeds", "covered", "width"])


def of_seeds(asked: Asked, seeds: Sequence[int], executor: ProcessPoolExecutor | None = None) -> pd.DataFrame:
    """Return the intervals of several seeds, in processes where there is an executor."""
    several = (executor.map if executor else map)(intervals, [asked] * len(seeds), seeds)
    return pd.concat(progress(several, len(seeds)), ignore_index=True)


def true_means(asked: Asked, replicates: int, executor: ProcessPoolExecutor) -> pd.Series:
    """Return the means over many replicates, each with a population of its own, in chunks that memory holds."""
    chunks = max(1, round(replicates / CHUNK))
    one = asked._replace(replicates=CHUNK, pool=None)
    found = executor.map(estimates, [one] * chunks, range(TRUTH_SEED, TRUTH_SEED + chunks))
    return pd.concat(progress(found, chunks), axis=1).mean(axis=1)


def progress(results: "Iterator[pd.DataFrame] | Iterator[pd.Series]", count: int) -> Iterator[pd.DataFrame]:
    """Yield results and say on a terminal's last line how many there are."""
    for number, result in enumerate(results, 1):
        if number % 10 == 0 or number == count:
            print(f"{number} of {count}", file=sys.stderr, flush=True)
        yield result


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the table, print it and write it; return 1 where a quantity is outside the bar."""
    parser = argparse.ArgumentParser(description="coverage of 95 % intervals over fresh populations")
    parser.add_argument("--case", default="chizhou")
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--first", type=int, default=1, help="the first of the seeds, which follow each other")
    parser.add_argument("-n", type=int, default=120, help="replicates a seed")
    parser.add_argument("--pool", type=int, help="populations that the replicates of a seed share")
    parser.add_argument("--truth", type=int, default=20_000, help="replicates of the truth; 0: the other seeds' mean")
    parser.add_argument("--truth-file", type=Path, help="where the truth is kept, and read if it is there")
    parser.add_argument("--out", type=Path, default=Path("results/coverage.csv"))
    given = parser.parse_args(arguments)
    asked = Asked(given.case, (load_case(given.case).plan, "none"), given.n, given.pool)
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as executor:
        truth = known_truth(given.truth_file)
        if truth is None and given.truth:
            truth = true_means(asked, given.truth, executor).rename("truth")
            if given.truth_file is not None:
                truth.to_csv(given.truth_file)
        table = summary(of_seeds(asked, range(given.first, given.first + given.seeds), executor), truth)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(given.out, index=False)
    print(table.to_string(float_format=lambda value: f"{value:.4g}"))
    return int(not within_bar(table).all())


def known_truth(file: Path | None) -> pd.Series | None:
    """Return a truth that was found before; None where there is none."""
    return pd.read_csv(file).set_index(KEYS)["truth"] if file is not None and file.is_file() else None


def within_bar(table: pd.DataFrame) -> pd.Series:
    """Return by quantity whether its intervals hold the truth as often as they say, and are no wider than they need be.

    An event that hardly ever or nearly always happens has no interval that holds it just so often: it is let pass where
    the intervals hold it too often.
    """
    rare = (table["kind"] == "probability") & ~table["truth"].abs().between(0.03, 0.97)
    return (table["covered"] >= LEAST) & (rare | ((table["covered"] <= MOST) & (table["width"] <= WIDEST)))


if __name__ == "__main__":
    sys.exit(main())
