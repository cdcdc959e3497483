"""The files of a case, read and checked: what each key is, and what it may hold."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import ValidationError

from model.needs import offered_by
from model.parameters import PARAMETERS
from model.population.baseline import Baseline
from model.sources import ASSUMPTION

from .case_faults import faults, range_of
from .case_shape import CaseFile, Sourced, Totals
from .firms_file import FIRMS_FILE, FirmRows, read_firms
from .industry_table import read_industries
from .key_faults import key_faults
from .park_table import check_population, read_parks
from .plans import with_plans
from .register import Adopted, reconcile
from .table_labels import Label
from .text import stands
from .toml_file import read_toml


class CaseData(NamedTuple):
    """All that the files of a case say."""

    file: CaseFile
    baseline: Baseline
    parks: tuple[Label, ...]
    industries: tuple[Label, ...]
    firm_rows: FirmRows | None = None  # as firms.csv lists them
    adopted: tuple[Adopted, ...] = ()  # published figures that gave way to them

    @property
    def offers(self) -> frozenset[str]:
        """The needs of levers that this case meets."""
        return offered_by(self.baseline)


def read_case_file(path: Path) -> CaseFile:
    """Return the checked contents of case.toml. Raises InputProblem naming the key at fault, and how many more are."""
    contents = read_toml(path)
    try:
        file = CaseFile.model_validate(contents)
    except ValidationError as error:
        problems = key_faults(path.name, CaseFile, error, range_of)
    else:
        problems = list(faults(path.name, file))
    if problems:
        problems[0].more = len(problems) - 1
        raise problems[0]
    return file


def holding(file: CaseFile, held: Mapping[str, float]) -> CaseFile:
    """Return a case file as if it set the parameters `held`, known ones within their ranges, at these values."""
    values = {
        name: Sourced(value=value, unit=PARAMETERS[name].unit, source=ASSUMPTION, low=value, high=value)
        for name, value in held.items()
    }
    return file.model_copy(update={"parameters": {**file.parameters, **values}}) if held else file


def read_case(folder: Path, held: Mapping[str, float] = MappingProxyType({})) -> CaseData:
    """Return all that the files of a case folder say, checked, with some parameters `held`. Raises InputProblem."""
    file = holding(read_case_file(folder / "case.toml"), held)
    industry_labels, table, national, outside = read_industries(folder / "industries.csv")
    parameters = file.central_values()[0]
    mix = dict(zip([label.id for label in industry_labels], national, strict=True))
    park_labels, parks = read_parks(folder / "parks.csv", mix, file, parameters)
    check_population(file, parks)
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
    return with_firms(folder / FIRMS_FILE, data) if stands(folder / FIRMS_FILE) else data


def with_firms(path: Path, data: CaseData) -> CaseData:
    """Return a case with the firms that the city lists itself, and the figures that they leave possible."""
    par = data.file.central_values()[0]
    least = float(par.register_threshold * (1 - par.register_band))
    listed = read_firms(path, data.baseline.parks, data.baseline.industry_ids, least)
    baseline, adopted = reconcile(replace(data.baseline, given=listed.firms), par, data.file.population.margins)
    return data._replace(baseline=baseline, firm_rows=listed, adopted=tuple(adopted))
