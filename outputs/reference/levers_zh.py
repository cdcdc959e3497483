"""The levers for planners: a short reference in Chinese, made from the declarations."""

from collections.abc import Iterator

from model.levers import LEVERS, Lever

from ..explain.job import definition, extent, first_effect, need, parameters_named, phases_read, unit_text, when, where
from ..explain.words import words
from ..shared.values import value_text

LANGUAGE = "zh"
HEAD = """# 政策措施说明

本文件由 `make docs` 按 `model/declared/` 中的声明生成，请勿手工修改；测试会检查两者是否一致。

政策措施是政府可以设定的政策力度，在情景文件 `scenarios.toml` 中按名称设定力度和起止季度。力度取中性值时，模拟结果与没有该政策措施时完全相同。
各案例规划的哪些条款对应某项政策措施、各情景如何设定，可用 `python run.py explain 名称 --lang zh` 查看；规划条款全表用 `python run.py clauses 案例 --lang zh` 查看。
"""


def lever_reference() -> str:
    """Return the reference: a section a lever."""
    return "\n".join([HEAD, *("\n".join(section(lever)) for lever in LEVERS.values())])


def section(lever: Lever) -> Iterator[str]:
    """Yield the lines of a lever's section."""
    texts = words(LANGUAGE)
    yield f"## {lever.zh} `{lever.name}`\n"
    yield f"{definition(lever, LANGUAGE)}\n"
    neutral = value_text(lever.neutral, lever.unit, LANGUAGE)
    yield f"* {texts['unit']}：{unit_text(lever.unit, LANGUAGE)}；{texts['range']}：{extent(lever, LANGUAGE)}；{texts['neutral']}：{neutral}"
    if lever.switch:
        yield f"* {texts['switch']}：{texts['switch_is']}"
    yield f"* {texts['acts']}：{when(lever, LANGUAGE)}；{texts['phase']}：{phases_read(lever, LANGUAGE)}"
    yield f"* {texts['by_park']}：{where(lever, LANGUAGE)}"
    if lever.needs:
        yield f"* {texts['needs']}：{need(lever, LANGUAGE)}"
    yield f"* {texts['first']}：{first_effect(lever, LANGUAGE)}"
    yield f"* {texts['cost']}：{lever.cost_zh}"
    yield from (f"* {texts['parameters']}：{text}" for text in parameters_named(lever, LANGUAGE))
    yield ""
