"""A record becomes a labelled data set: indicators by year, sums by park and industry, books by quarter."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import xarray

from . import __version__
from .engine import Record
from .formulas import Recorded
from .indicators import INDICATORS
from .levers import LEVERS
from .measures import values_of
from .source_hash import MODEL_HASH
from .state import BOOK_COLUMNS, SUM_COLUMNS
from .world import World


def to_dataset(record: Record, world: World, numbers: np.ndarray, attributes: Mapping[str, Any]) -> xarray.Dataset:
    """Return the data set of a record.

    Variables: each indicator, and each measure of the world (replicate, year); each recorded sum, named `sum_...`,
    (replicate, year, park, industry). Each column of the books, named `book_...`, (replicate, quarter, park); `cost` (replicate, quarter, lever) in yuan.
    """
    recorded = Recorded(record, world.arrays)
    variables: dict[str, Any] = {}
    for name, indicator in INDICATORS.items():
        labels = {label: getattr(indicator, label) for label in ("unit", "zh", "en", "definition_zh", "definition")}
        variables[name] = (("replicate", "year"), indicator.formula(recorded), labels)
    for measure in world.measures:
        labels = {"unit": INDICATORS[measure.indicator].unit}
        variables[measure.name] = (("replicate", "year"), values_of(measure.name, recorded, world), labels)
    for name, column in SUM_COLUMNS.items():
        labels = {"unit": column.unit, "en": column.meaning}
        variables[f"sum_{name}"] = (("replicate", "year", "park", "industry"), np.asarray(record.sums[name]), labels)
    for name, column in BOOK_COLUMNS.items():
        labels = {"unit": column.unit, "en": column.meaning}
        variables[f"book_{name}"] = (("replicate", "quarter", "park"), np.asarray(record.books[name]), labels)
    variables["cost"] = (("replicate", "quarter", "lever"), record.costs, {"unit": "yuan"})
    for name in record.parameters.dtype.names or ():
        variables[f"parameter_{name}"] = (("replicate",), np.asarray(record.parameters[name]))
    coordinates = {
        "replicate": numbers,
        "year": world.calendar.year_labels,
        "quarter": world.calendar.quarter_labels,
        "park": list(world.park_names),
        "industry": list(world.industry_names),
        "lever": list(LEVERS),
    }
    made_with = {"version": __version__, "model_hash": MODEL_HASH, "baseline_digest": world.baseline_digest}
    return xarray.Dataset(variables, coordinates, {**attributes, **made_with})
