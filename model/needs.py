"""What a case offers the levers: the needs that it meets, and how large it is. Both are declared in `declared/`."""

from collections.abc import Mapping
from types import MappingProxyType

from .declaration import Need, Size
from .declared import table_of
from .population.baseline import Baseline

NEEDS: dict[str, Need] = table_of(Need)
SIZES: dict[str, Size] = table_of(Size)


class Offers(frozenset[str]):
    """The names of the needs that a city meets; `times` says how many times its reference each `Size` is, at least 1.

    `parks` has by need the ids of the parks where a lever that has it can act, in order; "" is the key of a lever without
    a need. `since` has by lever the quarter, written `2016Q1`, before which it was not approved. `Offers()` is a city of at most the reference sizes that meets no need, and of whose parks nothing is known.
    """

    times: Mapping[str, float] = MappingProxyType({})
    parks: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    since: Mapping[str, str] = MappingProxyType({})


def offered_by(baseline: Baseline) -> Offers:
    """Return what a city at its baseline offers the levers."""
    offers = Offers(name for name, need in NEEDS.items() if need.met(baseline))
    offers.times = {name: max(1.0, size.of(baseline) / size.reference) for name, size in SIZES.items()}
    offers.parks = {name: tuple(park.id for park in baseline.parks if need.has(park)) for name, need in NEEDS.items()}
    offers.parks = {"": tuple(park.id for park in baseline.parks if park.is_zone)} | offers.parks
    return offers
