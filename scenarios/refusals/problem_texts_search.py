"""The words of refusals that speak of comparing scenarios and of searching for one.

A part of the table in `problem_texts`.
"""

from .bilingual import Text

_AXES = {
    "levers_rule": Text(
        "请在 [levers] 表中每行写一个政策措施，如 innovation_fund = [0, 10000]",
        "write a table [levers] with a line a lever, such as innovation_fund = [0, 10000]",
    ),
    "uncertainties_rule": Text(
        "请写作 {{ macro_growth = {{}} }}，即取其声明的范围，或写明 low 和 high",
        "write {{ macro_growth = {{}} }} for its declared range, or give low and high",
    ),
    "no_search_axis": Text("{value} 既不是取值列表，也不是范围", "{value} is neither a list of values nor a range"),
    "bad_step": Text("step 为 {value}", "step is {value}"),
    "step_rule": Text("step 须大于 0，取值不超过 {most} 个", "it must be above 0 and give at most {most} values"),
    "start_of_nothing": Text(
        "情景 {scenario} 没有启用该政策措施，只选启动时间不起作用",
        "scenario {scenario} does not use this lever, so its start alone does nothing",
    ),
    "search_point": Text("候选方案的第 {point} 号方案点", "point {point} of the candidates"),
    "give_strength": Text("请同时给出 strength", "give its strength too"),
}

_QUESTION = {
    "unknown_algorithm": Text("没有算法 {name}", "unknown algorithm {name}"),
    "no_fraction": Text("{value} 不是数字", "{value} is not a number"),
}

_FOLDERS = {
    "nothing_to_resume": Text("{folder} 中没有可继续的寻优", "{folder} holds no search to continue"),
    "other_search": Text("{folder} 中的寻优与此不同：{keys}", "{folder} holds another search; these differ: {keys}"),
    "other_basis": Text(
        "{folder} 中寻优的依据不同：{what}（文件夹中为 {there}，现为 {asked}）",
        "the search in {folder} has another basis: {what} (there {there}, now {asked})",
    ),
    "same_search": Text("请用相同的参数继续，或换一个文件夹", "continue the same arguments, or name another folder"),
    "resume_needs_out": Text("须同时指明 --out", "needs --out"),
    "folder_to_continue": Text("写出要继续的文件夹", "name the folder to continue"),
    "belongs_in_file": Text("与寻优文件同用时不可用", "cannot be used with a search file"),
    "write_in_file": Text("请写在 {file} 中", "write it in {file}"),
    "no_runs": Text("没有已完成的模拟结果", "holds no finished runs"),
    "runs_rule": Text(
        "请写 run、sweep 或稳健寻优（search）的结果文件夹",
        "name the folder of a run, of a sweep, or of a robust search",
    ),
    "not_paired": Text("各方案的模拟不能配对（{reason}）", "cannot be paired: {reason}"),
    "stands_twice": Text("同一方案在同一不确定情形下出现两次", "a scenario occurs twice under the same future"),
    "runs_differ": Text(
        "现有 {there} 次模拟，应有 {expected} 次：每个方案须在每种不确定情形下有相同的模拟",
        "{there} runs are there and {expected} were expected: every scenario needs every future and every replicate",
    ),
    "one_scenario": Text("只有一个方案", "there is only one scenario"),
    "same_settings": Text("{names} 各季度的力度完全相同", "{names} set the same in every quarter"),
    "two_to_compare": Text("至少需要两个方案", "a comparison needs two"),
}

SEARCH_TEXTS: dict[str, Text] = {**_AXES, **_QUESTION, **_FOLDERS}
