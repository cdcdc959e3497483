"""Ranking: axes in groups, the strongest first; within a group the sample cannot say which is stronger."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

MOST_TIMES = 1000  # beyond so many times the samples, ordering two axes is not worth a number


class Pair(NamedTuple):
    """Two axes that differ significantly or not."""

    stronger: str
    weaker: str


def groups(table: pd.DataFrame) -> list[list[str]]:
    """Return axes in groups, the strongest first.

    A new group begins only where every interval before lies above every interval after; `table` has axis, estimate,
    low and high.
    """
    ordered = table.sort_values(["estimate", "axis"], ascending=[False, True]).reset_index(drop=True)
    found: list[list[str]] = [[]]
    for place in range(len(ordered)):
        if found[-1] and ordered["low"][:place].min() > ordered["high"][place:].max():
            found.append([])
        found[-1].append(str(ordered["axis"][place]))
    return found


def possible_ranks(table: pd.DataFrame) -> pd.DataFrame:
    """Return by row the ranks that an axis may have, from `rank_from` to `rank_to`.

    The first is one more than the axes whose intervals lie above its own; at the last only those axes come after it
    whose intervals lie below its own.
    """
    low, high = table["low"].to_numpy(), table["high"].to_numpy()
    above = (low[None, :] > high[:, None]).sum(axis=1)
    below = (high[None, :] < low[:, None]).sum(axis=1)
    return pd.DataFrame({"rank_from": above + 1, "rank_to": len(table) - below}, index=table.index)


def samples_needed(table: pd.DataFrame, group: Sequence[str], samples: int) -> int | None:
    """Return about how many samples would tell the neighbours of a group apart, if the estimates stayed as they are.

    Intervals narrow with the root of the number of samples. None where it is more than a thousand times those there
    are, as for axes of equal strength.
    """
    rows = table.set_index("axis").loc[list(group)].sort_values("estimate", ascending=False)
    times = 1.0
    for (_, upper), (_, lower) in pairwise(rows.iterrows()):
        gap = float(upper["estimate"] - lower["estimate"])
        widths = float(upper["estimate"] - upper["low"] + lower["high"] - lower["estimate"])
        times = max(times, (widths / gap) ** 2 if gap > 0 else math.inf)
    return math.ceil(times * samples) if times <= MOST_TIMES else None


def reversed_pairs(table: pd.DataFrame, half: pd.DataFrame) -> list[Pair]:
    """Return the pairs of axes that are in another order in a part of the sample."""
    ordered = table.sort_values(["estimate", "axis"], ascending=[False, True])["axis"].tolist()
    estimate = half.set_index("axis")["estimate"]
    return [
        Pair(str(stronger), str(weaker))
        for place, stronger in enumerate(ordered)
        for weaker in ordered[place + 1 :]
        if estimate[stronger] < estimate[weaker]
    ]
