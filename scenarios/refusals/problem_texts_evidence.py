"""The words of refusals that speak of where numbers come from and between what they lie. A part of the table in `problem_texts`."""

from .bilingual import Text

EVIDENCE_TEXTS: dict[str, Text] = {
    "uncited_file": Text("{name} 不是可以注明来源的表", "{name} is no table that has its sources here"),
    "zones_is_a_park": Text(
        "zones 表示各开发区合计，但有开发区以此为编号", "zones means the sum over the zones, and a park has this id"
    ),
    "one_firm_cited": Text("{name} 不能作 firms.csv 的行", "{name} cannot be a row of firms.csv here"),
    "every_row": Text("请写 *（整列）", "write * for the whole column"),
    "firms_ranged": Text(
        "企业数据原样保留，没有取值范围", "numbers of listed firms are kept as they are and have no range"
    ),
    "no_rate": Text(
        "{figure}已公布，但 industries.csv 的 {column} 全为 0，无法按比例调整",
        "{figure} is published, but {column} in industries.csv is 0 in every industry, and cannot be scaled to it",
    ),
    "rate_above_one": Text(
        "{figure}为 {published}：industries.csv 的 {column} 须乘以 {factor}，{industry} 将达 {scaled}，超过 1",
        "{figure} is {published}: {column} in industries.csv would be multiplied by {factor}, and that of {industry} be "
        "{scaled}, above 1",
    ),
    "other_share": Text(
        "{zones} 与 totals.city_value_added 的 {city} 之比为 {reached}，而 totals.zone_value_added_share 为 {share}",
        "{zones} over totals.city_value_added of {city} is {reached}, and totals.zone_value_added_share is {share}",
    ),
    "conflict_rule_of_totals": Text("相差不得超过 {tolerance}%", "they may differ by {tolerance} %"),
    "more_than_city": Text(
        "{zones} 大于 totals.city_value_added 的 {city}", "{zones} is more than totals.city_value_added of {city}"
    ),
    "no_amount": Text("{name} 各开发区不能相加", "{name} does not add up over zones"),
    "both_ends_rule": Text("low 和 high 须同时填写或同时省略", "give both low and high, or neither"),
    "ends_rule": Text(
        "low 和 high 写作同一种形式：-30% 和 +30%（相对该数），-0.15 和 +0.15（在该数上加减），或两个数字，不写单位",
        "write both in one way: -30% and +30% of the number, -0.15 and +0.15 added to it, or two numbers without a unit",
    ),
    "ends_crossed": Text("low {low} 大于 high {high}", "low {low} is above high {high}"),
    "ends_mixed": Text("low {low} 与 high {high} 形式不同", "low {low} and high {high} are written in two ways"),
    "value_or_range": Text("请更正该数或其范围", "correct the number or its range"),
    "range_misses": Text(
        "{name} 的 {column} 为 {value}，不在自己的 low {low} 与 high {high} 之间",
        "{column} of {name} is {value}, outside its own low {low} and high {high}",
    ),
}
