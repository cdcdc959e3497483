"""A formula of an indicator asked once for all parks: each park is a city of its own, one after the other."""

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from model.formulas import Recorded

HEAD = "head"  # the column of the books that says which park manages a park

Formula = Callable[[Recorded], np.ndarray]


class ByName(Protocol):
    """Columns of a record by name."""

    def __getitem__(self, name: str, /) -> np.ndarray:
        """Return a column."""


class Apart:
    """Columns (replicate, time, park, ...) with each park as a city of its own: (park and replicate, time, 1, ...)."""

    def __init__(self, columns: ByName) -> None:
        self._columns = columns

    def __getitem__(self, name: str) -> np.ndarray:
        """Return a column, park after park. Raises BeyondPark for the one that refers to other parks by their number."""
        if name == HEAD:
            raise BeyondPark
        values = np.moveaxis(self._columns[name], 2, 0)
        return values.reshape(-1, *values.shape[2:])[:, :, None]

    __getattr__ = __getitem__


class Repeated:
    """Columns (replicate, ...) again for each of some parks: (park and replicate, ...)."""

    def __init__(self, columns: ByName, parks: int) -> None:
        self._columns, self._parks = columns, parks

    def __getitem__(self, name: str) -> np.ndarray:
        """Return a column as often as there are parks."""
        return np.concatenate([self._columns[name]] * self._parks)

    __getattr__ = __getitem__


class LeadingApart:
    """Which industries lead each park (park, industry), asked of a city that has one park: (park and replicate, 1, 1, industry)."""

    def __init__(self, leading: NDArray[Any], replicates: int) -> None:
        self._leading = np.repeat(leading, replicates, axis=0)[:, None, None]

    def __getitem__(self, zones: NDArray[np.bool_]) -> NDArray[Any]:
        """Return them for the one park of each city; it has no others to choose from."""
        return self._leading


class BeyondPark(Exception):
    """A formula looked up what is about more than the park itself."""


class ParksApart(Recorded):
    """A record with each park as a city of its own, park after park, so that a formula is asked once for all of them.

    What is about more than the park itself raises BeyondPark when it is looked up.
    """

    def __init__(self, recorded: Recorded) -> None:
        parks = len(recorded.zone)
        self.sums, self.books = Apart(recorded.sums), Apart(recorded.books)
        self.parameters = Repeated(recorded.parameters, parks)
        self.industries = Repeated(recorded.industries, parks)
        self.leading = LeadingApart(recorded.leading, len(recorded.costs))
        self.zone = np.ones(1, bool)

    def __getattr__(self, name: str) -> Any:
        """Refuse what a single park has no part of: costs of the city, permits, and which parks are zones."""
        raise BeyondPark

    def city_weighted(self, column: str, weight: str) -> np.ndarray:
        """Refuse a sum over the whole city."""
        raise BeyondPark


def of_parks(formula: Formula, recorded: Recorded, apart: ParksApart) -> NDArray[np.float64]:
    """Return what a formula comes to for each park, (replicate, year, park); `apart` is `recorded` with its parks apart."""
    parks = len(recorded.zone)
    try:
        together = formula(apart)
    except BeyondPark:
        return np.stack([formula(recorded.within(place)) for place in range(parks)], axis=-1)
    return np.moveaxis(together.reshape(parks, -1, together.shape[1]), 0, -1)
