"""JSON schemas of the TOML files of a case, made from the declarations: editors complete and check the files by them."""

import json
from collections.abc import Mapping
from typing import Any

from model.criteria import AMOUNTS, CRITERIA, DEMERITS
from model.declaration import Amount, Choice, Criterion
from model.indicators import INDICATORS
from model.levers import LEVERS, LONGEST_RAMP, Lever
from model.parameters import PARAMETERS, Parameter
from model.sources import SOURCES

from ..refusals.problem import InputProblem, as_written, nearest, say
from .case_shape import CaseFile
from .choice_table import APART
from .grading_shape import GradingFile
from .names import LONGEST_LABEL, LONGEST_NAME, NAME_PATTERN
from .scoring_shape import ScoringFile
from .sources import SourceEntry
from .totals import TOTALS, Total

DIALECT = "http://json-schema.org/draft-07/schema#"  # the one that editors of TOML read
QUARTER = {"type": "string", "pattern": r"^[0-9]{4}Q[1-4]$"}
TEXT = {"type": "string"}
LABEL = {"type": "string", "minLength": 1, "maxLength": LONGEST_LABEL}
PARKS = {
    "type": "array",
    "minItems": 1,
    "uniqueItems": True,
    "items": LABEL,
    "description": "仅在这些开发区实施 / the parks where it acts; all of them if left out",
}
BASE = "以此情景为基础，只改下列设置 / the scenario with the same settings but for those named here"


def described(entry: Lever | Parameter | Total) -> str:
    """Return what an editor shows of a declaration: both labels, the unit and the range."""
    return f"{entry.zh} / {entry.en} [{entry.unit}], {entry.low:g} – {entry.high:g}"


def case_schema() -> dict[str, Any]:
    """Return the schema of case.toml."""
    schema = CaseFile.model_json_schema()
    parts = schema["$defs"]
    sourced = parts["Sourced"]["properties"]
    sourced["source"] = {"anyOf": [{"enum": list(SOURCES)}, {"type": "string", "pattern": NAME_PATTERN}]}
    parts["Target"]["properties"]["indicator"]["enum"] = list(INDICATORS)
    parts["Target"]["anyOf"] = [{"required": [bound]} for bound in ("at_least", "at_most")]
    schema["allOf"] = [{"anyOf": [{"required": [key]} for key in ("targets", "compared")]}]
    of_file = schema["properties"]
    for shown in (of_file["headline"], of_file["compared"], parts["Secondary"]["properties"]["indicators"]):
        shown["items"]["enum"] = list(INDICATORS)
    del schema["properties"][APART]  # which are among the parameters of the file
    tables: dict[str, tuple[Mapping[str, Total | Parameter], str]] = {
        "totals": (TOTALS, "What is known of the city as a whole"),
        "parameters": (PARAMETERS, "Parameters that differ from their declared values"),
    }
    for table, (declared, description) in tables.items():
        schema["properties"][table] = {
            "type": "object",
            "description": description,
            "properties": {name: _number(entry) for name, entry in declared.items()},
            "additionalProperties": False,
        }
    schema["properties"]["totals"]["required"] = [name for name, total in TOTALS.items() if total.needed]
    return {"$schema": DIALECT, **schema}


def _number(entry: Total | Parameter) -> dict[str, Any]:
    if isinstance(entry, Choice):
        return _choice(entry)
    own = {"value": {"minimum": entry.low, "maximum": entry.high}, "unit": {"const": entry.unit}}
    return {"description": described(entry), "allOf": [{"$ref": "#/$defs/Sourced"}, {"properties": own}]}


def _choice(choice: Choice) -> dict[str, Any]:
    labels = ", ".join(f"{word}: {each.zh} / {each.en}" for word, each in choice.labels.items())
    weights = {
        "type": "object",
        "properties": {word: {"type": "number", "minimum": 0} for word in choice.words},
        "additionalProperties": False,
    }
    own = {"value": {"enum": list(choice.words)}, "weights": weights}
    described_as = f"{choice.zh} / {choice.en}; {labels}"
    return {"description": described_as, "allOf": [{"$ref": "#/$defs/ChoiceSetting"}, {"properties": own}]}


def scenarios_schema() -> dict[str, Any]:
    """Return the schema of scenarios.toml."""
    levers = {name: _lever(lever) for name, lever in LEVERS.items()}
    return {
        "$schema": DIALECT,
        "title": "scenarios.toml",
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": NAME_PATTERN, "maxLength": LONGEST_NAME},
        "additionalProperties": {
            "type": "object",
            "description": "A scenario: dated settings of levers",
            "properties": {
                "zh": LABEL,
                "en": LABEL,
                "about": TEXT,
                "about_zh": TEXT,
                "base": {**LABEL, "description": BASE},
                "levers": {"type": "object", "properties": levers, "additionalProperties": False},
            },
            "additionalProperties": False,
        },
    }


def _lever(lever: Lever) -> dict[str, Any]:
    strength: dict[str, Any] = {"type": "number"}
    if not lever.scale:  # else the range is that of the case
        strength |= {"minimum": lever.low, "maximum": lever.high}
    strength["description"] = described(lever)
    if lever.switch:
        strength["enum"] = [0, 1]
    parks = {"parks": PARKS} if lever.by_park else {}
    setting = {
        "type": "object",
        "properties": {
            "strength": strength,
            **parks,
            "start": {**QUARTER, "description": "首个生效季度 / first quarter in force"},
            "ramp": {
                "type": "integer",
                "minimum": 0,
                "maximum": LONGEST_RAMP,
                "description": "达到全部力度所需季度数 / quarters until the full strength",
            },
            "end": {**QUARTER, "description": "首个不再生效的季度 / first quarter no longer in force"},
            "note": TEXT,
        },
        "required": ["strength"],
        "additionalProperties": False,
    }
    step = {
        "type": "object",
        "properties": {
            "from": {**QUARTER, "description": "本档首个生效季度 / first quarter of the step"},
            "strength": strength,
            "note": TEXT,
        },
        "required": ["from", "strength"],
        "additionalProperties": False,
    }
    in_steps = {
        "type": "object",
        "properties": {"steps": {"type": "array", "minItems": 1, "items": step}, **parks, "note": TEXT},
        "required": ["steps"],
        "additionalProperties": False,
    }
    return {"description": described(lever), "anyOf": [strength, setting, in_steps]}


def sources_schema() -> dict[str, Any]:
    """Return the schema of sources.toml."""
    return {
        "$schema": DIALECT,
        "title": "sources.toml",
        "type": "object",
        "propertyNames": {"pattern": NAME_PATTERN, "maxLength": LONGEST_NAME, "not": {"enum": list(SOURCES)}},
        "additionalProperties": SourceEntry.model_json_schema(),
    }


def grading_schema() -> dict[str, Any]:
    """Return the schema of grading.toml: criteria, amounts and demerits by name, with their labels and units."""
    schema = GradingFile.model_json_schema()
    parts = schema["$defs"]
    for part in ("DatedTable", "SmallFirms"):
        items = parts[part]["properties"]["items"]
        items["properties"] = {name: _labelled(CRITERIA[name], {"$ref": "#/$defs/Item"}) for name in CRITERIA}
        items["additionalProperties"] = False
    for key in ("below", "graded_from"):
        thresholds = parts["SmallFirms"]["properties"][key]
        thresholds["properties"] = {name: _labelled(AMOUNTS[name], {"$ref": "#/$defs/CitedNumber"}) for name in AMOUNTS}
        thresholds["additionalProperties"] = False
    parts["Penalty"]["properties"]["demerit"]["enum"] = list(DEMERITS)
    return {"$schema": DIALECT, **schema}


def _labelled(entry: Criterion | Amount, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": f"{entry.zh} / {entry.en} [{entry.unit}]", "allOf": [schema]}


def scoring_schema() -> dict[str, Any]:
    """Return the schema of scoring.toml; figures, headings and rows have names of their own."""
    return {"$schema": DIALECT, **ScoringFile.model_json_schema()}


SCHEMAS = {
    "case": case_schema, "scenarios": scenarios_schema, "sources": sources_schema, "grading": grading_schema,
    "scoring": scoring_schema,
}  # fmt: skip


def schema_text(file: str) -> str:
    """Return a schema as JSON. Raises InputProblem for a file that has none."""
    if file not in SCHEMAS:
        place = say("option", option="schema")
        raise InputProblem(place, say("no_schema", name=as_written(file)), nearest(file, SCHEMAS))
    return json.dumps(SCHEMAS[file](), ensure_ascii=False, indent=1)
