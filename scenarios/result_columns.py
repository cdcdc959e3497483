"""Columns of the Parquet files of results: type, unit and labels of each, the same in runs and in sweeps."""

from typing import NamedTuple

import pyarrow as pa

from model import __version__
from model.indicators import INDICATORS
from model.layers import Layer
from model.parameters import CHOICES, PARAMETERS
from model.population.baseline import Unknown
from model.source_hash import MODEL_HASH

from .axes import describe
from .files.table_labels import Label
from .files.unknowns import unit_of
from .targets import indicator_of


class KeyColumn(NamedTuple):
    """A column that says which run a row is of: its type, unit and labels."""

    kind: pa.DataType
    unit: str
    zh: str
    en: str


KEY_COLUMNS = {
    "case": KeyColumn(pa.string(), "", "案例", "case"),
    "scenario": KeyColumn(pa.string(), "", "情景", "scenario"),
    "unit": KeyColumn(pa.dictionary(pa.int8(), pa.string()), "", "工作单元", "unit of work"),
    "point": KeyColumn(pa.int32(), "", "方案点", "point"),
    "replicate": KeyColumn(pa.int32(), "", "重复编号", "replicate"),
    "population": KeyColumn(pa.int32(), "", "基期企业群编号", "baseline population"),
    "share_kept": KeyColumn(
        pa.float64(),
        "share",
        "抽取结果的采用程度（1 为完全按抽取值，0 为全部取中间值）",
        "share of the way from the central values to those drawn that could be kept",
    ),
    "year": KeyColumn(pa.int32(), "year", "年份", "year"),
    Layer.CHANCE: KeyColumn(pa.int64(), "", "随机数编号", "number that chance is drawn by"),
    Layer.PARAMETERS: KeyColumn(pa.int64(), "", "参数取自第几号模拟", "replicate that parameters are taken from"),
    Layer.BASELINE: KeyColumn(pa.int64(), "", "基期企业群取自第几号模拟", "replicate that the baseline is taken from"),
    Layer.STRUCTURE: KeyColumn(pa.int64(), "", "备选机制取自第几号模拟", "replicate that alternatives are taken from"),
}


def key_field(name: str) -> pa.Field:
    """Return the column of a key."""
    key = KEY_COLUMNS[name]
    return _field(name, key.kind, key.unit, key.zh, key.en)


def indicator_field(name: str) -> pa.Field:
    """Return the column of an indicator, or of one in a park or an industry, which has the labels of its indicator."""
    indicator = INDICATORS[indicator_of(name)]
    return _field(name, pa.float64(), indicator.unit, indicator.zh, indicator.en)


def parameter_field(name: str) -> pa.Field:
    """Return the column of a parameter: numbers, or the words of a choice."""
    parameter = PARAMETERS[name]
    kind = pa.string() if name in CHOICES else pa.float64()
    return _field(name, kind, parameter.unit, parameter.zh, parameter.en)


def unknown_field(unknown: Unknown, called: Label, central: float) -> pa.Field:
    """Return the column of a number that is drawn: with its central value, and what it was drawn between."""
    drawn = {"low": unknown.low, "central": central, "high": unknown.high}
    field = _field(unknown.name, pa.float64(), unit_of(unknown), called.zh, called.en)
    return field.with_metadata(field.metadata | {key: repr(float(value)) for key, value in drawn.items()})


def axis_field(name: str, kind: pa.DataType) -> pa.Field:
    """Return the column of an axis of a table of points, of the type that its values have."""
    axis = describe(name)
    return _field(name, kind, axis.unit, axis.zh, axis.en)


def about(case: str) -> dict[bytes, bytes]:
    """Return what the schema of a file says besides its columns: of which case it is, and made by which model."""
    words = {"case": case, "version": __version__, "model_hash": MODEL_HASH}
    return {key.encode(): value.encode() for key, value in words.items()}


def _field(name: str, kind: pa.DataType, unit: str, zh: str, en: str) -> pa.Field:
    return pa.field(name, kind, metadata={"unit": unit, "zh": zh, "en": en})
