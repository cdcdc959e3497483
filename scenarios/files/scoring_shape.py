"""The shape of scoring.toml: a dated table by which participants are scored, its variants, and the sources of its numbers."""

from typing import Annotated, Any

from pydantic import Field

from model.sources import Source

from .cited_numbers import Short
from .sources import SourceEntry
from .strict import Labelled, LabelText, Number, Strict

EARLIEST, LATEST = 1978, 2160  # years
RULES = ("linear", "ranked", "counted", "reached", "relative")  # the ways in which a row gives points
Flag = Annotated[bool, Field(strict=True)]
Names = Annotated[tuple[str, ...], Field(min_length=1)]


class FigureEntry(Labelled):
    """A figure that participants are scored by: its unit, what it may be, and whether it is a whole number."""

    zh: LabelText
    en: LabelText
    unit: str
    low: Number
    high: Number
    whole: Flag = False


class HeadingEntry(Labelled):
    """A heading and the points that its rows give at most; without `most` there is no cap."""

    zh: LabelText
    en: LabelText
    most: Short | None = None


class LinearEntry(Strict):
    """Points on both sides of a `reference`, so many a step; all but `base`, `reference` and `step` are shares of `base`."""

    figure: str
    base: Short
    reference: Short
    at_reference: Short
    step: Short
    a_step: Short
    most_added: Short
    most_taken: Short
    whole_steps: Flag = False


class RankedEntry(Strict):
    """Points by rank: `best` for the first, a `step` less for each rank below, never below 0.

    Several figures are one composite. `weights` are those of all but the last, which has the rest of 1.
    """

    figures: Names
    weights: tuple[Short, ...] = ()
    best: Short
    step: Short


class CountedEntry(Strict):
    """Points for each unit of some figures, at most `most` together; without `most` there is no cap."""

    each: Annotated[dict[str, Short], Field(min_length=1)]
    most: Short | None = None


class ReachedEntry(Strict):
    """The points of `award` where a figure is at least `least`."""

    figure: str
    least: Short
    award: Short


class RelativeEntry(Strict):
    """Points in proportion to `figure` by `over`, held against the average of all participants, which gets `award`.

    The award is a number, or a `parameter` of the model, or what is left of 1 beside the parameters of `rest_of`.
    """

    figure: str
    over: str
    award: Short | None = None
    parameter: str | None = None
    rest_of: Names | None = None


class RowEntry(Labelled):
    """A row: the heading that it belongs to, the clause that it is from, and one rule by which it gives points.

    `indicator` is the indicator of a run that says what the row scores, if there is one.
    """

    heading: str
    clause: LabelText
    zh: LabelText
    en: LabelText
    linear: LinearEntry | None = None
    ranked: RankedEntry | None = None
    counted: CountedEntry | None = None
    reached: ReachedEntry | None = None
    relative: RelativeEntry | None = None
    indicator: str | None = None


class VariantEntry(Labelled):
    """A variant names only what differs from the main reading.

    In `rows` these are keys of a row or of its rule, or whole rows of its own; `without` are rows that it leaves out.
    """

    zh: LabelText
    en: LabelText
    rows: Annotated[dict[str, dict[str, Any]], Field(default_factory=dict)]
    without: tuple[str, ...] = ()


class ScoringFile(Labelled):
    """`scoring.toml`: the main reading, called `variant`, and the other `variants` of the same table.

    `year` is the first that is scored by it, if it has a date, `source` that of every number which names none of its own.
    `meant_for` is the indicator of a run that the whole table is meant to raise, if there is one.
    """

    variant: str
    zh: LabelText
    en: LabelText
    year: Annotated[int | None, Field(strict=True, ge=EARLIEST, le=LATEST)] = None
    source: str
    meant_for: str | None = None
    figures: Annotated[dict[str, FigureEntry], Field(min_length=1)]
    headings: Annotated[dict[str, HeadingEntry], Field(min_length=1)]
    rows: Annotated[dict[str, RowEntry], Field(min_length=1)]
    variants: Annotated[dict[str, VariantEntry], Field(default_factory=dict)]
    sources: Annotated[dict[str, SourceEntry], Field(default_factory=dict)]

    @property
    def declared_sources(self) -> dict[str, Source]:
        """The sources that the file declares itself, by id."""
        return {name: Source(**entry.model_dump()) for name, entry in self.sources.items()}
