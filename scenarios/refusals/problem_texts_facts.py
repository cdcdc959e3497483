"""The words of refusals that speak of published figures and of the breaks in statistics.

A part of the table in `problem_texts`.
"""

from .bilingual import Text

FACT_TEXTS: dict[str, Text] = {
    "unknown_statistic": Text("没有指标或比值 {name}", "unknown indicator or ratio {name}"),
    "unknown_place": Text("没有范围、开发区或行业 {name}", "no area, park or industry {name}"),
    "kind_area": Text("范围", "area"),
    "leave_place_empty": Text("请留空（各开发区合计）", "leave it empty: the zones together"),
    "no_sum": Text("指标 {name} 不能由几个开发区相加", "{name} cannot be added up over several parks"),
    "one_park_rule": Text("请只写一个开发区", "name one park"),
    "unknown_evidence": Text("没有依据类别 {name}", "unknown evidence {name}"),
    "unknown_use": Text("没有用途 {name}", "unknown use {name}"),
    "no_day": Text("{value} 不是日期", "{value} is no date"),
    "day_rule": Text('请写作 "2015"、"2015-11" 或 "2015-11-02"', 'write it like "2015", "2015-11" or "2015-11-02"'),
    "no_facts": Text("没有公布数可对照", "has no published figures"),
    "facts_rule": Text("请在案例文件夹中提供 {file}", "give them in {file} in the folder of the case"),
    "fact_twice": Text("{name} 与第 {line} 行重复", "{name} is in line {line} already"),
    "one_fact_rule": Text("同一指标、地点和年份只能有一个数", "there is one figure of an indicator, place and year"),
}
