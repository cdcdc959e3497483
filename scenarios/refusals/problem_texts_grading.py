"""The words of refusals that speak of the tables by which firms are graded. A part of the table in `problem_texts`."""

from .bilingual import Text

GRADING_TEXTS: dict[str, Text] = {
    "unknown_criterion": Text("没有评价指标 {name}", "unknown criterion {name}"),
    "unknown_amount": Text("没有企业年度数据 {name}", "firms have no figure {name}"),
    "unknown_demerit": Text("没有降级情形 {name}", "unknown demerit {name}"),
    "no_such_grade": Text("本表没有 {name} 级", "the table has no grade {name}"),
    "weights_total": Text(
        "各项权重（加分项除外）合计为 {total}", "the weights, bonuses left out, add up to {total} points"
    ),
    "weights_rule": Text("合计须为 {points} 分", "they must add up to {points} points"),
    "reference_of_item": Text(
        "标杆值 benchmark 和平均值 average 填写了 {count} 个", "holds {count} of benchmark and average"
    ),
    "reference_rule": Text("二者填写其一", "an item is held against one of the two"),
    "cuts_of_table": Text(
        "shares、cumulative_shares、scores 填写了 {count} 个", "holds {count} of shares, cumulative_shares and scores"
    ),
    "cuts_rule": Text("三者填写其一", "write the cuts in one of the three ways"),
    "grade_count": Text("有 {count} 级", "holds {count} grades"),
    "above_zero": Text("允许范围：大于 0，不超过 {high}（单位 {unit}）", "allowed: above 0, at most {high} {unit}"),
    "cut_count": Text("有 {count} 个数", "holds {count} numbers"),
    "cut_count_rule": Text("共 {grades} 级，须为 {wanted} 个", "{grades} grades need {wanted}"),
    "cuts_overlap": Text("{value} 与前一个数 {before} 重叠", "{value} overlaps with the one before it, {before}"),
    "cuts_rise": Text("须逐个增大", "they rise from one to the next"),
    "cuts_fall": Text("须逐个减小", "they fall from one to the next"),
    "last_empty": Text("{value} 没有给末级留下企业", "{value} leaves no firm to the last grade"),
    "last_rule": Text(
        "末级不填，其余累计须小于 1", "the last grade is not written, and the others come to less than 1"
    ),
    "share_too_fine": Text("{value} 的小数位过多", "{value} has too many decimals"),
    "share_digits": Text("比例最多 {digits} 位小数", "a share has at most {digits} decimals"),
    "floor_above_cap": Text("下限 least {least} 不低于上限 most {most}", "least {least} is not below most {most}"),
    "start_twice": Text("{start} 与第 {number} 个表相同", "{start} is the start of table {number} too"),
    "one_start": Text("每个季度最多开始执行一个表", "at most one table starts in a quarter"),
    "penalty_of": Text("grades 和 lowest 填写了 {count} 个", "holds {count} of grades and lowest"),
    "penalty_rule": Text(
        "请写降几级（grades = 1）或直接列为末级（lowest = true）",
        "write how many grades are lost (grades = 1), or that the lowest is given (lowest = true)",
    ),
    "nobody_small": Text(
        "{value} 不低于 below 的 {below}：没有小企业会被评价",
        "{value} is not less than {below} in below: no small firm would be graded",
    ),
    "source_known": Text("来源 {name} 已在别处写明", "the source {name} is declared already"),
    "quarter_of_table": Text(
        "请写开始执行的季度，如 {example}", "write the quarter in which it comes into force, like {example}"
    ),
}
