"""The words of refusals of scenario discovery and sensitivity analysis. A part of the table in `problem_texts`."""

from .bilingual import Text

ANALYSIS_TEXTS = {
    "points_table": Text("方案点表", "table of points"),
    "points_row": Text("方案点表的第 {point} 号方案点", "table of points: point {point}"),
    "points_column": Text("方案点表的 {column} 列", "table of points: column {column}"),
    "outcomes_table": Text("结果表", "table of outcomes"),
    "no_axis": Text("{name} 不是可以变动的因素", "{name} is no axis of a sweep"),
    "empty_cells": Text("有 {count} 个空单元格", "has {count} empty cells"),
    "points_all_equal": Text("各方案点完全相同", "all points are the same"),
    "vary_something": Text("至少要有一个因素取不同的值", "at least one axis must take different values"),
    "unknown_indicator_column": Text("没有指标 {name}", "no indicator {name}"),
    "no_outcome_in_year": Text("没有 {year} 年的结果", "holds nothing of {year}"),
    "run_twice": Text("同一次模拟在 {year} 年出现两行", "a run has two rows of {year}"),
    "no_value": Text("{year} 年有模拟没有 {indicator} 的值", "{indicator} has no value in {year} in some runs"),
    "discovery": Text("情景发现", "scenario discovery"),
    "constant_miss": Text("全部 {count} 个{unit}都未达到要求", "all {count} {unit} miss the target"),
    "constant_hit": Text("全部 {count} 个{unit}都达到要求", "none of {count} {unit} misses the target"),
    "level_between": Text(
        "各点的达成概率在 {low} 至 {high} 之间，请在其中取值",
        "the probabilities lie between {low} and {high}: choose a level among them",
    ),
    "too_few_cases": Text(
        "{count} 个{unit}中有 {missing} 个未达到、{hitting} 个达到，样本太少",
        "of {count} {unit} {missing} miss the target and {hitting} meet it: too few",
    ),
    "unclear_points": Text(
        "{all} 个方案点中有 {count} 个的达成概率与 {level} 之差在误差范围之内，无法可靠归类",
        "at {count} of {all} points the probability does not differ significantly from {level}",
    ),
    "more_replicates": Text("请增加每点的模拟次数，或另取 --level", "take more replicates a point, or another --level"),
    "cases_needed": Text("两类各须至少 {least} 个", "at least {least} of either kind are needed"),
    "points_unit": Text("方案点", "points"),
    "runs_unit": Text("次模拟", "runs"),
    "no_continuous_axis": Text("不能连续取值", "takes no value between two others"),
    "switch_axis": Text("只有开和关两种取值", "is on or off and nothing between"),
    "not_low_to_high": Text("{value} 不是范围", "{value} is no range"),
    "axis_range_rule": Text("请写作 {name}=下限..上限", "write {name}=LOW..HIGH"),
    "continuous_axes": Text(
        "敏感性分析可变动的是政策措施力度和不确定性参数",
        "what a sensitivity analysis varies are strengths of levers and uncertain parameters",
    ),
    "at_least_so_many": Text("至少 {limit}", "at least {limit}"),
    "sensitivity": Text("敏感性分析", "sensitivity analysis"),
    "constant_outcome": Text("结果在各方案点完全相同", "the outcome is the same at every point"),
    "too_few_axes": Text("只有 {count} 个因素", "only {count} axes"),
    "axes_needed": Text("至少须有 {least} 个", "at least {least} are needed"),
    "not_power_of_two": Text("{count} 不是 2 的整数次幂", "{count} is not a power of 2"),
    "power_of_two_rule": Text("例如 {near}", "such as {near}"),
    "points_missing": Text(
        "设计有 {wanted} 个方案点，其中 {missing} 个没有结果",
        "{missing} of {wanted} points of the design have no outcome",
    ),
    "finish_the_sweep": Text("请先把试验做完", "finish the sweep first"),
    "no_design": Text("该试验不是按 {methods} 设计的", "this sweep was not designed for {methods}"),
    "make_design": Text(
        "请用 sensitivity CASE --method 生成设计并运行", "let sensitivity CASE --method make the design and run it"
    ),
    "no_such_method": Text("没有方法 {name}", "unknown method {name}"),
    "unknown_unit_of_misses": Text("没有口径 {name}", "unknown kind of misses {name}"),
    "units_failed": Text(
        "有 {count} 个工作单元失败或损坏（首个原因：{reason}）",
        "{count} units failed or are damaged (the first: {reason})",
    ),
    "runs_missing": Text("试验尚未完成，缺少 {count} 次模拟", "the sweep is unfinished: {count} runs are missing"),
    "points_lacking": Text(
        "试验尚未完成，{count} 个方案点没有结果", "the sweep is unfinished: {count} points have no outcome"
    ),
    "resume_the_sweep": Text(
        "请用原来的命令（sweep 须加 --resume）继续", "continue with the command that began it (sweep: with --resume)"
    ),
    "no_futures": Text("这次寻优没有不确定情形的结果", "this search holds no outcomes under futures"),
    "search_with_futures": Text(
        "请先完成一次稳健寻优（search --futures 或寻优文件中的 [futures]）",
        "finish a robust search first (search --futures, or [futures] in its file)",
    ),
    "unreadable_search": Text("寻优结果文件无法读取", "the files of the search cannot be read"),
    "case_not_shipped": Text("所用案例 {name} 不是内置案例", "its case {name} is not a shipped one"),
    "case_changed": Text(
        "所用案例 {name} 的数据与试验时不同", "the data of its case {name} are not those that it was run with"
    ),
    "name_case": Text("请用 --case 指明试验所用的案例文件夹", "name the folder of the case that was run with --case"),
    "not_described": Text("没有记录 {key}", "does not tell its {key}"),
    "new_sweep": Text("请重新运行试验", "run it anew"),
    "only_with_method": Text("只能与 --method 同用", "goes with --method only"),
    "leave_out_or_method": Text("请去掉该选项，或写明 --method", "leave it out, or name a --method"),
}
