"""Explanations of every declared name, made from the declarations: what it is, its unit, range, source, where it acts."""

from collections.abc import Iterator

from model.indicators import INDICATORS, Indicator
from model.levers import LEVERS, Lever
from model.parameters import PARAMETERS, Parameter
from model.sources import SOURCES
from scenarios.problem import InputProblem, as_written, nearest, say

TEXTS = {
    "zh": {
        "lever": "政策杠杆",
        "parameter": "参数",
        "indicator": "指标",
        "unit": "单位",
        "range": "取值范围",
        "neutral": "中性值（不改变任何结果）",
        "clause": "条款",
        "phase": "作用环节（季度内）",
        "first": "首先影响的指标",
        "up": "上升",
        "down": "下降",
        "cost": "财政成本",
        "value": "中心值",
        "varies": "每次重复在范围内均匀抽取",
        "fixed": "各次重复取同一值",
        "source": "来源",
        "definition": "定义",
    },
    "en": {
        "lever": "lever",
        "parameter": "parameter",
        "indicator": "indicator",
        "unit": "unit",
        "range": "range",
        "neutral": "neutral value (changes nothing)",
        "clause": "clause",
        "phase": "where in the quarter it acts",
        "first": "indicator it moves first",
        "up": "up",
        "down": "down",
        "cost": "fiscal cost",
        "value": "central value",
        "varies": "drawn uniformly over the range in every replicate",
        "fixed": "the same in every replicate",
        "source": "source",
        "definition": "definition",
    },
}


def known_names() -> list[str]:
    """Return every name that can be explained."""
    return [*LEVERS, *INDICATORS, *PARAMETERS]


def explain(name: str, language: str) -> str:
    """Return the explanation of a lever, indicator or parameter. Raises InputProblem with the nearest name."""
    if name in LEVERS:
        return "\n".join(lever_lines(LEVERS[name], language))
    if name in INDICATORS:
        return "\n".join(indicator_lines(INDICATORS[name], language))
    if name in PARAMETERS:
        return "\n".join(parameter_lines(PARAMETERS[name], language))
    place = say("asked_to_explain", name=as_written(name))
    raise InputProblem(place, say("unknown_name"), nearest(name, known_names()))


def heading(kind: str, entry: Lever | Indicator | Parameter, language: str) -> str:
    """Return the first line of an explanation: name, kind and label."""
    return f"{entry.name} ({TEXTS[language][kind]}): {getattr(entry, language)}"


def lever_lines(lever: Lever, language: str) -> Iterator[str]:
    """Yield the lines that explain a lever."""
    texts = TEXTS[language]
    first = INDICATORS[lever.first_indicator]
    yield heading("lever", lever, language)
    yield f"  {texts['unit']}: {lever.unit}"
    yield f"  {texts['range']}: {lever.low:g} – {lever.high:g}"
    yield f"  {texts['neutral']}: {lever.neutral:g}"
    yield f"  {texts['clause']}: {lever.clause}"
    yield f"  {texts['phase']}: {lever.phase}"
    direction = texts["up"] if lever.direction > 0 else texts["down"]
    yield f"  {texts['first']}: {first.name} ({getattr(first, language)}), {direction}"
    yield f"  {texts['cost']}: {lever.cost}"


def indicator_lines(indicator: Indicator, language: str) -> Iterator[str]:
    """Yield the lines that explain an indicator."""
    texts = TEXTS[language]
    yield heading("indicator", indicator, language)
    yield f"  {texts['unit']}: {indicator.unit}"
    yield f"  {texts['definition']}: {indicator.definition}"


def parameter_lines(parameter: Parameter, language: str) -> Iterator[str]:
    """Yield the lines that explain a parameter."""
    texts = TEXTS[language]
    source = SOURCES[parameter.source]
    yield heading("parameter", parameter, language)
    yield f"  {texts['unit']}: {parameter.unit}"
    yield f"  {texts['value']}: {parameter.value:g} ({texts['varies'] if parameter.varies else texts['fixed']})"
    yield f"  {texts['range']}: {parameter.low:g} – {parameter.high:g}"
    yield f"  {texts['source']}: {source.citation} ({source.year})"


def listing(entries: dict[str, Lever] | dict[str, Indicator], language: str) -> str:
    """Return a line for each entry: name, label and unit."""
    width = max(len(name) for name in entries)
    return "\n".join(f"{name:{width}}  {getattr(entry, language)} [{entry.unit}]" for name, entry in entries.items())
