"""The forms of a declaration: parameter, choice, lever, indicator, reading, need, size, phase, and what firms are graded by.

Every field is given by keyword.

Words are no part of a declaration: they are in the TOML file beside it and are read when they are first asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import ClassVar

import numpy as np

from .formulas import Recorded
from .population.baseline import Baseline, ParkBaseline
from .sources import ASSUMPTION
from .words import word

# Of what else than the zones together an indicator may be asked.
PARK = ("park",)
PARK_OR_INDUSTRY = ("park", "industry")


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """Something declared under a name; its words are in the table `TABLE` of a TOML file."""

    TABLE: ClassVar[str] = ""
    WORDS: ClassVar[tuple[str, ...]] = ("zh", "en")

    name: str

    @property
    def zh(self) -> str:
        """Label in Chinese."""
        return word(self.TABLE, self.name, "zh")

    @property
    def en(self) -> str:
        """Label in English."""
        return word(self.TABLE, self.name, "en")


class Defined(Declaration):
    """A declaration with a definition: what it is or does in the world."""

    WORDS: ClassVar[tuple[str, ...]] = ("zh", "en", "definition_zh", "definition_en")

    @property
    def definition_zh(self) -> str:
        """Definition in Chinese."""
        return word(self.TABLE, self.name, "definition_zh")

    @property
    def definition(self) -> str:
        """Definition in English."""
        return word(self.TABLE, self.name, "definition_en")


@dataclass(frozen=True, kw_only=True)
class Parameter(Declaration):
    """What nature sets: central value, admissible range, unit, source, and whether replicates vary it."""

    TABLE = "parameters"
    WORDS: ClassVar[tuple[str, ...]] = ("zh", "en", "meaning_zh")

    value: float
    low: float
    high: float
    unit: str
    source: str = ASSUMPTION
    varies: bool = False

    @property
    def meaning_zh(self) -> str:
        """What the parameter is, in Chinese; in English its label says it."""
        return word(self.TABLE, self.name, "meaning_zh")


@dataclass(frozen=True)
class DeclaredAlternative:
    """One of the alternatives of a choice, by its word; labels are under the choice's name in the table `TABLE`."""

    TABLE: ClassVar[str] = "alternatives"

    choice: str
    word: str

    @property
    def zh(self) -> str:
        """Label in Chinese."""
        return word(self.TABLE, self.choice, f"{self.word}_zh")

    @property
    def en(self) -> str:
        """Label in English."""
        return word(self.TABLE, self.choice, f"{self.word}_en")


@dataclass(frozen=True, kw_only=True)
class Choice(Parameter):
    """A parameter whose values are alternatives without an order, such as rules of a market: each replicate draws one.

    `alternatives` are words, each with its weight; they are drawn in proportion to their weights. One of weight 0 is never
    drawn, but a run can hold it. Records hold the place of an alternative, counted from 0, so `value` is the place of the
    one with the largest weight (the first of equal ones).
    Runs alone read choices; the baseline population does not. `needs` names what a case must have for the choice to matter
    (a `Need`; empty: nothing special); in any other case all replicates have the centre, and nothing is drawn. Raises ValueError for fewer than two alternatives, for a word
    that is none or is there twice, for a weight below 0, and where all weights are 0.
    """

    alternatives: tuple[tuple[str, float], ...]
    needs: str = ""
    value: float = field(init=False)
    low: float = field(init=False, default=0.0)
    high: float = field(init=False)
    unit: str = field(init=False, default="")
    varies: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        """Check the alternatives, and number them."""
        wrong = [each for each in self.words if not (each.isidentifier() and each.islower())]
        if wrong or len(self.words) < 2 or len(set(self.words)) < len(self.words):
            raise ValueError(f"choice {self.name}: alternatives must be two words or more, each once: {self.words}")
        weights = [weight for _, weight in self.alternatives]
        if not all(0.0 <= weight < np.inf for weight in weights) or not any(weights):
            raise ValueError(f"choice {self.name}: no weight may be below 0, and one must be above it")
        object.__setattr__(self, "value", float(np.argmax(self.shares)))
        object.__setattr__(self, "high", float(len(self.words) - 1))

    @property
    def words(self) -> tuple[str, ...]:
        """Words of the alternatives, in their order."""
        return tuple(each for each, _ in self.alternatives)

    @property
    def shares(self) -> tuple[float, ...]:
        """Share of replicates that draw each alternative, unless a case says otherwise."""
        total = sum(weight for _, weight in self.alternatives)
        return tuple(weight / total for _, weight in self.alternatives)

    @cached_property
    def labels(self) -> dict[str, DeclaredAlternative]:
        """The alternatives by word, with their labels."""
        return {each: DeclaredAlternative(self.name, each) for each in self.words}


@dataclass(frozen=True, kw_only=True)
class Lever(Defined):
    """What government sets: a strength with its unit, range and neutral value.

    `phases` names the phases of the quarter that read it, in their order. `direction` is +1 if `first_indicator`, the
    indicator that it moves first, rises with the strength, -1 if it falls. A `switch` is on (1) or off (0) and nothing
    between. Of one that `accumulates`, yearly strengths add up over the quarters and act in whole units only. `needs`
    names what a case must have for the lever to act on (a `Need`); empty: nothing special. `scale` names the `Size` of
    a city that the range grows with; empty: it is the same in every city. One that acts `by_park` can be set for some zones
    only; where its strength is a total, it is then that of these zones together.
    """

    TABLE = "levers"
    WORDS = (*Defined.WORDS, "cost_zh", "cost_en")

    unit: str
    neutral: float
    low: float
    high: float
    phases: tuple[str, ...]
    first_indicator: str
    direction: int
    switch: bool = False
    accumulates: bool = False
    needs: str = ""
    scale: str = ""
    by_park: bool = True

    @property
    def cost_zh(self) -> str:
        """What the city pays for it, in Chinese."""
        return word(self.TABLE, self.name, "cost_zh")

    @property
    def cost(self) -> str:
        """What the city pays for it."""
        return word(self.TABLE, self.name, "cost_en")


@dataclass(frozen=True, kw_only=True)
class Indicator(Defined):
    """What is reported; `formula` maps what was recorded to values (replicate, year).

    `better` is 1 where more is better, -1 where less is, and 0 where neither is by itself. These are instruments, flows that can
    be too large or too small, and concentration, which one plan wants and another does not. `by` says what it can
    be asked of besides the zones together: `park` where the formula holds for a single park, `industry` where it reads
    yearly sums only. These are the only record kept by industry.
    """

    TABLE = "indicators"

    unit: str
    formula: Callable[[Recorded], np.ndarray]
    better: int = 0
    by: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reading(Declaration):
    """How the indicator of its name reads a promise that several indicators may be meant by, such as: by certificate."""

    TABLE = "readings"
    WORDS = ("zh", "en", "answers_zh", "answers_en")

    @property
    def answers_zh(self) -> str:
        """The question that the indicator answers, in Chinese."""
        return word(self.TABLE, self.name, "answers_zh")

    @property
    def answers_en(self) -> str:
        """The question that the indicator answers."""
        return word(self.TABLE, self.name, "answers_en")


@dataclass(frozen=True, kw_only=True)
class Need(Declaration):
    """What a lever may need of a case to act on; `met` says whether a baseline has it.

    Without a `required` one the lever is refused, and `where` names the file and key that would hold it. Without any
    other the lever runs and does nothing, which an inspection of the case reports. `has` says of a park whether a lever
    with the need can act there; by default in every zone.
    """

    TABLE = "needs"

    met: Callable[[Baseline], bool]
    required: bool = False
    where: str = ""
    has: Callable[[ParkBaseline], bool] = attrgetter("is_zone")


@dataclass(frozen=True, kw_only=True)
class Size(Declaration):
    """How large a city is, in `unit`; `of` measures a baseline.

    Ranges of levers that grow with it are declared for cities of up to the `reference`; in one that is k times as large
    they are k times as wide.
    """

    TABLE = "sizes"

    unit: str
    reference: float
    of: Callable[[Baseline], float]


@dataclass(frozen=True, kw_only=True)
class Phase(Declaration):
    """A part of the quarter: `run_phase` of the file of this name in `model/phases`.

    `quarter` is the quarter of the year (1-4) in which it is run; 0: in every one.
    """

    TABLE = "phases"
    WORDS = ("zh", "en", "does_zh", "does_en")

    quarter: int = 0

    @property
    def does_zh(self) -> str:
        """What happens in it, in Chinese."""
        return word(self.TABLE, self.name, "does_zh")

    @property
    def does_en(self) -> str:
        """What happens in it."""
        return word(self.TABLE, self.name, "does_en")


@dataclass(frozen=True, kw_only=True)
class Amount(Declaration):
    """A yearly figure of a firm, in `unit`, that gradings divide or compare with a threshold."""

    TABLE = "amounts"

    unit: str


@dataclass(frozen=True, kw_only=True)
class Criterion(Declaration):
    """What a firm is graded by, in `unit`: one amount over another, the more the better; without `over` the amount itself."""

    TABLE = "criteria"

    unit: str
    amount: str
    over: str = ""


@dataclass(frozen=True, kw_only=True)
class Demerit(Declaration):
    """What lowers the grade of a firm whatever its score: a firm has it or has it not."""

    TABLE = "demerits"
