"""Futures: the parameters that each replicate draws, macro growth among them."""

from collections.abc import Iterable, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from .identities import hash_of_name
from .parameters import Value, Weights, drawn_numbers, number_of, open_choices, range_around, shares_of
from .streams import Kind, Purpose, fill_uniforms, identity_of
from .world import Members


def drawn_values(
    central: np.recarray,
    seed: int,
    replicates: np.ndarray,
    vary: bool = True,
    held: Sequence[tuple[str, Value]] = (),
    *,
    weights: Weights = MappingProxyType({}),
    structures: np.ndarray | None = None,
) -> np.recarray:
    """Return one record a replicate (shape (n,), `parameter_dtype`), the varying ones drawn uniformly over their range.

    Of a choice an alternative is drawn in proportion to its share, as `weights` of the case have it; `structures`, (n,), are
    the replicates that choices are taken from (None: the same). A parameter that is `held` has its value in every
    replicate, a choice by its word, and the others are as they were drawn.

    The draw of a parameter depends on seed, replicate and the parameter's name only, so that declaring another
    parameter moves none of the others. The range of a parameter that the case overrides moves with its value, as far
    as the declared range allows.
    """
    records = np.repeat(np.asarray(central), len(replicates))
    values = np.asarray(central)[0]
    numbers, choices = (drawn_numbers(), open_choices(weights)) if vary else ([], ())
    for name, uniforms in zip(numbers, _uniforms(numbers, seed, replicates), strict=True):
        low, high = range_around(name, float(values[name]))
        records[name] = low + uniforms * (high - low)
    taken = replicates if structures is None else structures
    for name, uniforms in zip(choices, _uniforms(choices, seed, taken), strict=True):
        records[name] = _places(uniforms, np.array(shares_of(name, weights)))
    for name, value in held:
        records[name] = number_of(name, value)
    return records.view(np.recarray)


def _uniforms(names: Iterable[str], seed: int, replicates: np.ndarray) -> NDArray[np.float64]:
    """Return a number from 0 to 1 for each parameter and replicate, (parameter, replicate)."""
    who = np.array([int(identity_of(Kind.PARAMETER, 0, 0, hash_of_name(name))) for name in names], np.uint64)
    drawn = np.empty((len(who), len(replicates)))
    fill_uniforms(np.uint64(seed), np.asarray(replicates, np.int64), who, np.int64(Purpose.PARAMETER), drawn)
    return drawn


def _places(uniforms: NDArray[np.float64], shares: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the alternative that each number from 0 to 1 falls on, parts of the interval as long as `shares`."""
    last = np.flatnonzero(shares)[-1]  # sums are rounded: what lies beyond their last one is of the last alternative
    return np.minimum(np.searchsorted(np.cumsum(shares)[:-1], uniforms, side="right"), last)


def take_from_populations(records: np.recarray, members: Members, names: Sequence[str]) -> None:
    """Write over the parameters `names` of records (n,) those of the replicates' baseline populations, (n,) too."""
    if members.parameters is not None:
        for name in names:
            records[name] = members.parameters[name]
