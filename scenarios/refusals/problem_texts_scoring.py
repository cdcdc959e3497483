"""The words of refusals that speak of scoring tables and of the figures scored. A part of the table in `problem_texts`."""

from .bilingual import Text

SCORING_TEXTS: dict[str, Text] = {
    "unknown_scoring": Text(
        "{name} 既不是内置案例或赋分表，也不是案例文件夹",
        "{name} is neither a shipped case or scoring table nor the folder of a case",
    ),
    "no_scoring": Text("案例没有赋分表", "the case has no scoring table"),
    "scoring_rule": Text(
        "请在案例文件夹中写 {file}，可复制的例子见 docs/scoring.md",
        "write {file} in its folder; docs/scoring.md names one to copy",
    ),
    "scoring_file_rule": Text("请写赋分表文件（.toml）的路径", "name the file of a scoring table (.toml)"),
    "unknown_heading": Text("没有考核项目 {name}", "unknown heading {name}"),
    "unknown_row": Text("没有考核内容 {name}", "unknown row {name}"),
    "unknown_figure": Text("没有考核数据 {name}", "unknown figure {name}"),
    "figures_file_rule": Text(
        "请写考核数据文件（.csv）的路径：每行一个对象，每列一项数据",
        "name a CSV file with the figures: a row for each participant, a column for each figure",
    ),
    "range_of_figure": Text(
        "有范围的数据须同时填写 {figure}、{figure}_low、{figure}_high；没有数据的，三格都不填",
        "a range needs {figure}, {figure}_low and {figure}_high; leave all three empty for a figure that is not known",
    ),
    "unknown_variant": Text("没有口径 {name}", "unknown variant {name}"),
    "floor_of_figure": Text("下限 low {low} 不低于上限 high {high}", "low {low} is not below high {high}"),
    "column_of_another": Text("列名 {names} 已有他用", "the columns {names} are taken already"),
    "figure_unread": Text("没有一项赋分标准使用该数据", "no row reads this figure"),
    "figure_unread_rule": Text("请删去，或在 rows 中使用", "remove it, or read it in a row"),
    "heading_unread": Text("没有一项考核内容属于该项目", "no row belongs to this heading"),
    "heading_unread_rule": Text("请删去，或在 rows 中使用", "remove it, or give it a row"),
    "rules_of_row": Text("{names} 填写了 {count} 个", "holds {count} of {names}"),
    "one_rule": Text("每项填写其一", "a row gives points in one of these ways"),
    "weight_count": Text("有 {count} 个权重", "holds {count} weights"),
    "weight_count_rule": Text(
        "{figures} 个数据须写 {wanted} 个权重，最后一个取 1 的余数",
        "{figures} figures need {wanted}: the last figure has the rest of 1",
    ),
    "leave_a_weight": Text("合计（有范围的取上限）不得超过 1", "with the upper ends of ranges they come to at most 1"),
    "awards_of_row": Text(
        "award、parameter、rest_of 填写了 {count} 个", "holds {count} of award, parameter and rest_of"
    ),
    "one_award": Text("三者填写其一", "write one of the three"),
    "figure_below_zero": Text("数据 {name} 可低至 {low}", "the figure {name} may be as low as {low}"),
    "figure_below_zero_rule": Text("与平均值相比的数据不得小于 0", "what is held against an average cannot be below 0"),
}
