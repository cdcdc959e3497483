"""The world of a case as the model sees it: what does not change in a run, and where its populations come from.

The model knows nothing of files: whoever reads a case builds this.
"""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from .calendar import Calendar
from .grading_tables import NO_GRADINGS, Gradings
from .layers import Layer, future_layers
from .parameters import Weights, open_choices
from .pollutants import Pollutant
from .population.numbering import population_of

INDUSTRY_COLUMNS: dict[str, tuple[str, str]] = {
    "trend": ("1/year", "growth of demand"),
    "value_added_rate": ("share", "value added over gross output"),
    "tax_rate": ("share", "taxes over gross output"),
    "output_per_worker": ("10k yuan/year", "gross output a worker"),
    "energy_intensity": ("tce/10k yuan", "energy over gross output"),
    "emission_intensity": ("equivalents/10k yuan", "pollution equivalents over gross output"),
    "output_per_investment": ("1/year", "gross output over investment of new projects"),
    "output_per_mu": ("10k yuan/year/mu", "gross output a mu of the stock"),
    "norm_plot_ratio": ("1", "national minimum plot ratio"),
    "norm_investment": ("10k yuan/mu", "national minimum investment per mu"),
    "suited_share": ("share", "share of projects that suit several storeys"),
    "research_share": ("share", "research spending over revenue"),
    "hightech_share": (
        "share",
        "high-tech share of output as the case gives it, before it is shifted to meet the parks' shares",
    ),
    "recognition_threshold": ("log", "capability threshold of recognition, solved from the shifted high-tech share"),
    "award_threshold": ("log", "capability standard at which a certificate of three years is awarded, solved likewise"),
    "renewal_threshold": ("log", "capability standard at which it is renewed, solved likewise"),
    "large_failing": (
        "1",
        "chance of failing at the renewal of large firms over that of small ones as capable, solved likewise",
    ),
    "large_winning": ("1", "chance of an award, likewise"),
    "heavy": ("0/1", "whether heavy polluters of this industry are listed"),
    "bound": ("0/1", "whether its plants are bound to the place of their resource and cannot move"),
    "trade_rate": ("share", "imports and exports over gross output"),
    "restricted_share": ("share", "share of operating firms with equipment of the restricted class"),
    "eliminated_share": ("share", "share of operating firms with equipment of the eliminated class"),
    "electricity_share": (
        "share",
        "electricity in energy, by calorific value; 0: as parameter `electricity_share` says",
    ),
    "cod_intensity": ("kg/10k yuan", "chemical oxygen demand emitted over gross output"),
    "sulphur_dioxide_intensity": ("kg/10k yuan", "sulphur dioxide emitted over gross output"),
    "ammonia_nitrogen_intensity": ("kg/10k yuan", "ammonia nitrogen emitted over gross output"),
    "nitrogen_oxides_intensity": ("kg/10k yuan", "nitrogen oxides emitted over gross output"),
    "offset_ratio": ("1", "permits that a project buys over those that it holds; 0: as parameter `offset_ratio` says"),
    "emerging": ("0/1", "whether it is on the list of emerging industries that the plan goes by"),
    "zone_output": ("100 million yuan/year", "gross output in the zones at the baseline; 0: not published"),
}
industry_dtype = np.dtype([(name, np.float64) for name in INDUSTRY_COLUMNS])


SITE_COLUMNS: dict[str, tuple[str, str, str]] = {
    "zone": ("i8", "0/1", "whether a park is a zone; 0 is the industry outside every zone"),
    "national": ("i8", "0/1", "whether it is a national zone at the baseline"),
    "candidate": ("i8", "0/1", "whether the plan wants it to become a national zone"),
    "needs_hightech": ("i8", "0/1", "whether it becomes one from a high-tech share on, as a national high-tech zone"),
    "merges_into": ("i8", "index", "the zone it joins when the merger comes into force; itself if none"),
    "land_plan": ("i8", "m2/year", "yearly land plan"),
    "small_firm_land": ("i8", "m2", "idle and low-yield land that a small-firm park is to be built on"),
    "low_hill_block": ("i8", "m2", "block on low hills that may be levelled for building"),
    "contest_class": ("i8", "0/1", "whether the province's contest takes specialised towns of its class"),
    "arrival_firms": ("f8", "firms", "firms that the arrival rate is a multiple of"),
    "plot_ratio_standard": ("f8", "1", "plot ratio that the zone is held to"),
    "investment_standard": ("f8", "10k yuan/mu", "investment per mu that the zone is held to"),
}
site_dtype = np.dtype([(name, column[0]) for name, column in SITE_COLUMNS.items()])


CONTROLLED_ALWAYS = np.zeros(len(Pollutant), np.int64)
PLAN_AT_ONCE = np.ones(1, np.int64)
NO_RECOGNITION = np.zeros(1, np.int64)
NO_LINKS = np.zeros((0, 0))


class WorldArrays(NamedTuple):
    """What compiled code needs of the world."""

    industries: Any  # record array (industry,), industry_dtype
    sites: Any  # record array (park,), site_dtype
    national_mix: Any  # f8 (industry,) cumulative shares of the national mix of projects
    park_mix: Any  # f8 (park, industry) cumulative shares of a park's own mix of projects
    leading: Any  # u1 (park, industry) whether an industry leads a park
    small_firm_trades: Any  # u1 (park, industry) whether it leads a park's small-firm park, or is in its chain
    emission_line: Any  # f8 (1,) emission intensity above which a firm of a heavy industry is listed
    platform_order: Any  # i8 (zone,) zones in the order in which they get platforms
    park_numbers: Any  # u8 (park,) what parks draw as
    industry_numbers: Any  # u8 (industry,) what industries draw as
    controlled_from: Any = CONTROLLED_ALWAYS  # i8 (pollutant,) quarter from which a pollutant is under total control
    plan_from: Any = PLAN_AT_ONCE  # i8 (1,) first quarter that begins a five-year plan
    recognition_from: Any = NO_RECOGNITION  # i8 (1,) quarter from which towns are recognised; 0: the city has none
    inputs: Any = (
        NO_LINKS  # f8 (supplier, user) inputs from another industry over the user's output; no rows: not known
    )
    link_mix: Any = NO_LINKS  # f8 (industry, partner) cumulative shares of its suppliers and users; all 0: it has none
    # Tables by which the case grades its firms: those of `Gradings`, as each array here has a replicate's own.
    grading_tables: Any = NO_GRADINGS.tables
    grading_rules: Any = NO_GRADINGS.rules
    grading_items: Any = NO_GRADINGS.items
    grading_cuts: Any = NO_GRADINGS.cuts
    grading_penalties: Any = NO_GRADINGS.penalties
    grading_thresholds: Any = NO_GRADINGS.thresholds


def grading_columns(gradings: Gradings) -> dict[str, Any]:
    """Return the tables of a case by their names among the arrays of the world."""
    return {f"grading_{name}": table for name, table in gradings._asdict().items()}


class Measure(NamedTuple):
    """An indicator asked of one park, of one industry, or of an industry in a park (ids); None: of all of them.

    `area` asks it of the whole city, or of what is outside every zone (`formulas.AREAS`), instead of the zones together.
    """

    name: str
    indicator: str
    park: str | None
    industry: str | None
    area: str | None = None


def settled(array: np.ndarray) -> np.ndarray:
    """Return an array in C order; a record array stays one."""
    laid_out = np.ascontiguousarray(array)
    return laid_out.view(np.recarray) if laid_out.dtype.names else laid_out


class Members(NamedTuple):
    """Some baseline populations. Where baselines are drawn, each has arrays and parameters of its own."""

    firms: np.recarray  # (member, row), firm_dtype; a row without an identity is nobody, and comes after the others
    parks: np.recarray  # (member, park), park_dtype
    arrays: WorldArrays | None = None  # with a first dimension (member,); None: those of the world
    parameters: np.recarray | None = None  # (member,), parameter_dtype
    values: NDArray[np.float64] | None = None  # (member, unknown number) what is not known, as it is in each
    shares: NDArray[np.float64] | None = (
        None  # (member,) 1 where the baseline is as drawn, 0 where it is the central one
    )


class Populations(Protocol):
    """Baseline populations by number; every one meets all known margins exactly."""

    pool: int | None  # how many there are, taken in turn by replicates; None: each replicate has its own
    rows: int  # firms, small firms and projects in each, or in the central one
    nbytes: int  # of what they are made of
    drawn_parameters: tuple[str, ...]  # parameters that each has its own of

    def members(self, numbers: NDArray[np.integer[Any]]) -> Members:
        """Return populations by their numbers."""


IDENTIFYING = 8  # populations that tell whether two worlds are the same


@dataclass(frozen=True)
class World:
    """A case ready to run: names, arrays, calendar, parameters and baseline populations.

    Parks and industries are in the order of their ids. `measures` are what runs are judged by besides the indicators of
    the zones together.
    """

    name: str
    park_names: tuple[str, ...]
    industry_names: tuple[str, ...]
    calendar: Calendar
    arrays: WorldArrays
    parameters: np.recarray  # shape (1,)
    populations: Populations
    digest: str
    offers: frozenset[str]  # what the case offers the levers (`needs.Offers`)
    measures: tuple[Measure, ...] = ()
    weights: Weights = field(default_factory=dict)  # of choices, where they are not as declared

    def __post_init__(self) -> None:
        """Lay all arrays out alike: the engine would be compiled anew, in silence, for any other layout or type."""
        arrays = WorldArrays(*(settled(column) for column in self.arrays))
        object.__setattr__(self, "arrays", arrays)
        object.__setattr__(self, "parameters", settled(self.parameters))

    @property
    def future(self) -> tuple[Layer, ...]:
        """The layers of a future: structure among them only where replicates differ in a choice."""
        return future_layers(bool(open_choices(self.weights)))

    def population_of(self, replicates: NDArray[np.integer[Any]]) -> NDArray[np.integer[Any]]:
        """Return the number of each replicate's baseline population; those that share one are no independent sample."""
        return population_of(np.asarray(replicates, np.int64), self.populations.pool)

    def members(self, replicates: NDArray[np.integer[Any]]) -> Members:
        """Return the baseline populations of some replicates, with arrays for each."""
        found = self.populations.members(self.population_of(replicates))
        if found.arrays is not None:
            return found
        count = len(found.firms)
        return found._replace(arrays=WorldArrays(*(settled(np.stack([each] * count)) for each in self.arrays)))

    def populations_of(self, replicates: NDArray[np.integer[Any]]) -> tuple[np.recarray, np.recarray]:
        """Return firms (replicate, row) and parks (replicate, park) at the baseline."""
        found = self.populations.members(self.population_of(replicates))
        return found.firms, found.parks

    @cached_property
    def baseline_digest(self) -> str:
        """Hash (16 hexadecimal digits) of the first baseline populations, to the bit, with all parameters and arrays.

        It tells whether another machine, or another version of the synthesis, makes the same ones.
        """
        digest = hashlib.sha256(str(self.populations.pool).encode())
        found = self.members(np.arange(IDENTIFYING))
        assert found.arrays is not None
        own = () if found.parameters is None else (found.parameters,)
        for table in (found.firms, found.parks, self.parameters, *self.arrays, *found.arrays, *own):
            for name in table.dtype.names or ():  # what lies between the columns of a record does not count
                digest.update(np.ascontiguousarray(table[name]).tobytes())
            if not table.dtype.names:
                digest.update(np.ascontiguousarray(table).tobytes())
        return digest.hexdigest()[:16]

    @cached_property
    def nbytes(self) -> int:
        """Bytes of its arrays, and of what its populations are made of."""
        return self.populations.nbytes + sum(table.nbytes for table in (self.parameters, *self.arrays))

    @property
    def rows(self) -> int:
        """Firms, small firms and projects in each baseline population."""
        return self.populations.rows
