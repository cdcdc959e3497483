"""The shape of case.toml: its tables and keys."""

from typing import Annotated

import numpy as np
from pydantic import Field

from model.parameters import central_values

from ..targets import Target
from .margins import Margins
from .names import LONGEST_NAME, NAME_PATTERN
from .strict import LabelText, Number, Strict


class Sourced(Strict):
    """A number with its unit and source; an assumption has a range."""

    value: Number
    unit: str
    source: str
    low: Number | None = None
    high: Number | None = None
    clause: str | None = None
    note: str | None = None


class Totals(Strict):
    """What is known of the city as a whole at the baseline."""

    hightech_output_share: Sourced
    top3_sales_share: Sourced
    zone_value_added_share: Sourced
    zone_output_growth: Sourced
    zone_gross_output_share: Sourced
    energy_total: Sourced
    small_firms: Sourced
    small_firm_output: Sourced
    largest_output: Sourced
    tail_exponent: Sourced
    ramping_share: Sourced
    listed_share: Sourced


class Population(Strict):
    """How many baseline populations there are, and the key they are drawn with."""

    pool: Annotated[int, Field(strict=True, ge=1, le=200)]
    seed: Annotated[int, Field(strict=True, ge=0, le=2**32 - 1)]
    margins: Margins = Margins.PUBLISHED


class Merger(Strict):
    """A merger that the plan names: `park` joins `into`, when the lever says so."""

    park: str
    into: str
    clause: str
    note: str | None = None


class Upgrade(Strict):
    """A zone that the plan wants to become a national one."""

    park: str
    clause: str


class CaseFile(Strict):
    """`case.toml`."""

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME, pattern=NAME_PATTERN)]
    zh: LabelText
    en: LabelText
    baseline_year: Annotated[int, Field(strict=True, ge=1978, le=2100)]
    years: Annotated[int, Field(strict=True, ge=1, le=60)]
    totals: Totals
    population: Population
    targets: Annotated[tuple[Target, ...], Field(min_length=1)]
    parameters: Annotated[dict[str, Sourced], Field(default_factory=dict)]
    mergers: tuple[Merger, ...] = ()
    upgrades: tuple[Upgrade, ...] = ()

    def central_values(self) -> np.recarray:
        """Return the parameters of the case, shape (1,): the declared values, and those that the file sets."""
        return central_values({name: value.value for name, value in self.parameters.items()})
