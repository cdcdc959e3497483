"""A record becomes a labelled data set: indicators by year, sums by park and industry, books by quarter."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import xarray

from . import __version__
from .declaration import Indicator, Parameter
from .engine import Record
from .formulas import Recorded
from .indicators import INDICATORS
from .levers import LEVERS
from .measures import values_of
from .parameters import PARAMETERS, worded
from .permit_ledger import PERMIT_BOOK_COLUMNS
from .pollutants import POLLUTANTS
from .record import BOOK_COLUMNS, SUM_COLUMNS
from .source_hash import MODEL_HASH
from .world import INDUSTRY_COLUMNS, Measure, World


def to_dataset(
    record: Record, world: World, numbers: np.ndarray, baselines: np.ndarray, attributes: Mapping[str, Any]
) -> xarray.Dataset:
    """Return the data set of a record. `numbers` are its replicates, `baselines` those that it has the baseline of.

    Variables: each indicator, and each measure of the world (replicate, year); each recorded sum, named `sum_...`,
    (replicate, year, park, industry). Each column of the books, named `book_...`, (replicate, quarter, park); `cost`
    (replicate, quarter, lever) in yuan; each parameter used, named `parameter_...`, (replicate,); each column of the
    table of industries used, named `industry_...`, (replicate, industry). In a city with emission permits each column of
    their book, named `ledger_...`, (replicate, quarter, pollutant). Every variable says its unit (`units`) and what it is (`long_name`, in English), as the CF conventions call them.
    """
    recorded = Recorded(record, world.arrays)
    variables: dict[str, Any] = {}
    for name, indicator in INDICATORS.items():
        variables[name] = (("replicate", "year"), indicator.formula(recorded), described(indicator))
    for measure in world.measures:
        labels = described(INDICATORS[measure.indicator]) | placed(measure)
        variables[measure.name] = (("replicate", "year"), values_of(measure.name, recorded, world), labels)
    for name, column in SUM_COLUMNS.items():
        labels = {"units": column.unit, "long_name": column.meaning}
        variables[f"sum_{name}"] = (("replicate", "year", "park", "industry"), np.asarray(record.sums[name]), labels)
    for name, column in BOOK_COLUMNS.items():
        labels = {"units": column.unit, "long_name": column.meaning}
        variables[f"book_{name}"] = (("replicate", "quarter", "park"), np.asarray(record.books[name]), labels)
    labels = {"units": "yuan", "long_name": "what a lever costs the city in a quarter"}
    variables["cost"] = (("replicate", "quarter", "lever"), record.costs, labels)
    for name, (unit, meaning) in INDUSTRY_COLUMNS.items():
        labels = {"units": unit, "long_name": meaning}
        variables[f"industry_{name}"] = (("replicate", "industry"), np.asarray(record.industries[name]), labels)
    labels = {"units": "1", "long_name": "number of the baseline population"}
    variables["population"] = (("replicate",), world.population_of(baselines), labels)
    for name in record.parameters.dtype.names or ():
        labels = described(PARAMETERS[name])
        variables[f"parameter_{name}"] = (("replicate",), worded(name, record.parameters[name]), labels)
    if record.permits.shape[2]:
        for name, (unit, meaning) in PERMIT_BOOK_COLUMNS.items():
            labels = {"units": unit, "long_name": meaning}
            kept = np.asarray(record.permits[name])
            variables[f"ledger_{name}"] = (("replicate", "quarter", "pollutant"), kept, labels)
    coordinates = {
        "replicate": numbers,
        "year": world.calendar.year_labels,
        "quarter": world.calendar.quarter_labels,
        "park": list(world.park_names),
        "industry": list(world.industry_names),
        "lever": list(LEVERS),
    }
    if record.permits.shape[2]:
        coordinates["pollutant"] = list(POLLUTANTS)
    made_with = {"version": __version__, "model_hash": MODEL_HASH, "baseline_digest": world.baseline_digest}
    return xarray.Dataset(variables, coordinates, {**attributes, **made_with})


def described(entry: Indicator | Parameter) -> dict[str, str]:
    """Return the attributes of the variable of an indicator or parameter."""
    labels = {"units": entry.unit, "long_name": entry.en, "long_name_zh": entry.zh}
    if isinstance(entry, Indicator):
        labels |= {"definition": entry.definition, "definition_zh": entry.definition_zh}
    return labels


def placed(measure: Measure) -> dict[str, str]:
    """Return the attributes that name the park, the industry or the area of a measure, as far as it has them."""
    named = {"park": measure.park, "industry": measure.industry, "area": measure.area}
    return {kind: name for kind, name in named.items() if name is not None}
