"""The state: columns of firms, parks and city. A column is declared once, with dtype, unit and meaning.

Everything that changes in a run lives here, in record arrays that compiled code takes as they are. A rule receives the
record of one firm or park, and a column is an attribute of the array. Land is counted in whole m2, energy in whole kgce
(kilograms of coal equivalent), so that books close with `==`. Money is in 10k yuan a year where it is a pace, and in
whole yuan where a book holds it.
"""

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from .batch_room import batch_dtype
from .grading_room import average_dtype, mark_dtype
from .permit_ledger import holding_dtype, permit_book_dtype
from .permit_orders import order_dtype
from .pollutants import Pollutant
from .right_sources import RightSource
from .towns import TownStatus


class Stage(IntEnum):
    """Stage of a firm: a project is a firm that is not yet producing."""

    PROJECT = 0
    RAMPING = 1
    OPERATING = 2
    CLOSED = 3


class Request(IntEnum):
    """State of a firm's open project: none, waiting for land or floor (in reserve), being built."""

    NONE = 0
    WAITING = 1
    BUILDING = 2


class Channel(IntEnum):
    """How a project is seated: on new land, on leased standard-factory floor, or on land the firm already has."""

    NEW_LAND = 0
    LEASE = 1
    OWN_LAND = 2


class Grade(IntEnum):
    """Performance grade of a firm, best first."""

    A = 0
    B = 1
    C = 2
    D = 3


class Past(IntEnum):
    """What a firm that is not on the register was before: never above its threshold, above it unreported, or on it."""

    BELOW = 0
    UNREPORTED = 1
    REGISTERED = 2


class Tenure(IntEnum):
    """How a firm has its unit in a small-firm park: it has none, rents it, or has bought it."""

    NONE = 0
    LET = 1
    BOUGHT = 2


class EquipmentClass(IntEnum):
    """Class of a firm's equipment in the national catalogue of industrial structure; the last two are obsolete."""

    PERMITTED = 0
    RESTRICTED = 1
    ELIMINATED = 2


CERTIFICATE_YEARS = 3  # that a certificate as a high-tech firm lasts
FACTORY_QUARTERS = 4  # quarters from the start of a standard factory to floor that can be let
UNIT_QUARTERS = 16  # the same of a small-firm park, at most
LEVELLING_QUARTERS = 12  # quarters from the start of levelling low hills to land that can be granted, at most
GRADES = len(Grade)

# The values that may be written into a column, by its unit; a column that differs from its unit has a range of its own.
# A unit that is not here counts or measures something: nothing below 0, and nothing beyond what any city has.
RANGES: dict[str, tuple[int, int]] = {
    "0/1": (0, 1),
    "share": (0, 1),
    "uniform": (0, 1),
    "log": (-20, 20),
    "quarter": (0, 4_000),
    "platforms": (0, 10_000),
    "tce/10k yuan": (0, 10_000),
    "equivalents/10k yuan": (0, 1_000_000),
    **{
        kind.__name__: (int(min(kind)), int(max(kind)))
        for kind in (Stage, Request, Channel, Grade, Past, Tenure, EquipmentClass, TownStatus)
    },
}
QUANTITY = (0, 10**12)
SIGNED = (-(10**12), 10**12)
PLACES = ("index", "rank")  # units of columns that number the parks


class Column(NamedTuple):
    """Declaration of a column: NumPy dtype, unit, meaning, and its range where that is not the one of its unit."""

    dtype: str
    unit: str
    meaning: str
    limits: tuple[int, int] | None = None

    @property
    def whole(self) -> bool:
        """Whether it holds whole numbers only."""
        return np.dtype(self.dtype).kind in "iu"

    def allowed(self, parks: int) -> tuple[int, int]:
        """Return the least and the largest value that may be written into it in a world of so many `parks`."""
        if self.unit in PLACES:
            return 0, parks - 1
        return self.limits or RANGES.get(self.unit, QUANTITY)


# One row a firm, project or closed slot; a closed slot is used again by a later project.
FIRM_COLUMNS: dict[str, Column] = {
    "identity": Column("u8", "-", "who it is: key of its draws"),
    "park": Column("i2", "index", "the park it is in"),
    "origin": Column("i2", "index", "the park that let it go to the one where it is; its own if none did"),
    "industry": Column("i1", "index", "its industry"),
    "stage": Column("i1", "Stage", "project, ramping up, operating or closed"),
    "stage_quarters": Column("i2", "quarter", "quarters in this stage"),
    "above_scale": Column("i1", "0/1", "on the register of above-scale firms"),
    "hightech": Column("i1", "0/1", "recognised as high-tech"),
    "certified": Column(
        "i2",
        "quarter",
        "quarter of the award or renewal of its certificate as a high-tech firm; 0: it has none",
        (-8, 4_000),
    ),
    "suited": Column("i1", "0/1", "its production suits several storeys"),
    "retrofitted": Column("i1", "0/1", "whether it has had a retrofit"),
    "grade": Column("i1", "Grade", "performance grade of the last assessment"),
    "graded": Column("i1", "0/1", "whether an assessment has given it that grade"),
    "past": Column("i1", "Past", "what it was before it came onto the register, or since it fell off it"),
    "tenure": Column("i1", "Tenure", "how it has its unit in a small-firm park, if it has one"),
    "unit_since": Column("i2", "quarter", "the quarter in which it got its unit"),
    "equipment_class": Column("i1", "EquipmentClass", "class of its equipment: permitted, restricted or eliminated"),
    "elimination_quarters": Column(
        "i2", "quarter", "quarters until it is closed for its obsolete equipment; 0: it is not listed"
    ),
    "output": Column("f8", "10k yuan/year", "pace of gross output before curtailment"),
    "year_output": Column("f8", "10k yuan/year", "sum of this year's quarterly paces so far"),
    "design": Column("f8", "10k yuan/year", "design output"),
    "capability": Column("f8", "log", "capability over the industry's baseline mean"),
    "labour_saved": Column("f8", "share", "share of its workers that machines have replaced"),
    "energy_intensity": Column("f8", "tce/10k yuan", "energy per output"),
    "emission_intensity": Column("f8", "equivalents/10k yuan", "pollution equivalents per output"),
    "power_surcharge": Column(
        "f8",
        "yuan/kWh",
        "surcharge on electricity that its energy use has adapted to; below zero: a lower price",
        SIGNED,
    ),
    "capital": Column("f8", "10k yuan", "fixed investment in place"),
    "land": Column("i8", "m2", "land it holds, that of a project under construction included"),
    "floor": Column("i8", "m2", "floor of its own"),
    "leased": Column("i8", "m2", "standard-factory floor it leases, its unit in a small-firm park included"),
    "unit": Column("i8", "m2", "floor of its unit in a small-firm park"),
    "priority": Column("i1", "0/1", "whether it is on the city's list of leading firms of the year"),
    "reserved_land": Column("i8", "m2", "undeveloped land beside its plot that is kept for it"),
    "reused_land": Column("i8", "m2", "land granted to it that firms listed for elimination had given back"),
    "reused_energy": Column("i8", "kgce/year", "energy promised to it that firms listed for elimination no longer use"),
    "request": Column("i1", "Request", "state of its open project"),
    "request_park": Column(
        "i2", "index", "the park that its open project is put before: another than its own if it moves"
    ),
    "request_channel": Column("i1", "Channel", "how the open project is seated"),
    "request_quarters": Column("i2", "quarter", "quarters of construction left, or waited so far"),
    "request_listed": Column("i1", "0/1", "whether the row is in the list of open projects"),
    "request_tenure": Column("i1", "Tenure", "how the open project would have a unit, if the floor it asks for is one"),
    "request_design": Column("f8", "10k yuan/year", "design output of the open project"),
    "request_capital": Column("f8", "10k yuan", "investment of the open project"),
    "request_land": Column("i8", "m2", "land the open project asks for"),
    "request_floor": Column("i8", "m2", "floor the open project builds or asks to lease"),
    "request_energy": Column("i8", "kgce/year", "energy promised to the open project while it is built"),
    "request_intensity": Column("f8", "tce/10k yuan", "energy intensity with which the open project passed review"),
    "request_rights": Column("i8", "kgce/year", "energy rights that the open project still has to buy"),
    "request_covered": Column("f8", "uniform", "draw that the multi-storey rule's strength is held against"),
}

# Columns of a firm that nobody writes but the engine: who and where it is, and what finds its row again.
FIXED_COLUMNS = ("identity", "park", "industry", "request_listed")

# One row a park; the columns of its land quota and energy quota follow, then sums over its firms.
PARK_COLUMNS: dict[str, Column] = {
    "planned": Column("i8", "m2", "planned area"),
    "other": Column("i8", "m2", "land in other uses"),
    "undeveloped": Column("i8", "m2", "land not yet developed"),
    "reserved_land": Column("i8", "m2", "undeveloped land kept for firms on the city's list"),
    "low_hill_natural": Column("i8", "m2", "land of its approved block on low hills that nobody has begun to level"),
    "low_hill_levelled": Column("i8", "m2", "levelled land of that block, not granted yet: its own quota"),
    "occupied": Column("i8", "m2", "land held by firms and projects"),
    "idle": Column("i8", "m2", "idle industrial land"),
    "factory_land": Column("i8", "m2", "land under standard factories"),
    "factory_floor": Column("i8", "m2", "standard-factory floor that can be let"),
    "factory_leased": Column("i8", "m2", "standard-factory floor let, units sold included"),
    "unit_floor": Column("i8", "m2", "part of that floor that is in units of its small-firm park"),
    "units_taken": Column("i8", "m2", "part of the units that is let or sold"),
    "redeveloped": Column("i8", "m2", "idle and low-yield land redeveloped since the baseline"),
    "redevelopment_due": Column("i8", "m2", "land due for redevelopment and not begun"),
    "tenants": Column("i8", "firms", "firms with a unit"),
    "leading_tenants": Column(
        "i8", "firms", "those of them in the leading trades of the small-firm park or their chains"
    ),
    "tenants_above_scale": Column("i8", "firms", "those of them on the register"),
    "firm_units": Column("i8", "m2", "floor of units summed over its firms"),
    "specialised_places": Column("i8", "firms", "places left in its specialised park"),
    "town_status": Column("i8", "TownStatus", "how far it has come as a specialised town"),
    "goodwill": Column(
        "f8", "1", "what market promotion has built up, over the yearly output of its leading industries"
    ),
    "freed_land_left": Column(
        "i8", "m2", "land that firms listed for elimination gave back to the quota, not granted since"
    ),
    "freed_energy_left": Column(
        "i8", "kgce/year", "energy that firms listed for elimination freed, not promised since"
    ),
    "provincial_platforms": Column("i8", "platforms", "provincial platforms opened since the baseline"),
    "national_platforms": Column("i8", "platforms", "national platforms opened since the baseline"),
    "head": Column("i8", "index", "the zone that manages it: itself, or the one it has joined"),
    "national": Column("i8", "0/1", "whether it is a national zone"),
    "intensity_allowed": Column("f8", "tce/10k yuan", "energy per value added that its budget is held to"),
    "hightech_share": Column("f8", "share", "high-tech share of the park's output"),
    "hightech_baseline": Column("f8", "share", "the same at the baseline"),
    "leniency": Column("f8", "share", "how far the park lets standards slip"),
    "score": Column("f8", "1", "score of the last assessment, 1 is the mean"),
    "rank": Column("i8", "rank", "rank among the zones, 0 is best; outside: number of zones"),
    "shortfall": Column("f8", "share", "shortfall from plot-ratio and investment standards"),
    "last_output": Column("f8", "10k yuan/year", "output of the last assessed year"),
    "quota_balance": Column("i8", "m2", "land quota left"),
    "quota_cut": Column("f8", "share", "cut of this year's land plan"),
    "energy_budget": Column("i8", "kgce/year", "this year's energy budget"),
    "energy_balance": Column("i8", "kgce", "energy left of this year's budget so far", SIGNED),
    "energy_committed": Column("i8", "kgce/year", "energy promised to projects not yet producing"),
    "energy_used": Column("i8", "kgce/year", "pace of energy use at the end of the last quarter"),
    "energy_free": Column(
        "i8", "kgce/year", "budget less use and promises at the start of the quarter, for review", SIGNED
    ),
    "energy_surcharge": Column("f8", "10k yuan/tce", "surcharge in force"),
    "energy_new": Column("i8", "kgce/year", "growth of the energy budget at the start of the year"),
    "rights_held": Column("i8", "kgce/year", "energy rights bought for the park in this plan period"),
    "firm_land": Column("i8", "m2", "land summed over its firms"),
    "firm_leased": Column("i8", "m2", "leased floor summed over its firms"),
    "firm_energy": Column("i8", "kgce/year", "energy use summed over its firms"),
    "firm_floor": Column("f8", "m2", "own floor summed over its firms, that under construction included"),
    "value_added": Column("f8", "10k yuan/year", "value added of its registered firms before curtailment"),
    "firm_capital": Column("f8", "10k yuan", "capital summed over its firms, that under construction included"),
    "floor_wanted": Column("f8", "m2", "standard-factory floor that its projects wait for"),
    "offer_baseline": Column("f8", "share", "what it offered projects at the baseline, over their investment"),
    "arrivals_usual": Column("f8", "projects/quarter", "projects that are on their way to it, whatever zones offer"),
    "arrivals_drawn": Column("f8", "projects/quarter", "projects that its offer draws from elsewhere in the city"),
}

# One row an industry.
MARKET_COLUMNS: dict[str, Column] = {
    "shock": Column("f8", "1/year", "demand shock of the industry"),
    "demand": Column("f8", "1/year", "demand growth this quarter, that of its users in the city included"),
    "output": Column("f8", "10k yuan/year", "output of all its producing firms in the city"),
    "output_before": Column("f8", "10k yuan/year", "the same a quarter before; 0: not known"),
    "mean_capability": Column("f8", "log", "output-weighted mean capability"),
    "capability_sum": Column("f8", "10k yuan/year", "capability x output"),
    "base_upgrade_rate": Column("f8", "1/year", "upgrade rate without policy"),
    "base_upgrade_chance": Column("f8", "1/quarter", "the same as the chance in a quarter"),
    "research_elasticity": Column("f8", "1", "elasticity of the upgrade rate to real R&D"),
}

# One row a park and an industry.
CELL_COLUMNS: dict[str, Column] = {
    "output": Column("f8", "10k yuan/year", "output of registered firms"),
    "hightech_output": Column("f8", "10k yuan/year", "output of registered high-tech firms"),
    "cluster": Column("f8", "share", "the industry's share of the park's output"),
    "cluster_baseline": Column("f8", "10k yuan/year", "the output that the size of the cluster is held against"),
    "agglomeration": Column("f8", "log", "what the size of the cluster has added to the output of its firms so far"),
    "cluster_gain": Column("f8", "1/year", "growth of its firms by the cluster around them", SIGNED),
    "zone_output": Column("f8", "10k yuan/year", "output of the industry in the whole zone that manages the park"),
    "promotion": Column("f8", "1/year", "growth of demand by market promotion", SIGNED),
    "leads": Column("i8", "0/1", "whether the industry leads the zone that manages the park"),
    "kept": Column("i8", "0/1", "whether it is one of the leading industries that the zone keeps under focus"),
    "mix": Column("f8", "share", "cumulative share of the industry in the park's own mix of projects"),
    "kept_mix": Column("f8", "share", "the same among the leading industries kept"),
    "leaders": Column("i8", "firms", "registered firms large enough to attract others"),
    "upgrade_rate": Column("f8", "1/year", "upgrade rate under policy"),
    "upgrade_chance": Column("f8", "1/quarter", "the same as the chance in a quarter"),
    "platform_research": Column("f8", "share", "R&D that platforms are worth, over the own R&D of those they serve"),
    "apparent_gain": Column("f8", "log", "capability that relabelled R&D passes for where certificates are given"),
}

# One row a park and a grade.
GRADE_COLUMNS: dict[str, Column] = {
    "run_rate": Column("f8", "share", "share of output that firms of the grade may run"),
    "energy_wanted": Column("f8", "tce/year", "energy use of the grade without curtailment"),
}

# One row: what belongs to the city as a whole.
CITY_COLUMNS: dict[str, Column] = {
    "macro": Column("f8", "1/year", "common demand shock"),
    "platforms_due": Column("f8", "platforms", "part of a platform that is due and not yet opened"),
    "platforms_opened": Column("i8", "platforms", "platforms opened since the baseline"),
    "rows": Column("i8", "rows", "rows of the table of firms in use"),
    "free": Column("i8", "rows", "closed rows that can be used again"),
    "open": Column("i8", "rows", "firms with an open project"),
    "priority_firms": Column("i8", "firms", "firms put on the city's list of leading firms when it was last renewed"),
    "grading_table": Column("i8", "number", "the dated table that the grades are from, counted from 1; 0: none"),
    "firms": Column("i8", "firms", "registered firms when they were last counted"),
    "firms_baseline": Column("i8", "firms", "registered firms at the baseline"),
    "rights_traded": Column("i8", "0/1", "whether energy rights were traded in the last quarter"),
    "fault": Column("i8", "Fault", "the first fault"),
    "fault_quarter": Column("i8", "quarter", "when"),
    "fault_park": Column("i8", "index", "where: the park, or the pollutant of a book of permits"),
    "fault_left": Column("i8", "-", "left side of the identity that failed"),
    "fault_right": Column("i8", "-", "right side"),
}

# One row a pollutant, in a city whose case says what its industries emit: issued = held + reserve + retired.
EMISSION_QUOTA_COLUMNS: dict[str, Column] = {
    "issued": Column("i8", "kg/year", "permits issued so far, the reserve included"),
    "reserve": Column("i8", "kg/year", "permits in the city's reserve"),
    "retired": Column("i8", "kg/year", "permits retired so far"),
    "room": Column("i8", "kg/year", "permits that may still be issued to projects for nothing"),
}

# One row a waiting project, in the order in which they are served.
QUEUE_COLUMNS: dict[str, Column] = {
    "park": Column("i8", "index", "the park it waits at"),
    "score": Column("f8", "score", "its ranking score"),
    "identity": Column("u8", "-", "who it is"),
    "row": Column("i8", "index", "its row in the table of firms"),
}


def record_dtype(declared: dict[str, Column]) -> np.dtype:
    """Return the record dtype of declared columns, aligned as a C compiler would."""
    return np.dtype([(name, column.dtype) for name, column in declared.items()], align=True)


firm_dtype = record_dtype(FIRM_COLUMNS)
park_dtype = record_dtype(PARK_COLUMNS)
market_dtype = record_dtype(MARKET_COLUMNS)
cell_dtype = record_dtype(CELL_COLUMNS)
grade_dtype = record_dtype(GRADE_COLUMNS)
city_dtype = record_dtype(CITY_COLUMNS)
emission_quota_dtype = record_dtype(EMISSION_QUOTA_COLUMNS)
queue_dtype = record_dtype(QUEUE_COLUMNS)


class State(NamedTuple):
    """All that changes in a run: record arrays, and room to work in."""

    firms: Any  # (row,) firm_dtype
    parks: Any  # (park,) park_dtype
    market: Any  # (industry,) market_dtype
    cells: Any  # (park, industry) cell_dtype
    grades: Any  # (park, grade) grade_dtype
    city: Any  # (1,) city_dtype
    factories: Any  # i8 (park, FACTORY_QUARTERS) m2 of standard factories by quarters until they can be let
    units: Any  # i8 (park, UNIT_QUARTERS) the same of units of small-firm parks
    levelling: Any  # i8 (park, LEVELLING_QUARTERS) m2 of low hills by quarters until they are levelled
    rights: Any  # i8 (park, RightSource) kgce/year of energy rights for sale
    energy_freed: Any  # i8 (park, RightSource) kgce/year that has become free since rights were last traded
    free_rows: Any  # i8 (row,) stack of closed rows
    open_rows: Any  # i8 (row,) rows with an open project, in no particular order
    queue: Any  # (row,) queue_dtype
    batch: Any  # (1,) batch_dtype
    costs: Any  # i8 (quarter, lever) fiscal cost in yuan
    marks: Any  # (row,) mark_dtype
    ranking: Any  # (row,) queue_dtype, firms in the order of their scores
    amounts: Any  # f8 (row, amount) figures that firms are graded by
    demerits: Any  # i1 (row, demerit) 0/1
    averages: Any  # (industry,) average_dtype
    holdings: Any  # (row,) holding_dtype; this and what follows has no rows in a city without permits
    emission_quotas: Any  # (pollutant,) emission_quota_dtype
    permit_book: Any  # (quarter, pollutant) permit_book_dtype
    bids: Any  # (row,) order_dtype
    asks: Any  # (row + 1,) order_dtype, the reserve's included


def records(dtype: np.dtype, *shape: int) -> np.recarray:
    """Return a record array of zeros."""
    return np.zeros(shape, dtype).view(np.recarray)


def allocate_state(
    parks: int,
    industries: int,
    rows: int,
    quarters: int,
    levers: int,
    amounts: int = 0,
    demerits: int = 0,
    permits: bool = False,
) -> State:
    """Return an empty state with room for `rows` firms and projects.

    `amounts` and `demerits` say how many a table of a case may read; without them firms cannot be graded by one. With
    `permits` there is room for the ledger of emission permits.
    """
    traded = rows if permits else 0
    pollutants = len(Pollutant) if permits else 0
    return State(
        firms=records(firm_dtype, rows),
        parks=records(park_dtype, parks),
        market=records(market_dtype, industries),
        cells=records(cell_dtype, parks, industries),
        grades=records(grade_dtype, parks, GRADES),
        city=records(city_dtype, 1),
        factories=np.zeros((parks, FACTORY_QUARTERS), np.int64),
        units=np.zeros((parks, UNIT_QUARTERS), np.int64),
        levelling=np.zeros((parks, LEVELLING_QUARTERS), np.int64),
        rights=np.zeros((parks, len(RightSource)), np.int64),
        energy_freed=np.zeros((parks, len(RightSource)), np.int64),
        free_rows=np.zeros(rows, np.int64),
        open_rows=np.zeros(rows, np.int64),
        queue=records(queue_dtype, rows),
        batch=records(batch_dtype, 1),
        costs=np.zeros((quarters, levers), np.int64),
        marks=records(mark_dtype, rows),
        ranking=records(queue_dtype, rows),
        amounts=np.zeros((rows, amounts)),
        demerits=np.zeros((rows, demerits), np.int8),
        averages=records(average_dtype, industries),
        holdings=records(holding_dtype, traded),
        emission_quotas=records(emission_quota_dtype, pollutants),
        permit_book=records(permit_book_dtype, quarters, pollutants),
        bids=records(order_dtype, traded),
        asks=records(order_dtype, traded + 1 if permits else 0),
    )
