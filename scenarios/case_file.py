"""The files of a case, read and checked: what each column and key is, and what it may hold."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from calibration.baseline import Baseline, ParkBaseline
from model.indicators import INDICATORS
from model.parameters import PARAMETERS, central_values
from model.sources import ASSUMPTION, SOURCES
from model.units import HUNDRED_MILLION
from model.world import INDUSTRY_COLUMNS, industry_dtype

from .firms_file import FIRMS_FILE, FirmRows, read_firms
from .problem import InputProblem, nearest
from .register import Adopted, Margins, reconcile
from .table import Row, read_table

LEVELS = ("national", "provincial", "municipal", "outside")


class Strict(BaseModel):
    """A table of a case file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sourced(Strict):
    """A number with its unit and source; an assumption has a range."""

    value: float
    unit: str
    source: str
    low: float | None = None
    high: float | None = None
    clause: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def known_source(self) -> "Sourced":
        """Refuse an unknown source, and an assumption without a range that contains the value."""
        if self.source not in SOURCES:
            raise ValueError(f"unknown source {self.source!r}; {nearest(self.source, SOURCES)}")
        if self.source == ASSUMPTION and (self.low is None or self.high is None):
            raise ValueError("an assumption needs a range: low and high")
        if self.low is not None and self.high is not None and not self.low <= self.value <= self.high:
            raise ValueError(f"value {self.value:g} is outside its range {self.low:g} to {self.high:g}")
        return self


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

    @model_validator(mode="after")
    def shares_are_shares(self) -> "Totals":
        """Refuse a share that is not between 0 and 1."""
        for name in ("hightech_output_share", "top3_sales_share", "zone_value_added_share", "zone_gross_output_share"):
            if not 0.0 < getattr(self, name).value < 1.0:
                raise ValueError(f"{name} is {getattr(self, name).value:g}; a share lies between 0 and 1")
        return self


class Population(Strict):
    """How many baseline populations there are, and the key they are drawn with."""

    pool: int
    seed: int
    margins: Margins = Margins.PUBLISHED


class Target(Strict):
    """A target of the plan: an indicator reaches a value in a year."""

    indicator: str
    year: int
    at_least: float
    clause: str

    @model_validator(mode="after")
    def known_indicator(self) -> "Target":
        """Refuse an indicator that the model does not have."""
        if self.indicator not in INDICATORS:
            raise ValueError(f"unknown indicator {self.indicator!r}; {nearest(self.indicator, INDICATORS)}")
        return self


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

    name: str
    zh: str
    en: str
    baseline_year: int
    years: int
    totals: Totals
    population: Population
    targets: tuple[Target, ...]
    parameters: dict[str, Sourced] = {}
    mergers: tuple[Merger, ...] = ()
    upgrades: tuple[Upgrade, ...] = ()

    @model_validator(mode="after")
    def known_parameters(self) -> "CaseFile":
        """Refuse overrides of parameters that do not exist or leave their range, and targets outside the years."""
        for name, sourced in self.parameters.items():
            if name not in PARAMETERS:
                raise ValueError(f"unknown parameter {name!r}; {nearest(name, PARAMETERS)}")
            parameter = PARAMETERS[name]
            if not parameter.low <= sourced.value <= parameter.high:
                raise ValueError(
                    f"parameter {name}: {sourced.value:g} is outside {parameter.low:g} to {parameter.high:g}"
                )
        for target in self.targets:
            if not self.baseline_year < target.year <= self.baseline_year + self.years:
                raise ValueError(
                    f"target year {target.year} is outside {self.baseline_year + 1} to {self.baseline_year + self.years}"
                )
        return self


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
}
PARK_COLUMNS = ("id", "zh", "en", "level", "output", "leading", *PARK_NUMBERS)
INDUSTRY_NUMBERS = tuple(name for name in INDUSTRY_COLUMNS if name != "recognition_threshold")
INDUSTRY_FILE_COLUMNS = ("id", "zh", "en", *INDUSTRY_NUMBERS, "national_share", "outside_share")
POSITIVE = 1e-9
INDUSTRY_RANGES: dict[str, tuple[float, float]] = {
    "trend": (-0.5, 0.5),
    "output_per_worker": (1, 1e5),
    "energy_intensity": (POSITIVE, 100),
    "emission_intensity": (POSITIVE, 1e4),
    "output_per_investment": (0.01, 100),
    "output_per_mu": (1, 1e5),
    "norm_plot_ratio": (0.1, 5),
    "norm_investment": (1, 5000),
}


class Label(NamedTuple):
    """Names of a park or an industry."""

    id: str
    zh: str
    en: str


class CaseData(NamedTuple):
    """All that the files of a case say."""

    file: CaseFile
    baseline: Baseline
    parks: tuple[Label, ...]
    industries: tuple[Label, ...]
    firm_rows: FirmRows | None = None  # as firms.csv lists them
    adopted: tuple[Adopted, ...] = ()  # published figures that gave way to them


def read_case_file(path: Path) -> CaseFile:
    """Return the checked contents of case.toml. Raises InputProblem naming the key at fault."""
    if not path.is_file():
        raise InputProblem(
            path.name, "is missing", f"a case is a folder with {path.name}, parks.csv and industries.csv"
        )
    try:
        with path.open("rb") as file:
            return CaseFile.model_validate(tomllib.load(file))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputProblem(path.name, f"is not readable as TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise InputProblem(f"{path.name}: {place}", first["msg"].removeprefix("Value error, ")) from error


def labels_of(rows: list[Row]) -> tuple[Label, ...]:
    """Return the labels of a table's rows. Raises InputProblem for an id that stands twice."""
    seen: dict[str, int] = {}
    labels = []
    for row in rows:
        name = row.text("id")
        if name in seen:
            raise InputProblem(row.place("id"), f"{name!r} stands in line {seen[name]} too", "ids must be unique")
        seen[name] = row.line
        labels.append(Label(name, row.text("zh"), row.text("en")))
    return tuple(labels)


def read_industries(path: Path) -> tuple[tuple[Label, ...], np.ndarray, np.ndarray, np.ndarray]:
    """Return labels, the table (`industry_dtype`), the national and the outside mix of industries."""
    rows = read_table(path, INDUSTRY_FILE_COLUMNS)
    table = np.zeros(len(rows), industry_dtype)
    mixes = np.zeros((2, len(rows)))
    for index, row in enumerate(rows):
        for name in INDUSTRY_NUMBERS:
            table[name][index] = row.number(name, *INDUSTRY_RANGES.get(name, (0, 1)))
        mixes[0, index] = row.number("national_share", 0, 1)
        mixes[1, index] = row.number("outside_share", 0, 1)
    for name, mix in zip(("national_share", "outside_share"), mixes, strict=True):
        if abs(mix.sum() - 1) > 1e-6:
            raise InputProblem(f"{path.name}: column {name}", f"adds up to {mix.sum():.6g}", "it must add up to 1")
    return labels_of(rows), table, mixes[0], mixes[1]


def read_parks(
    path: Path, industries: tuple[Label, ...], totals: Totals
) -> tuple[tuple[Label, ...], list[ParkBaseline]]:
    """Return labels and baselines of the parks; the output of the park outside follows from the zones' share."""
    rows = read_table(path, PARK_COLUMNS)
    known = [industry.id for industry in industries]
    outside = [row for row in rows if row.text("level") == "outside"]
    if len(outside) > 1:
        raise InputProblem(outside[1].place("level"), "a second park outside", "there is at most one")
    growth = 1 + totals.zone_output_growth.value
    parks = []
    for row in rows:
        level = row.text("level")
        if level not in LEVELS:
            raise InputProblem(row.place("level"), f"unknown level {level!r}", nearest(level, LEVELS))
        leading = row.words("leading")
        for name in leading:
            if name not in known:
                raise InputProblem(row.place("leading"), f"unknown industry {name!r}", nearest(name, known))
        if level != "outside" and not leading:
            raise InputProblem(row.place("leading"), "is empty", "a zone has at least one leading industry")
        output = 0.0 if level == "outside" else row.number("output", 0, 1e6) * HUNDRED_MILLION * growth
        numbers = {name: row.number(name, column.low, column.high) for name, column in PARK_NUMBERS.items()}
        firms = numbers.pop("firms")
        if firms != int(firms):
            raise InputProblem(row.place("firms"), f"{firms:g} is not a whole number")
        parks.append(
            ParkBaseline(id=row.text("id"), level=level, output=output, firms=int(firms), leading=leading, **numbers)
        )
    zone_output = sum(park.output for park in parks)
    share = totals.zone_gross_output_share.value
    parks = [
        park if park.is_zone else ParkBaseline(**{**vars(park), "output": zone_output * (1 / share - 1)})
        for park in parks
    ]
    return labels_of(rows), parks


def with_plans(file: CaseFile, parks: list[ParkBaseline]) -> list[ParkBaseline]:
    """Return the parks with the mergers and upgrades that the plan names. Raises InputProblem for what cannot be."""
    zones = {park.id: park for park in parks if park.is_zone}
    into: dict[str, str] = {}
    for number, merger in enumerate(file.mergers, start=1):
        place = f"case.toml: mergers {number}"
        for name in (merger.park, merger.into):
            if name not in zones:
                raise InputProblem(place, f"unknown zone {name!r}", nearest(name, zones))
        if merger.park == merger.into or merger.park in into:
            raise InputProblem(place, f"{merger.park} joins itself, or two zones", "a zone joins one other zone")
        into[merger.park] = merger.into
    for number, merger in enumerate(file.mergers, start=1):
        if merger.into in into:
            raise InputProblem(
                f"case.toml: mergers {number}", f"{merger.into} joins {into[merger.into]} itself", "name that one"
            )
    candidates = set()
    for number, upgrade in enumerate(file.upgrades, start=1):
        place = f"case.toml: upgrades {number}"
        if upgrade.park not in zones:
            raise InputProblem(place, f"unknown zone {upgrade.park!r}", nearest(upgrade.park, zones))
        if zones[upgrade.park].level == "national":
            raise InputProblem(place, f"{upgrade.park} is a national zone already")
        candidates.add(upgrade.park)
    return [replace(park, merges_into=into.get(park.id, ""), candidate=park.id in candidates) for park in parks]


def read_case(folder: Path) -> CaseData:
    """Return all that the files of a case folder say, checked. Raises InputProblem."""
    file = read_case_file(folder / "case.toml")
    industry_labels, table, national, outside = read_industries(folder / "industries.csv")
    park_labels, parks = read_parks(folder / "parks.csv", industry_labels, file.totals)
    parks = with_plans(file, parks)
    totals: dict[str, Any] = {
        name: getattr(file.totals, name).value
        for name in Totals.model_fields
        if name not in ("zone_output_growth", "zone_gross_output_share", "small_firms")
    }
    baseline = Baseline(
        parks=tuple(parks),
        industry_ids=tuple(label.id for label in industry_labels),
        industries=table,
        national_share=national,
        outside_share=outside,
        small_firms=int(file.totals.small_firms.value),
        pool=file.population.pool,
        pool_seed=file.population.seed,
        **totals,
    )
    data = CaseData(file, baseline, park_labels, industry_labels)
    return with_firms(folder / FIRMS_FILE, data) if (folder / FIRMS_FILE).is_file() else data


def with_firms(path: Path, data: CaseData) -> CaseData:
    """Return a case with the firms that the city lists itself, and the figures that they leave possible."""
    par = central_values({name: value.value for name, value in data.file.parameters.items()})[0]
    least = float(par.register_threshold * (1 - par.register_band))
    listed = read_firms(path, data.baseline.parks, data.baseline.industry_ids, least)
    baseline, adopted = reconcile(replace(data.baseline, given=listed.firms), par, data.file.population.margins)
    return data._replace(baseline=baseline, firm_rows=listed, adopted=tuple(adopted))
