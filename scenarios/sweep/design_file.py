"""A design file: what its keys are, and what they may hold."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from ..files.names import LONGEST_NAME, NAME_PATTERN
from ..files.strict import Number, Seed, Strict
from ..limits import REPLICATES

MOST_POINTS = 100_000
MOST_IN_A_BLOCK = 2_000
NARROWEST, WIDEST = 0.001, 1.0


class Method(StrEnum):
    """How points are chosen: every combination of the values listed, or a sample of the space they span."""

    FACTORIAL = "factorial"
    LATIN_HYPERCUBE = "latin_hypercube"
    SOBOL = "sobol"


class Sampling(Strict):
    """How the points of a table are chosen: by a method, or listed in a CSV file."""

    method: Method | None = None
    points: Annotated[int | None, Field(strict=True, ge=1, le=MOST_POINTS)] = None
    seed: Seed = 0
    file: Annotated[str | None, Field(strict=True, min_length=1, max_length=500)] = None


class LeverTable(Sampling):
    """What government sets: scenarios, and settings of levers."""

    scenarios: Any = None
    axes: dict[str, Any] = Field(default_factory=dict)


class UncertaintyTable(Sampling):
    """What nature sets: parameters that are held."""

    axes: dict[str, Any] = Field(default_factory=dict)


class ReplicateTable(Strict):
    """How many replicates each point gets: a number, or as many as an interval needs to be narrow."""

    number: Annotated[int | None, Field(strict=True, ge=1, le=REPLICATES)] = None
    block: Annotated[int | None, Field(strict=True, ge=1, le=MOST_IN_A_BLOCK)] = None
    target: Annotated[str | None, Field(strict=True)] = None
    year: Annotated[int | None, Field(strict=True, ge=1978, le=2200)] = None
    width: Annotated[Number | None, Field(ge=NARROWEST, le=WIDEST)] = None
    reference: Any = None
    at_most: Annotated[int | None, Field(strict=True, ge=1, le=REPLICATES)] = None


class DesignFile(Strict):
    """A design: a case, the scenario that its levers change, points, and replicates."""

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME, pattern=NAME_PATTERN)]
    case: Annotated[str, Field(strict=True, min_length=1, max_length=500)]
    about: Annotated[str, Field(strict=True)] = ""
    about_zh: Annotated[str, Field(strict=True)] = ""
    scenario: Annotated[str, Field(strict=True)] = "none"
    seed: Seed = 1
    levers: LeverTable = LeverTable()
    uncertainties: UncertaintyTable = UncertaintyTable()
    joint: Sampling | None = None
    replicates: ReplicateTable
