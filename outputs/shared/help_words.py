"""What `--help` says in Chinese: of the program, of each command, and of each of its options and arguments.

The English is beside each option, where it is declared. A key is the name of a parameter, or of a command and a parameter
where commands mean different things by it.
"""

PROGRAM = "模拟城市开发区转型升级规划的实施效果。不写命令时执行主要任务：对默认案例的全部情景进行模拟。"

COMMANDS: dict[str, str] = {
    "run": "模拟一个案例，写出各情景下各项目标的达成概率表、图件和数据来源记录。",
    "sweep": "按试验设计批量模拟大量方案点；可随时停止并继续。",
    "compare": "比较各方案：同条件对比之差、优劣关系、与最优方案的差距、全部目标达成的不确定情形占比，并写出表格和图件。",
    "search": "寻找以规定概率同时达成各项目标且财政支出最少的方案。",
    "discover": "查明规划在什么条件下达成目标的把握不足：在已完成的批量模拟中找出政策措施和不确定参数的取值条件，用文字说明。",
    "sensitivity": "说明哪些政策措施和参数影响最大，按差异是否显著分组（莫里斯筛选、索博尔指数）。",
    "facts": "把模型结果与公布数对照：各数的可接受范围、模型均值和 90% 区间、是否在范围内。",
    "score": "按赋分表给开发区、镇或县（市、区）打分：各项内容和考核项目的得分、总分、名次，按精确分数计算。",
    "check": "只检查案例，不模拟：模型将使用哪些数据，哪些是假设，哪些相互矛盾。",
    "verify": "核对结果文件夹中的每个文件是否与写入时相同；不作任何改动。",
    "cases": "列出内置案例及其情景。",
    "clauses": "列出案例所依据规划的条款：由哪项政策措施或目标模拟，或为何不模拟。",
    "levers": "列出政策措施，即政府可以设定的内容。",
    "indicators": "列出指标，即评判模拟结果的依据。",
    "parameters": "列出参数，即不由政府设定的取值。",
    "sources": "列出参数和案例引用的数据来源。",
    "phases": "按顺序列出每季度的模拟环节，以及各环节涉及的政策措施。",
    "explain": "说明一个名称：含义、单位、取值范围、条款或来源、作用时间和环节、财政支出、使用它的情景。",
    "install": "安装更多程序包：search、discover 和 sensitivity 需要 analysis，在集群上批量模拟需要 cluster，测试需要 test。",
    "wheels": "把全部程序包收集到一个文件夹，供未联网的计算机用 --offline 文件夹 安装。",
    "test": "检查代码格式和类型，然后运行测试。",
    "schema": "输出 case.toml、scenarios.toml、sources.toml、grading.toml 或 scoring.toml 的 JSON 模式，供编辑器补全和检查。",
}

PARAMETERS: dict[str, str] = {
    "case": "内置案例的名称，或自有案例的文件夹。",
    "scenario": "要模拟的情景，可重复使用。默认：全部。",
    "replicates": "每个情景的模拟次数，至少 2 次。",
    "seed": "随机种子；种子相同，结果相同。",
    "out": "结果文件夹。默认：results/案例/本次模拟。",
    "lang": "表格、图件和提示所用的语言。",
    "threads": "线程数。默认：全部处理器核心。",
    "sweep": "已完成的批量模拟或稳健寻优的文件夹。",
    "target": "规划设有目标的指标；all_targets 表示全部目标同时达成。",
    "year": "目标年份。",
    "until": "模拟的最后一年；案例须允许延长（most_years）。默认：案例的模拟期末年。",
    "help": "显示本说明后退出。",
    "compare.what": "案例，或已完成的模拟、批量模拟的文件夹。",
    "compare.probability": "一种不确定情形算作达成时，全部目标须同时达成的概率。",
    "discover.case": "所模拟案例的文件夹；内置案例，或结果文件夹中有副本时，不必填写。",
    "discover.level": "方案点的目标达成概率低于此值，即为把握不足。",
    "discover.by": "point：按各方案点的概率判断；run：逐次判断每次模拟，并计入其抽到的参数。",
    "discover.density": "要求条件范围内未达成比例不低于此值。",
    "discover.coverage": "要求条件范围覆盖全部未达成者的比例不低于此值。",
    "facts.scenario": "要模拟的情景。默认：规划，公布数是在规划实施中产生的。",
    "run.resume": "继续 --out 文件夹中已停止的模拟（模拟次数大于 2,000 时可用）。",
    "search.what": "寻优文件（.toml），或案例。",
    "search.target": "目标，写作“指标.年份”或“指标”，可重复使用。默认：全部。",
    "search.lever": "不用寻优文件时，可设定的政策措施，可重复使用。默认：全部。",
    "search.scenario": "其余设置沿用哪个情景。默认：none（无规划）。",
    "search.probability": "全部目标须同时达成的概率。默认：0.9。",
    "search.budget": "最多评估的候选方案数。默认：300。",
    "search.replicates": "每个候选方案的模拟次数。默认：200。",
    "search.population": "算法保留的候选方案数。默认：24。",
    "search.algorithm": "提出候选方案的算法。默认：nsga2。",
    "search.futures": "不用寻优文件的稳健寻优所取的不确定情形数：各不确定参数取抽样值并固定。",
    "search.seed": "随机种子；种子相同，寻优过程相同。默认：1。",
    "search.resume": "继续 --out 文件夹中的寻优。",
    "sensitivity.sweep": "已完成的敏感性试验的文件夹；用 --method 时，为要生成设计的案例。",
    "sensitivity.mean": "分析指标在各次模拟中的均值，而不是其目标。",
    "sensitivity.method": "morris 或 sobol：先为案例生成设计并模拟。",
    "sensitivity.axis": "与 --method 同用：要变动的因素，可重复使用。默认：每次模拟抽取的参数。",
    "sensitivity.samples": "轨迹数（morris），或基础样本数，须为 2 的整数次幂（sobol）。",
    "sensitivity.replicates": "与 --method 同用：每个方案点的模拟次数。",
    "sensitivity.scenario": "与 --method 同用：在哪个情景上变动各因素。默认：none（无规划）。",
    "sensitivity.store": "与 --method 同用：存放模拟结果的文件夹。默认：results/案例/方法。",
    "sensitivity.case": "所模拟案例的文件夹；内置案例，或结果文件夹中有副本时，不必填写。",
    "score.table": "内置案例或赋分表的名称、自有案例的文件夹，或赋分表文件（.toml）。",
    "score.figures": "考核对象的数据（.csv）：每行一个对象，每列一项数据。",
    "score.variant": "要显示的口径。默认：主口径。",
    "score.draws": "在数据和权重的范围内抽取的次数，至少 2 次。",
    "sweep.design": "试验设计文件（.toml）。",
    "sweep.out": "结果文件夹。默认：results/案例/sweep-设计。",
    "sweep.resume": "继续已停止的批量模拟。",
    "sweep.cluster": "在 Dask 调度器的工作节点上运行。",
    "sweep.dry_run": "只说明所需时间和空间，不写入任何文件。",
    "sweep.verify": "检查批量模拟的全部文件，不模拟。",
    "verify.folder": "任一命令写出的结果文件夹。",
    "explain.name": "政策措施、指标、参数、来源或案例的代号或中英文名称；情景写作“案例/情景”或“案例 情景”。",
    "install.part": "analysis、cluster、test 或 core。",
    "install.offline": "从 wheels 收集好的文件夹安装，不联网。",
    "wheels.folder": "存放程序包的文件夹。",
    "schema.file": "case、scenarios、sources、grading 或 scoring。",
}

# What an option takes: by the word of its declaration or, where it declares none, by its name.
VALUES: dict[str, str] = {
    "NUMBER": "数字", "FRACTION": "小数", "YEAR": "年份", "ADDRESS": "地址", "CASE|FOLDER": "案例|文件夹", "FOLDER": "文件夹", "FILE|CASE": "文件|案例",
    "zh|en": "zh|en", "nsga2|nsga3": "nsga2|nsga3", "by": "point|run", "method": "morris|sobol", "scenario": "情景",
    "target": "目标", "lever": "措施", "axis": "因素", "out": "文件夹", "store": "文件夹", "case": "案例", "sweep": "文件夹",
    "design": "文件", "name": "名称", "file": "文件", "folder": "文件夹", "part": "部分", "table": "案例|赋分表", "figures": "文件", "variant": "口径",
}  # fmt: skip

TEXTS: dict[str, str] = {
    "usage": "用法：{command} {pieces}",
    "options": "[选项]",
    "command": "命令 …",
    "arguments_heading": "参数：",
    "options_heading": "选项：",
    "commands_heading": "命令：",
    "required": "（必填）",
    "default": "（默认 {value}）",
    "more": "用“{command} 命令 --help --lang zh”查看各命令的说明。",
}


def value_word(declared: str | None, parameter: str) -> str:
    """Return what a parameter takes. Raises KeyError for one without Chinese words."""
    return VALUES[declared or parameter]


def parameter_text(command: str, parameter: str) -> str:
    """Return what is said of a parameter of a command. Raises KeyError for one without Chinese words."""
    return PARAMETERS.get(f"{command}.{parameter}") or PARAMETERS[parameter]
