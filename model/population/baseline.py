"""What is known of a city at its baseline: the margins that every synthetic population meets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..grading_tables import NO_GRADINGS, Gradings
from ..pollutants import Pollutant
from ..towns import TownStatus
from .given_table import no_firms

# How far a margin may be off, of itself, where the given firms leave no exact answer. A case that is further off is refused,
# and no result hangs on it: a figure that is kept, or moved to what the firms allow, is so whatever this is.
EXACT_ENOUGH = 0.005

PARKS, INDUSTRIES, TOTALS, PARAMETERS = "parks", "industries", "totals", "parameters"  # tables of what is not known


class Unknown(NamedTuple):
    """A number that is not known exactly: where it is, and what it lies between, in the unit that the baseline has it in.

    `row` is an id; empty in the tables of totals and of parameters.
    """

    table: str
    row: str
    column: str
    low: float
    high: float

    @property
    def name(self) -> str:
        """What it is called, and draws as."""
        return "/".join(part for part in (self.table, self.row, self.column) if part)


class ZoneSum(NamedTuple):
    """A column of the zones that is known to add up to something between two numbers, or to one where they are equal."""

    column: str
    low: float
    high: float


@dataclass(frozen=True)
class ParkBaseline:
    """One park; land in mu, floor in m2, output in 10k yuan a year. `level`: national, provincial, municipal, outside."""

    id: str
    level: str
    output: float
    firms: int
    hightech_share: float
    leading: tuple[str, ...]
    planned: float
    other: float
    industrial_land: float
    idle_share: float
    factory_floor: float
    factory_vacancy: float
    plot_ratio: float
    investment_per_mu: float
    plot_ratio_standard: float
    investment_standard: float
    land_plan: float
    arrival_weight: float
    leniency: float
    small_firm_land: float = 0.0  # mu of idle and low-yield land that its small-firm park is to be built on
    small_firm_leading: tuple[str, ...] = ()  # leading trades of that park
    small_firm_chain: tuple[str, ...] = ()  # industries of their chains
    low_hill_block: float = 0.0  # mu of low hills in its planned area that may be levelled for building
    specialised_firms: float = 0.0  # firms that its specialised park has room for
    town_class: str = ""  # one of `TOWN_CLASSES` if it is a specialised town or may become one
    town_status: TownStatus = TownStatus.NONE  # how far it has come as one
    contest_class: bool = False  # whether the province's contest takes towns of its class
    merges_into: str = ""  # id of the zone that it joins in a merger
    candidate: bool = False  # whether the plan wants it to become a national zone
    needs_hightech: bool = True  # whether it becomes one from a high-tech share on, as a national high-tech zone

    @property
    def is_zone(self) -> bool:
        """Whether it is a development zone, not the industry outside every zone."""
        return self.level != "outside"


@dataclass(frozen=True)
class Baseline:
    """The margins of a city. `industries` is a record array of `industry_dtype`, thresholds not yet solved.

    Parks and industries are in the order of their ids, so that the order of rows in a file decides nothing.

    A margin that is None was not published: it is left open, and the priors decide what it comes to.
    """

    parks: tuple[ParkBaseline, ...]
    industry_ids: tuple[str, ...]
    industries: np.ndarray  # (industry,), industry_dtype
    national_share: np.ndarray  # (industry,) mix of arriving projects
    outside_share: np.ndarray  # (industry,) mix of the industry outside the zones
    hightech_output_share: float | None
    top3_sales_share: float | None
    zone_value_added_share: float | None
    energy_total: float | None  # tce a year, registered firms of the city
    small_firms: int  # producing firms below the register's threshold
    small_firm_output: float  # 10k yuan a year, the smallest of them
    largest_output: float  # 10k yuan a year, the largest firm drawn
    tail_exponent: float
    ramping_share: float  # share of registered firms that are still ramping up
    listed_share: float | None  # share of firms in heavy industries on the list of polluters; None: there is no list
    pool: int | None  # populations that replicates share in turn; None: each has its own
    pool_seed: int
    given: np.ndarray = field(default_factory=no_firms)  # (firm,), given_dtype: the firms that the city lists itself
    tolerance: float = EXACT_ENOUGH
    zone_gross_output_share: float | None = None  # None: the output outside is published itself
    zone_output_growth: float = 0.0  # that the outputs have grown by since the year that they are of
    unknowns: tuple[Unknown, ...] = ()  # what every population has values of its own of
    sums: tuple[ZoneSum, ...] = ()
    gradings: Gradings = NO_GRADINGS  # tables by which the city grades its firms
    controlled_from: tuple[int, ...] = (0,) * len(Pollutant)  # quarter from which each pollutant is under total control
    plan_from: int = 1  # first quarter that begins a five-year plan
    recognition_from: int = 0  # quarter from which specialised towns are recognised; 0: the city has none
    inputs: NDArray[np.float64] | None = None  # (supplier, user) coefficients between industries; None: not known
    figures: Mapping[str, float] = field(default_factory=dict)  # published of the baseline year, by `figures.FIGURES`

    @cached_property
    def zone(self) -> NDArray[np.bool_]:
        """Which parks are zones, (park,)."""
        return np.array([park.is_zone for park in self.parks])

    @cached_property
    def output(self) -> NDArray[np.float64]:
        """Output of each park, (park,), 10k yuan a year."""
        return np.array([park.output for park in self.parks])

    @cached_property
    def given_output(self) -> NDArray[np.float64]:
        """Output of the given firms by park, (park,), 10k yuan a year."""
        return np.bincount(self.given["park"], self.given["output"], len(self.parks)).astype(float)

    @cached_property
    def missing(self) -> tuple[ParkBaseline, ...]:
        """The parks with the output and the number of firms that the given ones leave to be synthesised."""
        firms = np.bincount(self.given["park"], minlength=len(self.parks))
        return tuple(
            replace(park, output=park.output - float(self.given_output[index]), firms=park.firms - int(firms[index]))
            for index, park in enumerate(self.parks)
        )

    @cached_property
    def missing_output(self) -> NDArray[np.float64]:
        """Output of each park that the given firms leave, (park,), 10k yuan a year."""
        return np.array([park.output for park in self.missing])


def leading_matrix(baseline: Baseline) -> NDArray[np.uint8]:
    """Return which industries lead which park, (park, industry)."""
    return _matrix(baseline, [park.leading for park in baseline.parks])


def small_firm_trades(baseline: Baseline) -> NDArray[np.uint8]:
    """Return which industries lead a park's small-firm park or are in their chains, (park, industry)."""
    return _matrix(baseline, [(*park.small_firm_leading, *park.small_firm_chain) for park in baseline.parks])


def _matrix(baseline: Baseline, named: Sequence[Sequence[str]]) -> NDArray[np.uint8]:
    """Return 1 where an industry is one of those `named` for a park (park,), else 0."""
    matrix = np.zeros((len(baseline.parks), len(baseline.industry_ids)), np.uint8)
    for index, names in enumerate(named):
        for name in names:
            matrix[index, baseline.industry_ids.index(name)] = 1
    return matrix
