"""The words of refusals that speak of firms.csv, of the register against published figures, and of contradictions.

A part of the table in `problem_texts`. Keys of the last two groups are raised by `model/population`, which knows no words.
"""

from .bilingual import Text

_FIRMS = {
    "park_column": Text("{file} 中开发区 {park} 的 {column} 列", "{file}: park {park}, column {column}"),
    "park_of_file": Text("{file} 中的开发区 {park}", "{file}: park {park}"),
    "unknown_park": Text("没有开发区 {name}", "unknown park {name}"),
    "off_the_register": Text(
        "{value} 万元低于 {least} 万元，该企业已不在规上名录内",
        "{value} is below {least} (10k yuan a year), where a firm falls off the register",
    ),
    "off_the_register_rule": Text(
        "请删去该行：规下企业由 case.toml 的 totals.small_firms 合成",
        "leave it out: small firms are synthesised from totals.small_firms in case.toml",
    ),
    "no_flag": Text("{value} 既不是 0 也不是 1", "{value} is neither 0 nor 1"),
    "flag_rule": Text("请写 0 或 1，或留空", "allowed: 0, 1 or an empty cell"),
    "unknown_grade": Text("没有评级 {name}", "unknown grade {name}"),
    "grade_rule": Text("可用：{names}，或留空", "allowed: {names} or an empty cell"),
    "no_seat": Text("用地为 0，租用厂房面积也为 0", "is 0, and so is leased"),
    "seat_rule": Text("企业要么有用地，要么租用厂房", "a firm holds land or leases floor"),
    "floor_without_land": Text("自有建筑 {floor} 平方米，但企业没有用地", "{floor} m2 of its own, but the firm holds no land"),
    "floor_without_land_rule": Text(
        "请填写 land，或把 floor 留空或写 0", "fill in its land, or leave floor empty or 0"
    ),
    "too_many_listed": Text(
        "列有 {listed} 家企业，而 parks.csv 写的是 {firms} 家", "holds {listed} firms, and parks.csv says {firms}"
    ),
    "too_many_listed_rule": Text(
        "请更正 parks.csv 的 firms，或删去多出的企业", "correct the number in parks.csv, or leave firms out"
    ),
    "land_beyond": Text(
        "合计 {land} 亩，而企业占用的只有 {occupied} 亩", "adds up to {land} mu, and firms occupy {occupied} mu"
    ),
    "land_beyond_rule": Text(
        "即 parks.csv 的 industrial_land 扣除 idle_share", "that is industrial_land less its idle_share in parks.csv"
    ),
    "leased_beyond": Text(
        "合计 {leased} 平方米，而已出租的只有 {let} 平方米", "adds up to {leased} m2, and {let} m2 are let"
    ),
    "leased_beyond_rule": Text(
        "即 parks.csv 的 factory_floor 扣除 factory_vacancy；没有用地又未填租用面积的企业按产值估算",
        "that is factory_floor less its factory_vacancy in parks.csv; a firm without land that does not say what it leases "
        "counts with what its output needs",
    ),
}  # fmt: skip

_REGISTER = {
    "conflict": Text("{says}，而{place}为 {published}", "{says}; {place} is {published}"),
    "firms_come_to": Text("名录企业合计为 {amount}", "the firms come to {amount}"),
    "firms_make_at_least": Text("名录企业已使其至少为 {amount}", "the listed firms make it at least {amount}"),
    "firms_leave_at_most": Text("名录企业使其最多为 {amount}", "the listed firms leave at most {amount}"),
    "conflict_rule": Text(
        "两者相差不得超过 {tolerance}%：请更正其中之一，或在 case.toml 的 [population] 写 margins = \"register\"，以名录为准",
        "the two may differ by {tolerance} %: correct one of them, or let the register decide with [population] "
        'margins = "register" in case.toml',
    ),
    "conflict_rule_grown": Text(
        "两者相差不得超过 {tolerance}%（parks.csv 的 output 已按 totals.zone_output_growth 增长）：请更正其中之一，"
        '或在 case.toml 的 [population] 写 margins = "register"，以名录为准',
        "the two may differ by {tolerance} % after parks.csv is grown by totals.zone_output_growth: correct one of them, or "
        'let the register decide with [population] margins = "register" in case.toml',
    ),
    "too_little_output": Text(
        "名录的 {given} 家企业合计为 {output}，而{place}为 {published}",
        "the listed firms ({given}) add up to {output}; {place} is {published}",
    ),
    "too_little_output_rule": Text(
        "parks.csv 另有的 {missing} 家企业每家至少 {threshold} 万元：请更正 parks.csv 的 output 或 firms，或名录产值",
        "those that parks.csv counts besides ({missing}) make at least {threshold} each: correct output or firms in "
        "parks.csv, or the outputs in firms.csv",
    ),
    "too_little_energy": Text(
        "名录企业合计为 {used}，而{place}为 {published}", "adds up to {used}; {place} is {published}"
    ),
    "too_little_energy_rule": Text("其余规上企业也要用能", "the other registered firms use energy too"),
}  # fmt: skip

_NAMES = {
    "total_of_case": Text("{label}（case.toml 的 totals.{name}）", "{label} (totals.{name} in case.toml)"),
    "output_of_industry": Text(
        "industries.csv 中行业 {industry} 的 zone_output", "zone_output of {industry} in industries.csv"
    ),
    "output_of_park": Text("开发区 {park} 的产值", "output of {park}"),
    "cell_of_industry": Text(
        "行业 {industry} 的 {column}（industries.csv）", "{column} of {industry} in industries.csv"
    ),
    "cell_of_park": Text("开发区 {park} 的 {column}（parks.csv）", "{column} of {park} in parks.csv"),
    "output_by_share": Text("{output}（由{share}推算）", "{output}, which follows from {share},"),
    "yuan": Text("{amount} 万元/年", "{amount} (10k yuan a year)"),
    "tonnes": Text("{amount} 吨标准煤/年", "{amount} tce a year"),
}

_CONTRADICTIONS = {
    "limit_most": Text(
        "{name}应为 {wanted}，在其他数据下最高只能为 {limit}（差 {gap}）",
        "{name} should be {wanted}; with the other figures it can be at most {limit} (short by {gap})",
    ),
    "limit_least": Text(
        "{name}应为 {wanted}，在其他数据下最低只能为 {limit}（低了 {gap}）",
        "{name} should be {wanted}; with the other figures it can be at least {limit} (over by {gap})",
    ),
    "limit_edge": Text(
        "{name}应为 {wanted}，在其他数据下须在 {low} 与 {high} 之间，且不能等于两端",
        "{name} should be {wanted}; with the other figures it must lie between {low} and {high} and not at the end",
    ),
    "or_else": Text("{one}；或者{other}", "{one}, or {other}"),
    "and_also": Text("{one}；并且{other}", "{one}, and {other}"),
    "no_share_at_fault": Text("各项公布的占比相互矛盾", "the published shares contradict each other"),
    "missed_with_given": Text(
        "{name}应为 {wanted}，按名录企业为 {reached}",
        "{name} should be {wanted}; with the listed firms it comes to {reached}",
    ),
    "no_registered_firm": Text("没有任何规上企业", "there is no registered firm"),
    "output_too_small": Text(
        "开发区 {park} 的产值为 {output}，须大于 {least}：共有 {firms} 家企业，每家至少 {threshold} 万元",
        "output of {park} is {output} and must be more than {least}: it has {firms} firms, which make at least {threshold} "
        "each",
    ),
    "output_too_small_besides": Text(
        "开发区 {park} 的产值为 {output}，须大于 {least}：共有 {firms} 家企业，其中名录 {given} 家，其余每家至少 {threshold} 万元",
        "output of {park} is {output} and must be more than {least}: it has {firms} firms, {given} of them listed, and the "
        "others make at least {threshold} each",
    ),
    "output_without_firms": Text(
        "开发区 {park} 的产值为 {output}，却没有企业", "output of {park} is {output}, but it has no firms"
    ),
    "leading_none_or_all": Text(
        "开发区 {park} 的主导产业在全国项目构成中占比为零或占全部",
        "{park}: its leading industries have no share of the national mix of projects, or all of it",
    ),
    "land_left_over": Text(
        "开发区 {park} 所有企业的用地均已给定，合计 {given} 平方米，而企业占用 {occupied} 平方米：没有其他企业承接差额",
        "{park}: land of all firms is given and adds up to {given} m2, and {occupied} m2 are occupied; nobody else is there "
        "to hold the rest",
    ),
    "planned_too_small": Text(
        "开发区 {park} 的规划面积 {planned} 亩小于工业用地、标准厂房和其他用地之和，差 {missing} 亩",
        "{park}: planned area {planned} mu is smaller than its industrial land, standard factories and other uses together, "
        "by {missing} mu",
    ),
}

FIRM_TEXTS: dict[str, Text] = {**_FIRMS, **_REGISTER, **_NAMES, **_CONTRADICTIONS}
