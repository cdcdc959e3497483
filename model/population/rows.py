"""The rows of a population, the same in every one: whose they are, what they draw as, and who is drawn together."""

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.compiled import allocating
from model.identities import FIRM_BITS
from model.streams import Kind, identity_of
from model.units import QUARTER

from .baseline import Baseline
from .raking import apportion


class Kinds(IntEnum):
    """What a row of the baseline is: on the register, too small for it, or a project under way."""

    REGISTERED = 0
    SMALL = 1
    UNDER_WAY = 2


class Rows(NamedTuple):
    """Rows in order: given firms, other registered firms, small firms, projects under way; each park by park.

    A group is what shares one sequence of draws: the registered firms of a park that are not given (group 2 * park),
    and its small firms and projects (group 2 * park + 1).
    """

    park: NDArray[np.int64]  # (row,)
    kind: NDArray[np.int64]  # (row,), Kinds
    identity: NDArray[np.uint64]  # (row,)
    given: int  # the first rows
    registered: int  # the given among them
    members: NDArray[np.int64]  # rows group by group
    starts: NDArray[np.int64]  # (group + 1,) where each group begins among the members


def lay_out_rows(baseline: Baseline, park_numbers: NDArray[np.uint64], par: np.record) -> Rows:
    """Return the rows of a baseline's populations; `park_numbers` (park,) are what its parks draw as."""
    parks = range(len(baseline.parks))
    missing = np.array([park.firms for park in baseline.missing], np.int64)
    small = apportion(np.array([float(park.firms) for park in baseline.parks]), baseline.small_firms)
    under_way = projects_under_way(baseline, par)
    counts = (missing, small, under_way)
    park = np.concatenate([baseline.given["park"], *(np.repeat(parks, count) for count in counts)]).astype(np.int64)
    given = len(baseline.given)
    registered = given + int(missing.sum())
    kind = np.repeat([each.value for each in Kinds], [registered, int(small.sum()), int(under_way.sum())])
    numbers = np.concatenate([baseline.given["number"], *(_counted(count) for count in counts)]).astype(np.uint64)
    # The upper two bits of 30 say which kind it is, so that the next firm of one kind moves none of another.
    sort = np.concatenate([np.zeros(given, np.int64), kind[given:] + 1]).astype(np.uint64)
    identity = identities_of(park_numbers[park], (sort << np.uint64(FIRM_BITS)) | numbers)
    group = np.where(np.arange(len(park)) < registered, 2 * park, 2 * park + 1)
    drawn = given + np.argsort(group[given:], kind="stable")
    starts = np.searchsorted(group[drawn], np.arange(2 * len(baseline.parks) + 1))
    return Rows(park, kind.astype(np.int64), identity, given, registered, drawn, starts)


@allocating
def identities_of(places: Any, numbers: Any) -> Any:
    """Return what firms draw as, u8 (row,): those with some numbers at some places."""
    identities = np.empty(places.size, np.uint64)
    for row in range(places.size):
        identities[row] = identity_of(Kind.FIRM, 0, places[row], numbers[row])
    return identities


def projects_under_way(baseline: Baseline, par: np.record) -> NDArray[np.int64]:
    """Return how many projects are under construction, or only just finished, in each park at the baseline.

    They are the arrivals of the time that construction and the first quarters of production take.
    """
    years = (par.construction_quarters + par.register_delay) * QUARTER
    expected = [
        par.arrival_rate * park.arrival_weight * park.firms * years * par.admitted_share for park in baseline.parks
    ]
    return np.rint(expected).astype(np.int64)


def _counted(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return 0, 1, 2 ... within each park."""
    return np.concatenate([np.arange(count) for count in counts])
