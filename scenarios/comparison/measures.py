"""What a run is judged by: the value of each target's indicator in its year, and what the scenario has cost by then."""

from collections.abc import Sequence

import pandas as pd

from ..targets import ALL_TARGETS, Target

COST = "cost"
COST_INDICATOR = "policy_cost"
RUN = ["point", "replicate"]


def run_measures(outcomes: pd.DataFrame, targets: Sequence[Target]) -> pd.DataFrame:
    """Return one row a run, index (point, replicate) in order: a column a target (its key), and `cost`.

    `outcomes` has one row a run and year: `point`, `replicate`, `year` and a column a measure, in any order. The
    cost (100 million yuan) is `policy_cost` summed over the years after the baseline up to the last target year, as it
    is booked, not discounted. Raises ValueError when a row occurs twice or a value is missing.
    """
    used = list(dict.fromkeys([*(target.measure for target in targets), COST_INDICATOR]))
    runs = outcomes[[*RUN, "year", *used]].set_index([*RUN, "year"]).sort_index()
    if not runs.index.is_unique:
        raise ValueError(f"{int(runs.index.duplicated().sum())} rows of the outcomes occur twice")
    columns = {each.key: runs[each.measure].xs(each.year, level="year") for each in targets}
    columns[COST] = _cost(runs, max(target.year for target in targets))
    index = pd.MultiIndex.from_frame(runs.index.to_frame()[RUN]).unique()
    frame = pd.DataFrame({name: column.reindex(index) for name, column in columns.items()}, index)
    missing = frame.isna().any()
    if missing.any():
        name = str(missing.idxmax())
        raise ValueError(
            f"{name} has no value in {int(frame[name].isna().sum())} runs, the first is {_first(frame[name])}"
        )
    return frame


def _first(column: pd.Series) -> object:
    return column.index[column.isna()][0]


def _cost(runs: pd.DataFrame, last: int) -> pd.Series:
    """Return the cost by run; a year without a value leaves the run without one."""
    years = runs.index.get_level_values("year")
    counted = runs[COST_INDICATOR][(years > years.min()) & (years <= last)]
    number = counted.index.get_level_values("year").nunique()
    return counted.groupby(level=RUN).sum(min_count=number)


def met(measures: pd.DataFrame, targets: Sequence[Target], together: Sequence[Target] | None = None) -> pd.DataFrame:
    """Return whether each target is met (its key), and whether all are at once (`ALL_TARGETS`); one row a run.

    `together` are those that `ALL_TARGETS` counts, of those given; without it all of them.
    """
    frame = pd.DataFrame({each.key: each.met(measures[each.key]) for each in targets}, measures.index)
    frame[ALL_TARGETS] = frame[[each.key for each in together or targets]].all(axis=1)
    return frame
