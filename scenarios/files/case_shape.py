"""The shape of case.toml: its tables and keys."""

from collections.abc import Mapping
from typing import Annotated, Any

import numpy as np
from pydantic import Field, model_validator

from model.parameters import CHOICES, Value, central_values
from model.towns import PROVINCIAL_CLASSES

from ..targets import Target
from .choice_table import APART, PARAMETERS, ChoiceSetting, with_choices_apart
from .margins import Margins
from .names import LONGEST_NAME, NAME_PATTERN
from .strict import Labelled, LabelText, Number, Strict

LONGEST = 60  # years of a run


class Sourced(Strict):
    """A number with its unit and source; an assumption has a range."""

    value: Number
    unit: str
    source: str
    low: Number | None = None
    high: Number | None = None
    clause: str | None = None
    note: str | None = None


class Population(Strict):
    """The key that baseline populations are drawn with; with a `pool`, replicates share so many in turn.

    With `vary_baseline` false all start from the values of the case, ranges or not.
    """

    pool: Annotated[int | None, Field(strict=True, ge=1, le=2**31 - 1)] = None
    seed: Annotated[int, Field(strict=True, ge=0, le=2**32 - 1)]
    margins: Margins = Margins.PUBLISHED
    vary_baseline: Annotated[bool, Field(strict=True)] = True


class Merger(Strict):
    """A merger that the plan names: `park` joins `into`, when the lever says so."""

    park: str
    into: str
    clause: str
    note: str | None = None


class Upgrade(Strict):
    """A zone that the plan wants to become a national one: a high-tech zone, or with `hightech` false an economic one."""

    park: str
    clause: str
    hightech: Annotated[bool, Field(strict=True)] = True


class Approval(Strict):
    """A lever that may not act before a quarter, written `2016Q1`: that in which those above the city approved it."""

    lever: str
    since: str
    source: str
    clause: str | None = None


class Towns(Strict):
    """Specialised towns: the quarter from which the city recognises them, written `2023Q2`, and which the province takes.

    `provincial_classes` are the classes of towns that may enter the province's contest.
    """

    recognition_from: str
    source: str
    provincial_classes: Annotated[tuple[str, ...], Field(min_length=1)] = PROVINCIAL_CLASSES
    clause: str | None = None


class Secondary(Labelled):
    """A table of indicators that are no targets, as a plan may want them watched; `at_least` is a level to judge by."""

    zh: LabelText
    en: LabelText
    indicators: Annotated[tuple[str, ...], Field(min_length=1)]
    at_least: Number | None = None
    clause: str | None = None

    def targets(self, year: int) -> tuple[Target, ...]:
        """Return the level as a target for each indicator in a year; none without a level."""
        level, clause = self.at_least, self.clause or ""
        if level is None:
            return ()
        return tuple(Target(indicator=name, year=year, at_least=level, clause=clause) for name in self.indicators)


class CaseFile(Labelled):
    """`case.toml`."""

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME, pattern=NAME_PATTERN)]
    zh: LabelText
    en: LabelText
    baseline_year: Annotated[int, Field(strict=True, ge=1978, le=2100)]
    years: Annotated[int, Field(strict=True, ge=1, le=LONGEST)]
    # A run may be asked for so many years: those after `years` are not compared with published figures.
    most_years: Annotated[int | None, Field(strict=True, ge=1, le=LONGEST)] = None
    plan: str | None = None  # the scenario that is the plan
    headline: tuple[str, ...] = ()  # indicators that figures show first
    # Indicators in which scenarios are compared with no plan; a case without targets needs some.
    compared: Annotated[tuple[str, ...], Field(min_length=1)] = ()
    # Hashes of the files as they were before changes that leave all results alone: words, sources, keys for figures.
    earlier_digests: tuple[Annotated[str, Field(pattern="^[0-9a-f]{16}$")], ...] = ()
    totals: dict[str, Sourced]  # names, units and ranges are those of `totals.TOTALS`
    population: Population
    targets: Annotated[tuple[Target, ...], Field(min_length=1)] = ()
    parameters: Annotated[dict[str, Sourced], Field(default_factory=dict)]
    choices: Annotated[dict[str, ChoiceSetting], Field(default_factory=dict, validation_alias=APART, title=PARAMETERS)]
    secondary: tuple[Secondary, ...] = ()
    mergers: tuple[Merger, ...] = ()
    upgrades: tuple[Upgrade, ...] = ()
    approvals: tuple[Approval, ...] = ()
    towns: Towns | None = None

    @model_validator(mode="before")
    @classmethod
    def _choices_apart(cls, contents: Any) -> Any:
        return with_choices_apart(contents)

    @property
    def last_year(self) -> int:
        """The last year of a run that is not asked to go on."""
        return self.baseline_year + self.years

    @property
    def latest_year(self) -> int:
        """The last year that a run can be asked for."""
        return self.baseline_year + max(self.years, self.most_years or 0)

    def total(self, name: str) -> float | None:
        """Return the value of a total of the city, None where it is left out."""
        return self.totals[name].value if name in self.totals else None

    def central_values(self) -> np.recarray:
        """Return the parameters of the case, shape (1,): the declared values, and those that the file sets.

        Of a choice it is the alternative with the largest weight in the case.
        """
        numbers: dict[str, Value] = {name: value.value for name, value in self.parameters.items()}
        words = {name: CHOICES[name].words[shares.index(max(shares))] for name, shares in self.weights.items()}
        return central_values(numbers | words)

    @property
    def weights(self) -> Mapping[str, tuple[float, ...]]:
        """The shares of replicates that draw each alternative of the choices that the file says something of."""
        return {name: chosen.shares(CHOICES[name]) for name, chosen in self.choices.items()}
