"""Dependence: rows that share a point or a future are not independent, and halves of a sample that share neither."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

SHARED = ("point", "replicate")


def within_class_correlation(interest: NDArray[np.bool_], classes: NDArray[np.int64]) -> float:
    """Return the correlation of rows of the same class (one-way analysis of variance), not below 0."""
    frame = pd.DataFrame({"y": interest.astype(float), "class": classes})
    groups = frame.groupby("class")["y"].agg(["mean", "size"])
    rows, count = len(frame), len(groups)
    if count < 2 or count == rows:
        return 0.0
    size = (rows - float((groups["size"] ** 2).sum()) / rows) / (count - 1)
    between = float((groups["size"] * (groups["mean"] - frame["y"].mean()) ** 2).sum()) / (count - 1)
    residuals = frame["y"] - frame["class"].map(groups["mean"])
    within = float((residuals**2).sum()) / (rows - count)
    total = between + (size - 1) * within
    return max(0.0, (between - within) / total) if total > 0 else 0.0


def inflation(interest: NDArray[np.bool_], index: pd.Index) -> float:
    """Return by what the number of rows is divided to get the number of independent ones (design effect; Kish 1965).

    For runs, the larger one of those for runs of the same point and runs of the same future; 1 for points. What an
    axis does to all runs of a point counts as dependence too, so the number is on the safe side.
    """
    effect = 1.0
    for level in (name for name in SHARED if name in index.names and index.nlevels > 1):
        classes, names = pd.factorize(index.get_level_values(level))
        size = len(index) / len(names)
        if len(names) > 1:
            correlation = within_class_correlation(interest, np.asarray(classes, np.int64))
            effect = max(effect, 1 + (size - 1) * correlation)
    return effect


def halves(interest: NDArray[np.bool_], index: pd.Index, seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows of two random halves.

    Of points: as many cases of interest in each. Of runs: no point and no future is in both (a point may be where
    there is only one). This leaves out the runs that join a point of one half with a future of the other.
    """
    random = np.random.default_rng(seed)
    if index.nlevels == 1:
        first = np.zeros(len(index), dtype=bool)
        for kind in (True, False):
            first[_half(np.flatnonzero(interest == kind), random)] = True
        return np.flatnonzero(first), np.flatnonzero(~first)
    one, other = np.ones(len(index), dtype=bool), np.ones(len(index), dtype=bool)
    for level in SHARED:
        values = index.get_level_values(level).to_numpy()
        names = np.unique(values)
        if len(names) > 1:
            chosen = np.isin(values, names[_half(np.arange(len(names)), random)])
            one &= chosen
            other &= ~chosen
    return np.flatnonzero(one), np.flatnonzero(other)


def _half(places: NDArray[np.int64], random: np.random.Generator) -> NDArray[np.int64]:
    return random.permutation(places)[: len(places) // 2]


def enough(interest: NDArray[np.bool_], parts: Iterable[NDArray[np.int64]], least: int) -> bool:
    """Return whether every part has at least `least` rows of interest and as many that are not."""
    return all(min(int(interest[part].sum()), int((~interest[part]).sum())) >= least for part in parts)
