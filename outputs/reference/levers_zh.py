"""The levers for planners: a short reference in Chinese, made from the declarations."""

from collections.abc import Iterator

from model.levers import LEVERS, Lever

from ..explain import cases as explain_case
from ..explain.job import first_effect, need, parameters_named, phases_read, when
from ..explain.words import words
from ..shared.language import number, unit_label

LANGUAGE = "zh"
HEAD = """# 政策杠杆说明

本文件由 `make docs` 按 `model/declared/` 中的声明和各案例的条款登记生成，请勿手工修改；测试会检查两者是否一致。

杠杆是政府可以设定的政策力度，在情景文件 `scenarios.toml` 中按名称设定强度和起止季度。强度取中性值时，模拟结果与没有该杠杆时完全相同。
条款号前为案例名称，各条内容用 `python run.py clauses 案例 --lang zh` 查看。各情景如何设定，可用 `python run.py explain 名称 --lang zh` 查看。
"""


def lever_reference() -> str:
    """Return the reference: a section a lever."""
    return "\n".join([HEAD, *("\n".join(section(lever)) for lever in LEVERS.values())])


def section(lever: Lever) -> Iterator[str]:
    """Yield the lines of a lever's section."""
    texts = words(LANGUAGE)
    extent = texts["from_to"].format(low=number(lever.low), high=number(lever.high))
    yield f"## {lever.zh} `{lever.name}`\n"
    yield f"{lever.definition_zh}\n"
    yield f"* {texts['unit']}：{unit_label(lever.unit, LANGUAGE)}；{texts['range']}：{extent}；{texts['neutral']}：{number(lever.neutral)}"
    if lever.switch:
        yield f"* {texts['switch']}：{texts['switch_is']}"
    yield f"* {texts['acts']}：{when(lever, LANGUAGE)}；{texts['phase']}：{phases_read(lever, LANGUAGE)}"
    if lever.needs:
        yield f"* {texts['needs']}：{need(lever, LANGUAGE)}"
    clauses = explain_case.clauses_naming(lever.name, LANGUAGE) or [texts["no_clause"]]
    yield from (f"* {texts['clause']}：{text}" for text in clauses)
    yield f"* {texts['first']}：{first_effect(lever, LANGUAGE)}"
    yield f"* {texts['cost']}：{lever.cost_zh}"
    yield from (f"* {texts['parameters']}：{text}" for text in parameters_named(lever, LANGUAGE))
    yield ""
