"""The schemas for editors say what the declarations say, and the shipped files pass them."""

import copy
import json
import re
import tomllib

import pytest

import run
from model.indicators import INDICATORS
from model.levers import LEVERS
from model.parameters import PARAMETERS
from scenarios.case import CASES
from scenarios.files.schemas import case_schema, scenarios_schema, sources_schema
from scenarios.files.totals import TOTALS

KINDS = {"string": str, "object": dict, "array": (list, tuple), "null": type(None), "boolean": bool}


def faults(value, schema, root, place="file"):
    """What a value breaks of a schema: the part of JSON schema that ours use."""
    if "$ref" in schema:
        yield from faults(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root, place)
    for part in schema.get("allOf", []):
        yield from faults(value, part, root, place)
    if "anyOf" in schema and all(list(faults(value, part, root, place)) for part in schema["anyOf"]):
        yield f"{place}: none of the kinds allowed"
    kind = schema.get("type")
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if (kind in KINDS and not isinstance(value, KINDS[kind])) or (kind == "number" and not number):
        yield f"{place}: no {kind}"
        return
    if kind == "integer" and (not number or value != int(value)):
        yield f"{place}: no integer"
        return
    if number and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{place}: out of range"
    if ("enum" in schema and value not in schema["enum"]) or ("const" in schema and value != schema["const"]):
        yield f"{place}: not allowed"
    if isinstance(value, str):
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            yield f"{place}: length"
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{place}: pattern"
    if isinstance(value, list) and len(value) < schema.get("minItems", 0):
        yield f"{place}: too few"
    if isinstance(value, dict):
        yield from _table_faults(value, schema, root, place)
    for number, each in enumerate(value if isinstance(value, list) else []):
        yield from faults(each, schema.get("items", {}), root, f"{place}.{number}")


def _table_faults(value, schema, root, place):
    yield from (f"{place}: lacks {key}" for key in schema.get("required", []) if key not in value)
    known, more = schema.get("properties", {}), schema.get("additionalProperties", True)
    for key, each in value.items():
        yield from faults(key, schema.get("propertyNames", {}), root, f"{place}: name {key}")
        if key in known or isinstance(more, dict):
            yield from faults(each, known.get(key, more), root, f"{place}.{key}")
        elif more is False:
            yield f"{place}: unknown {key}"


def shipped(file):
    return tomllib.loads((CASES / "chizhou" / file).read_text(encoding="utf-8"))


def broken(file, schema, *path, value):
    """The faults of a shipped file after one change."""
    contents = copy.deepcopy(shipped(file))
    table = contents
    for key in path[:-1]:
        table = table[key]
    table[path[-1]] = value
    return list(faults(contents, schema, schema))


@pytest.mark.parametrize(
    ("file", "schema"),
    [("case.toml", case_schema()), ("scenarios.toml", scenarios_schema()), ("sources.toml", sources_schema())],
)
def test_the_shipped_files_pass(file, schema):
    assert list(faults(shipped(file), schema, schema)) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("yaers",), 5),
        (("years",), 0),
        (("years",), "5"),
        (("name",), "a/b"),
        (("totals", "hightech_output_share", "value"), 45.3),
        (("totals", "hightech_output_share", "unit"), "%"),
        (("totals", "hightech_output_share", "source"), "hear say"),
        (("totals", "more"), {}),
        (("targets", 0, "indicator"), "fame"),
        (("population", "pool"), 0),
        (("parameters",), {"patience": {"value": 0.9, "unit": "1/quarter", "source": "prototype"}}),
        (("targets",), []),
        (("targets",), 3),
    ],
)
def test_the_schema_of_a_case_finds(path, value):
    assert broken("case.toml", case_schema(), *path, value=value)


def test_a_case_has_targets_or_says_in_what_scenarios_are_compared():
    contents = shipped("case.toml")
    del contents["targets"]
    assert list(faults(contents, case_schema(), case_schema()))
    contents["compared"] = ["gross_output"]
    assert not list(faults(contents, case_schema(), case_schema()))
    for wrong in ([], ["fame"], "gross_output"):
        contents["compared"] = wrong
        assert list(faults(contents, case_schema(), case_schema()))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("draft", "levers", "polluter_exits"), 0.1),
        (("draft", "levers", "polluter_exit"), 0.7),
        (("draft", "levers", "polluter_exit"), True),
        (("draft", "levers", "polluter_exit"), {"start": "2016Q1"}),
        (("draft", "levers", "polluter_exit"), {"strength": 0.1, "start": "2016Q5"}),
        (("draft", "levers", "polluter_exit"), {"strength": 0.1, "ramp": -1}),
        (("draft", "levers", "park_merger"), 0.5),
        (("draft", "levers", "polluter_exit"), {"strength": 0.1, "parks": []}),
        (("draft", "levers", "polluter_exit"), {"strength": 0.1, "parks": "etdz"}),
        (("draft", "levers", "innovation_fund"), {"strength": 100, "parks": ["etdz"]}),
        (("draft", "levers", "polluter_exit"), {"steps": []}),
        (("draft", "levers", "polluter_exit"), {"steps": [{"from": "2016Q1"}]}),
        (("draft", "levers", "polluter_exit"), {"steps": [{"from": "2016Q5", "strength": 0.1}]}),
        (("draft", "levers", "polluter_exit"), {"steps": [{"from": "2016Q1", "strength": 0.7}]}),
        (("draft", "levers", "polluter_exit"), {"steps": [{"from": "2016Q1", "strength": 0.1}], "strength": 0.1}),
        (("draft", "base"), 3),
        (("draft", "eng"), "the draft"),
        (("a/b",), {}),
    ],
)
def test_the_schema_of_scenarios_finds(path, value):
    assert broken("scenarios.toml", scenarios_schema(), *path, value=value)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("draft", "levers", "polluter_exit"), {"strength": 0.1, "start": "2016Q1", "parks": ["etdz", "江南集中区"]}),
        (("draft", "levers", "polluter_exit"), {"steps": [{"from": "2016Q1", "strength": 0.1, "note": "a"}], "parks": ["etdz"]}),
        (("draft", "levers", "innovation_fund"), {"steps": [{"from": "2016Q1", "strength": 1}, {"from": "2017Q1", "strength": 0}]}),
        (("draft", "base"), "land"),
    ],
)  # fmt: skip
def test_the_schema_of_scenarios_passes_steps_parks_and_bases(path, value):
    assert broken("scenarios.toml", scenarios_schema(), *path, value=value) == []


def test_every_lever_stands_in_the_schema_with_its_range():
    levers = scenarios_schema()["additionalProperties"]["properties"]["levers"]["properties"]
    assert list(levers) == list(LEVERS)
    for name, lever in LEVERS.items():
        strength, setting, in_steps = levers[name]["anyOf"]
        assert in_steps["properties"]["steps"]["items"]["properties"]["strength"] == strength
        assert ("parks" in setting["properties"], "parks" in in_steps["properties"]) == (lever.by_park, lever.by_park)
        assert (strength.get("minimum"), strength.get("maximum")) == (
            (None, None) if lever.scale else (lever.low, lever.high)
        )
        assert setting["properties"]["strength"] == strength
        for word in (lever.zh, lever.en, lever.unit):
            assert word in strength["description"]


def test_every_total_parameter_and_indicator_stands_in_the_schema():
    schema = case_schema()
    assert list(schema["properties"]["totals"]["properties"]) == list(TOTALS)
    assert schema["properties"]["totals"]["required"] == [name for name, total in TOTALS.items() if total.needed]
    assert list(schema["properties"]["parameters"]["properties"]) == list(PARAMETERS)
    assert schema["$defs"]["Target"]["properties"]["indicator"]["enum"] == list(INDICATORS)


@pytest.mark.parametrize(
    ("file", "schema"), [("case", case_schema), ("scenarios", scenarios_schema), ("sources", sources_schema)]
)
def test_the_command_prints_the_schema(file, schema, capsys):
    assert run.main(["schema", file]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(schema()))
