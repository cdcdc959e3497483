"""Numbers of names: parks and industries draw by what they are called, not by where they are in a table.

So the order of rows decides nothing, and a park that is added leaves the draws of the others alone.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

PARK_BITS = 20
INDUSTRY_BITS = 14
FIRM_BITS = 28  # firms that a city lists itself
CHAIN_BITS = 16  # projects that come for the leading firms of an industry in a quarter


def hash_of_name(name: str) -> int:
    """Return a number (32 bits) that depends on the name only: FNV-1a."""
    number = 2166136261
    for byte in name.encode():
        number = (number ^ byte) * 16777619 % 2**32
    return number


def numbers_of_names(names: Iterable[str], bits: int) -> NDArray[np.uint64]:
    """Return a number below 2^bits for each name, no two alike: its hash, folded.

    A name whose number is taken by one that sorts before it gets the next free number. Of nine parks that happens in
    one city of thirty thousand. Raises ValueError for more names than numbers.
    """
    listed = list(names)
    if len(set(listed)) > 2**bits:
        raise ValueError(f"{len(listed)} names do not fit {bits} bits")
    taken: dict[int, str] = {}
    found: dict[str, int] = {}
    for name in sorted(set(listed)):
        hashed = hash_of_name(name)
        number = (hashed ^ (hashed >> bits)) % 2**bits
        while number in taken:
            number = (number + 1) % 2**bits
        taken[number] = name
        found[name] = number
    return np.array([found[name] for name in listed], np.uint64)
