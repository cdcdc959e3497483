"""parks.csv: the parks at the baseline, and what cannot be true of a park whatever the rest of the city is like."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from model.population.baseline import ParkBaseline
from model.units import HUNDRED_MILLION, M2_PER_MU

from ..limits import FIRMS, PARKS
from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, as_written, number_text, say
from .case_shape import CaseFile
from .known_names import id_meant
from .table import Row, read_table
from .table_labels import LABEL_COLUMNS, Label, read_labels
from .total_rows import ADDED, adding_up, without_totals
from .towns import TOWN_COLUMNS, read_town, with_contest

OUTSIDE = "outside"
LEVELS = {
    level.id: level
    for level in (
        Label("national", "国家级", "national"), Label("provincial", "省级", "provincial"), Label("municipal", "市级", "municipal"),
        Label(OUTSIDE, "开发区外", "outside"),
    )
}  # fmt: skip


class ParkColumn(NamedTuple):
    """Admissible range and unit of a number in parks.csv."""

    low: float
    high: float
    unit: str


PARK_NUMBERS: dict[str, ParkColumn] = {
    "firms": ParkColumn(0, 1e6, "firms"),
    "hightech_share": ParkColumn(0, 1, "share"),
    "planned": ParkColumn(0, 1e7, "mu"),
    "other": ParkColumn(0, 1e7, "mu"),
    "industrial_land": ParkColumn(0, 1e7, "mu"),
    "idle_share": ParkColumn(0, 1, "share"),
    "factory_floor": ParkColumn(0, 1e8, "m2"),
    "factory_vacancy": ParkColumn(0, 1, "share"),
    "plot_ratio": ParkColumn(0.1, 5, "1"),
    "investment_per_mu": ParkColumn(1, 5000, "10k yuan/mu"),
    "plot_ratio_standard": ParkColumn(0.1, 5, "1"),
    "investment_standard": ParkColumn(1, 5000, "10k yuan/mu"),
    "land_plan": ParkColumn(0, 1e6, "mu/year"),
    "arrival_weight": ParkColumn(0, 10, "1"),
    "leniency": ParkColumn(0, 0.9, "share"),
    "specialised_firms": ParkColumn(0, 10_000, "firms"),
    "small_firm_land": ParkColumn(0, 1e6, "mu"),
    "low_hill_block": ParkColumn(0, 1e6, "mu"),
}
COUNTED = ("firms", "specialised_firms")
# Columns that may be left out, or empty, which is a 0: there is no specialised park, no small-firm park, no block on low hills.
UNGIVEN = ("specialised_firms", "small_firm_land", "low_hill_block")
OUTPUT = ParkColumn(0, 1e6, "100 million yuan/year")
SMALL_FIRM_TRADES = ("small_firm_leading", "small_firm_chain")
OPTIONAL = (*LABEL_COLUMNS, *UNGIVEN, *SMALL_FIRM_TRADES, *TOWN_COLUMNS)
PARK_FILE_COLUMNS = (
    "id", *LABEL_COLUMNS, "level", "output", "leading", *PARK_NUMBERS, *SMALL_FIRM_TRADES, *TOWN_COLUMNS,
)  # fmt: skip
REQUIRED = tuple(name for name in PARK_FILE_COLUMNS if name not in OPTIONAL)


def read_parks(
    path: Path, industries: Sequence[Label], national_share: Sequence[float], file: CaseFile, parameters: np.record
) -> tuple[tuple[Label, ...], list[ParkBaseline]]:
    """Return labels and baselines of the parks.

    The output of the park outside follows from the zones' share of the city's; without that total, its row gives it.
    `national_share` is the mix of arriving projects, in the order of the `industries`. Raises InputProblem.
    """
    faults = Faults()
    rows = without_totals(read_table(path, REQUIRED, OPTIONAL), ("id", *LABEL_COLUMNS), faults)
    if len(rows) > PARKS:
        raise InputProblem(path.name, say("row_count", count=len(rows)), say("at_most", limit=PARKS))
    labels = read_labels(rows, faults)
    growth = 1 + (file.total("zone_output_growth") or 0.0)
    share = file.total("zone_gross_output_share")
    known = {label.id: label for label in industries}
    mix = dict(zip(known, national_share, strict=True))
    parks = [park for row in rows if (park := _park(row, known, mix, growth, share is not None, faults)) is not None]
    faults.refuse()
    _check_levels(path.name, rows, parks)
    for added in adding_up([numbers_that_add_up(park) for park in parks], [park.is_zone for park in parks]):
        if len(added.columns) == len(ADDED):
            row = rows[added.place]
            what = say("row_adds_up", name=as_written(row.word("id")))
            faults.add(InputProblem(row.place("id"), what, say("leave_totals_out")))
    with faults:
        if file.total("hightech_output_share") is not None:
            _check_hightech(path.name, parks)
    if share is not None:
        zone_output = sum(park.output for park in parks if park.is_zone)
        parks = [park if park.is_zone else replace(park, output=zone_output * (1 / share - 1)) for park in parks]
    with faults:
        parks = with_contest(file, parks)
    for row, park in zip(rows, parks, strict=True):
        with faults:
            _check_land(row, park, float(parameters.factory_plot_ratio))
        with faults:
            _check_small_firm_park(row, park)
        with faults:
            _check_low_hills(row, park)
        with faults:
            _check_output(row, park, float(parameters.register_threshold))
    faults.refuse()
    return labels, parks


def numbers_that_add_up(park: ParkBaseline) -> dict[str, float]:
    """Return what of a park adds up over parks, by the columns of parks.csv; each in one unit for all parks."""
    return {name: float(getattr(park, name)) for name in ADDED}


def _park(
    row: Row, industries: Mapping[str, Label], mix: Mapping[str, float], growth: float, by_share: bool, faults: Faults
) -> ParkBaseline | None:
    """Return a park; None where a cell of its row is at fault."""
    before = len(faults.found)
    values: dict[str, Any] = {}
    level, outside = "", None
    with faults:
        level = id_meant(row.place("level"), "unknown_level", row.word("level"), LEVELS)
        outside = level == OUTSIDE
    with faults:
        values["leading"] = _leading(row, industries, mix, outside)
    for name, column in PARK_NUMBERS.items():
        with faults:
            read = row.whole if name in COUNTED else row.number
            values[name] = 0.0 if name in UNGIVEN and not row.holds(name) else read(name, column.low, column.high)
    taken: list[str] = []  # no industry is named twice, as a leading trade and in the chain either
    for name in SMALL_FIRM_TRADES:
        with faults:
            values[name] = _industries(row, name, industries, taken)
    with faults:
        values |= read_town(row, outside)
    if outside is not None:
        with faults:
            values["output"] = _output(row, outside, by_share) * HUNDRED_MILLION * growth
    return ParkBaseline(id=row.word("id"), level=level, **values) if len(faults.found) == before else None


def _output(row: Row, outside: bool, by_share: bool) -> float:
    """Return the output of a park, 100 million yuan; that of the park outside is 0 where it follows `by_share`."""
    empty = not row.cells["output"].strip()
    if outside and not by_share and empty:
        raise InputProblem(row.place("output"), say("is_empty"), say("output_or_share"))
    if not outside or not by_share:
        return row.number("output", OUTPUT.low, OUTPUT.high)
    if not empty:
        raise InputProblem(row.place("output"), say("output_outside", value=row.text("output")), say("leave_empty"))
    return 0.0


def _leading(
    row: Row, industries: Mapping[str, Label], mix: Mapping[str, float], outside: bool | None
) -> tuple[str, ...]:
    place = row.place("leading")
    leading = _industries(row, "leading", industries, [])
    if outside is not False:
        return leading
    if not leading:
        raise InputProblem(place, say("is_empty"), say("leading_rule"))
    share = sum(mix[name] for name in leading)
    rest = sum(value for name, value in mix.items() if name not in leading)
    if share == 0.0 or rest == 0.0:
        what = say("leading_share", names=leading, share=share)
        raise InputProblem(place, what, say("leading_share_rule"))
    return leading


def _industries(row: Row, column: str, industries: Mapping[str, Label], taken: list[str]) -> tuple[str, ...]:
    """Return the industries that a cell names; each is `taken` from then on, and one that is already is at fault."""
    place, faults = row.place(column), Faults()
    named: list[str] = []
    for written in row.words(column):
        with faults:
            name = id_meant(place, "unknown_industry", written, industries)
            if name in taken:
                raise InputProblem(place, say("industry_twice", name=as_written(name)))
            taken.append(name)
            named.append(name)
    faults.refuse()
    return tuple(named)


def _check_levels(file: str, rows: list[Row], parks: list[ParkBaseline]) -> None:
    outside = [row for row, park in zip(rows, parks, strict=True) if not park.is_zone]
    if len(outside) > 1:
        what = say("second_outside", name=as_written(outside[1].word("id")), line=outside[0].line)
        raise InputProblem(outside[1].place("level"), what, say("one_outside"))
    zones = [park for park in parks if park.is_zone]
    if not zones:
        raise InputProblem(say("column", file=file, column="level"), say("no_zone"), say("levels_of_zones"))


def _check_hightech(file: str, parks: list[ParkBaseline]) -> None:
    """Refuse a published high-tech share of which no zone has any."""
    if not any(park.hightech_share * park.output for park in parks if park.is_zone):
        place = say("column", file=file, column="hightech_share")
        raise InputProblem(place, say("all_zero"), say("some_hightech"))


def _check_output(row: Row, park: ParkBaseline, threshold: float) -> None:
    """Refuse a park without firms, and firms that make less on average than each of them must to be registered."""
    if park.firms == 0:
        raise InputProblem(row.place("firms"), say("no_firms", park=park.id), say("no_firms_rule"))
    mean = park.output / park.firms
    if mean > threshold:
        return
    what = say("below_threshold", park=park.id, firms=park.firms, mean=round(mean, 1))
    rule = "threshold_rule" if park.is_zone else "threshold_rule_outside"
    raise InputProblem(row.place("output"), what, say(rule, threshold=threshold))


def _check_land(row: Row, park: ParkBaseline, factory_plot_ratio: float) -> None:
    """Refuse more land in use than is planned, the block on low hills included, and firms without land."""
    used = park.industrial_land * (1 - park.idle_share)
    if park.firms and used < 1:
        what = say("no_land", park=park.id, firms=park.firms, land=number_text(used))
        raise InputProblem(row.place("industrial_land"), what, say("no_land_rule"))
    built = (park.other, park.industrial_land, park.low_hill_block)
    missing = sum(round(each * M2_PER_MU) for each in built) - round(park.planned * M2_PER_MU)
    missing += math.ceil(round(park.factory_floor) / factory_plot_ratio)
    if missing > 0 and park.low_hill_block * M2_PER_MU >= missing:
        what = say("low_hill_too_large", park=park.id, block=park.low_hill_block)
        limit = number_text(max(0.0, park.low_hill_block - math.ceil(missing / M2_PER_MU)))
        raise InputProblem(row.place("low_hill_block"), what, say("at_most", limit=limit))
    if missing > 0:
        sizes = {"planned": park.planned, "industrial": park.industrial_land, "other": park.other}
        what = say("too_little_planned", park=park.id, floor=park.factory_floor, **sizes)
        rule = say("planned_rule", missing=math.ceil(missing / M2_PER_MU))
        raise InputProblem(row.place("planned"), what, rule)


def _check_small_firm_park(row: Row, park: ParkBaseline) -> None:
    """Refuse a small-firm park outside the zones, one that is larger than the zone, and one without a leading trade."""
    planned = bool(park.small_firm_land or park.small_firm_leading or park.small_firm_chain)
    if planned and not park.is_zone:
        raise InputProblem(row.place("small_firm_land"), say("small_firm_outside", park=park.id), say("leave_empty"))
    if park.small_firm_land > park.industrial_land:
        what = say("small_firm_too_large", park=park.id, land=park.small_firm_land)
        rule = say("at_most", limit=number_text(park.industrial_land))
        raise InputProblem(row.place("small_firm_land"), what, rule)
    if park.small_firm_land and not park.small_firm_leading:
        raise InputProblem(row.place("small_firm_leading"), say("is_empty"), say("small_firm_rule"))


def _check_low_hills(row: Row, park: ParkBaseline) -> None:
    """Refuse a block on low hills outside the zones."""
    if park.low_hill_block and not park.is_zone:
        raise InputProblem(row.place("low_hill_block"), say("low_hill_outside", park=park.id), say("leave_empty"))


def check_population(file: CaseFile, parks: list[ParkBaseline]) -> None:
    """Refuse more firms in a baseline population than a machine holds. Raises InputProblem."""
    firms = sum(park.firms for park in parks) + int(file.total("small_firms") or 0)
    if firms > FIRMS:
        place = say("column", file="parks.csv", column="firms")
        raise InputProblem(place, say("too_many_firms", firms=firms), say("at_most", limit=FIRMS))
