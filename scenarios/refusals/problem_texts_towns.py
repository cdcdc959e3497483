"""The words of refusals that speak of specialised towns. A part of the table in `problem_texts`."""

from .bilingual import Text

TOWN_TEXTS: dict[str, Text] = {
    "unknown_town_class": Text("没有专业镇类别 {name}", "unknown class of town {name}"),
    "unknown_town_status": Text("没有专业镇梯次 {name}", "unknown status of a town {name}"),
    "status_without_class": Text(
        "填写了专业镇梯次，但没有填写类别（town_class）", "a status without a class (town_class)"
    ),
    "town_outside": Text("{park} 不是开发区，不能作为专业镇", "{park} is no zone and cannot be a town"),
    "towns_rule": Text(
        "parks.csv 列有专业镇，须写明从哪一季度开始认定，如 2023Q2",
        "parks.csv has towns: write from which quarter they are recognised, such as 2023Q2",
    ),
    "no_town": Text("没有一个专业镇，而 case.toml 有 [towns]", "has no town, and case.toml has [towns]"),
    "some_town": Text("至少一个开发区填写 town_class", "at least one zone has a town_class"),
}
