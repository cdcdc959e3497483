"""A search file (TOML): what may be chosen, what is asked, and how long to look, read strictly."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from ..files.key_faults import Location, validated
from ..files.strict import Seed, Strict
from ..files.toml_file import read_toml
from ..refusals.problem import Message, say
from .question import Algorithm

LARGEST_BUDGET = 1_000_000


class Futures(Strict):
    """The futures of a robust search: how many, in what part of them the targets are to be met, what differs."""

    number: Annotated[int, Field(strict=True, ge=2, le=10_000)] = 20
    share: Annotated[float, Field(strict=True, ge=0.01, le=1.0)] = 0.9
    uncertainties: Annotated[dict[str, Any], Field(min_length=1)]


class SearchFile(Strict):
    """A search file. Its axes are read by `scenarios.axis_reading`; numbers that are left out are these.

    `caution` is how many standard errors of an estimated probability a candidate must reach above what is asked.
    """

    case: str | None = None  # of the folder that the file lies in, where none is named
    scenario: str = "none"
    targets: tuple[str, ...] = ()
    probability: Annotated[float, Field(strict=True, ge=0.01, le=1.0)] = 0.9
    caution: Annotated[float, Field(strict=True, ge=0.0, le=5.0)] = 1.0
    replicates: Annotated[int, Field(strict=True, ge=10, le=1_000_000)] = 200
    fresh_replicates: Annotated[int, Field(strict=True, ge=10, le=1_000_000)] = 1000
    seed: Seed = 1
    budget: Annotated[int, Field(strict=True, ge=2, le=LARGEST_BUDGET)] = 300
    population: Annotated[int, Field(strict=True, ge=4, le=1000)] = 24
    algorithm: Algorithm = Algorithm.NSGA2
    tolerance: Annotated[float, Field(strict=True, ge=0.0, le=1.0)] = 0.05
    alternatives: Annotated[int, Field(strict=True, ge=0, le=20)] = 3
    levers: Annotated[dict[str, Any], Field(min_length=1)]
    futures: Futures | None = None


def read_search_file(path: Path) -> SearchFile:
    """Return the contents of a search file. Raises InputProblem naming the key at fault, and how many more are."""
    # Lists and words of a file become tuples and members of an enumeration; every number is strict by itself.
    return validated(path.name, SearchFile, read_toml(path), _rule_of)


# What the tables of other names are for.
_TABLES = {("levers",): "levers_rule", ("futures", "uncertainties"): "uncertainties_rule"}


def _rule_of(location: Location) -> Message | None:
    """Return what a table holds whose keys are names of levers or parameters."""
    key = _TABLES.get(tuple(str(part) for part in location))
    return say(key) if key is not None else None
