"""Futures: the parameters that each replicate draws, macro growth among them."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from .identities import hash_of_name
from .parameters import PARAMETERS, range_around
from .streams import Kind, Purpose, fill_uniforms, identity_of
from .world import Members


def drawn_values(
    central: np.recarray,
    seed: int,
    replicates: np.ndarray,
    vary: bool = True,
    held: Sequence[tuple[str, float]] = (),
) -> np.recarray:
    """Return one record a replicate (shape (n,), `parameter_dtype`), the varying ones drawn uniformly over their range.

    A parameter that is `held` has its value in every replicate, and the others are as they were drawn.

    The draw of a parameter depends on seed, replicate and the parameter's name only, so that declaring another
    parameter moves none of the others. The range of a parameter that the case overrides moves with its value, as far
    as the declared range allows.
    """
    records = np.repeat(np.asarray(central), len(replicates))
    numbers = np.asarray(replicates, np.int64)
    identities = _identities() if vary else {}
    drawn = np.empty((len(identities), len(numbers)))
    who = np.array(list(identities.values()), np.uint64)
    fill_uniforms(np.uint64(seed), numbers, who, np.int64(Purpose.PARAMETER), drawn)
    values = np.asarray(central)[0]
    for name, uniforms in zip(identities, drawn, strict=True):
        low, high = range_around(name, float(values[name]))
        records[name] = low + uniforms * (high - low)
    for name, value in held:
        records[name] = value
    return records.view(np.recarray)


def take_from_populations(records: np.recarray, members: Members, names: Sequence[str]) -> None:
    """Write over the parameters `names` of records (n,) those of the replicates' baseline populations, (n,) too."""
    if members.parameters is not None:
        for name in names:
            records[name] = members.parameters[name]


@cache
def _identities() -> dict[str, int]:
    """Return who draws each varying parameter."""
    varying = [name for name, parameter in PARAMETERS.items() if parameter.varies]
    return {name: int(identity_of(Kind.PARAMETER, 0, 0, hash_of_name(name))) for name in varying}
