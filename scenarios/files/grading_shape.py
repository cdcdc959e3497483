"""The shape of grading.toml: dated tables by which firms are graded, and the sources of their numbers."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from model.sources import Source
from model.state import GRADES

from .cited_numbers import CitedNumber, Short
from .sources import SourceEntry
from .strict import Labelled, LabelText, Strict

LARGEST_NUMBER = 1e9  # of a threshold or a benchmark, in its unit
SURCHARGES = {"electricity_surcharge": "yuan/kWh", "water_surcharge": "share"}  # by grade, with their units
CUTS = ("shares", "cumulative_shares", "scores")  # the ways to write cuts
MOST_TIMES = 100.0  # of its weight that an item may count at most, and below zero at least


Cuts = Annotated[tuple[Short, ...], Field(min_length=1)]


class AverageOf(StrEnum):
    """The firms whose average an item is held against, of those that the table grades."""

    ALL = "all"
    INDUSTRY = "industry"


class Missing(StrEnum):
    """What an item counts where a firm's figure is missing: nothing, or the mean points of the firms that have it."""

    ZERO = "zero"
    AVERAGE = "average"


class Item(Strict):
    """An item: its weight in points, what it is held against, and its floor and cap in multiples of the weight.

    A `bonus` comes on top of the weights of the others.
    """

    weight: Short
    benchmark: CitedNumber | None = None
    average: AverageOf | None = None
    least: Short | None = None
    most: Short | None = None
    bonus: Annotated[bool, Field(strict=True)] = False


class Penalty(Strict):
    """What a demerit takes from a firm: so many grades, or all but the lowest."""

    demerit: str
    grades: Annotated[int | None, Field(strict=True, ge=1, le=GRADES - 1)] = None
    lowest: Annotated[bool, Field(strict=True)] = False


class Rules(Strict):
    """Items, cuts and penalties. Cuts are given in one way: shares of firms by grade, the same cumulated, or lowest scores."""

    items: Annotated[dict[str, Item], Field(min_length=1)]
    missing: Missing
    shares: Cuts | None = None
    cumulative_shares: Cuts | None = None
    scores: Cuts | None = None
    penalties: tuple[Penalty, ...] = ()


class SmallFirms(Rules):
    """The table for small firms: those `below` every threshold. Only those that reach one of `graded_from` are graded."""

    below: Annotated[dict[str, CitedNumber], Field(min_length=1)]
    graded_from: Annotated[dict[str, CitedNumber], Field(default_factory=dict)]


class DatedTable(Labelled, Rules):
    """A table from a quarter on, its grades from the best to the lowest, and the source of its numbers.

    The lever `price_by_grade` charges the surcharges by grade: on electricity in yuan a kWh, on water a share of its price.
    A grade that is not named pays none.
    """

    zh: LabelText
    en: LabelText
    start: Annotated[str, Field(pattern=r"^[0-9]{4}Q[1-4]$")]
    grades: Annotated[tuple[LabelText, ...], Field(min_length=1)]
    source: str
    electricity_surcharge: Annotated[dict[str, CitedNumber], Field(default_factory=dict)]
    water_surcharge: Annotated[dict[str, CitedNumber], Field(default_factory=dict)]
    small: SmallFirms | None = None


class GradingFile(Strict):
    """`grading.toml`."""

    tables: Annotated[tuple[DatedTable, ...], Field(min_length=1)]
    sources: Annotated[dict[str, SourceEntry], Field(default_factory=dict)]

    @property
    def declared_sources(self) -> dict[str, Source]:
        """The sources that the file declares itself, by id."""
        return {name: Source(**entry.model_dump()) for name, entry in self.sources.items()}
