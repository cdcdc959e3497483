"""The words of refusals that speak of designs, of stores of sweeps, and of clusters.

A part of the table in `problem_texts`.
"""

from .bilingual import Text

_PLACES = {
    "point": Text("{file} 的第 {point} 号方案点", "{file}: point {point}"),
    "future": Text("取 {held} 的不确定情形", "a future with {held}"),
    "lever_of_point": Text("{place}，政策措施 {lever}", "{place}, lever {lever}"),
    "parameter_of_point": Text("{place}，不确定参数 {parameter}", "{place}, uncertainty {parameter}"),
    "within_point": Text("{place}（{within}）", "{place} ({within})"),
    "folder": Text("文件夹 {folder}", "folder {folder}"),
}

_DESIGNS = {
    "design_files": Text("请写试验设计文件（.toml）的路径", "name the file of a design (.toml)"),
    "no_case": Text("{name} 既不是内置案例也不是该文件旁的文件夹", "{name} is neither a shipped case nor a folder beside the file"),
    "leads_outside": Text("{name} 指向该文件所在文件夹之外", "{name} leads out of the folder of the file"),
    "beside_rule": Text(
        "请写同一文件夹内的名称；sweeps 文件夹中的设计可用 case = \"..\" 指其所属案例",
        'name what lies in the same folder; a design in the folder sweeps of a case names it by case = ".."',
    ),
    "name_too_long": Text("名称过长：{name}", "the name is too long: {name}"),
    "axis_rule": Text(
        '请写取值列表，如 [0, 0.5, 1] 或 ["2016Q1", "2017Q1"]，或写范围 {{ low, high, step }}，step 可省略',
        'write a list of values such as [0, 0.5, 1] or ["2016Q1", "2017Q1"], or a range {{ low, high, step }} with or without step',
    ),
    "lever_axis_rule": Text(
        "请写力度的列表或范围，或写含 {settings} 的表",
        "write a list or a range of strengths, or a table of {settings}",
    ),
    "scenario_axis_rule": Text('请写情景列表，如 ["none", "draft"]', 'write a list of scenarios such as ["none", "draft"]'),
    "is_a_lever": Text("{name} 是政策措施，不是不确定参数", "{name} is a lever, not an uncertainty"),
    "is_an_uncertainty": Text("{name} 是不确定参数，不是政策措施", "{name} is an uncertainty, not a lever"),
    "levers_apart": Text(
        "政策措施写在 [{levers}]，不确定参数写在 [{uncertainties}]",
        "levers belong in [{levers}], uncertainties in [{uncertainties}]",
    ),
    "end_missing": Text("缺少 {key}", "{key} is missing"),
    "low_not_below": Text("low {low} 不小于 high {high}", "low {low} is not below high {high}"),
    "value_twice": Text("取值 {value} 重复出现", "{value} is listed twice"),
    "points_of_factorial": Text("全组合设计不设点数", "a factorial design has no number of points"),
    "range_of_factorial": Text("全组合设计需要取值列表，不能是区间", "a factorial design needs values, not a range"),
    "factorial_rule": Text(
        "请列出取值，或将 method 设为 latin_hypercube 或 sobol 并写明 points",
        "list values, or set method to latin_hypercube or sobol, and points",
    ),
    "no_axes": Text("没有可供抽样的变量", "there is nothing to sample"),
    "no_power_of_two": Text("{value} 不是 2 的整数次幂", "{value} is not a power of two"),
    "power_rule": Text("Sobol 序列的点数须为 2 的整数次幂，如 {lower} 或 {upper}", "Sobol points number a power of two, such as {lower} or {upper}"),
    "too_many_points": Text("共有 {count} 个方案点", "there are {count} points"),
    "beside_joint": Text("已有 [joint]，不能再设该键", "cannot be set beside [joint]"),
    "joint_rule": Text(
        "联合抽样时，method、points 和 file 只写在 [joint] 中",
        "in a joint design method, points and file belong into [joint]",
    ),
    "beside_file": Text("已从文件读取方案点，不能再设该键", "cannot be set beside file"),
    "file_rule": Text("方案点要么列在 CSV 文件中，要么由设计生成", "points are either listed in a CSV file or generated"),
    "no_points_file": Text("没有文件 {name}", "there is no file {name}"),
    "number_and_width": Text("不能与 number 同时设置", "does not go with number"),
    "replicate_rule": Text(
        "请写 number（固定模拟次数），或写 target 和 width（按区间宽度追加模拟）",
        "write either number, or target and width",
    ),
    "no_targets": Text("该案例没有设定目标", "the case has no targets"),
    "without_targets": Text(
        "没有可判断的目标；请用 run 命令比较各情景与无规划之差",
        "nothing can be met or missed: `run` shows how scenarios differ from no plan",
    ),
    "unknown_target": Text("案例没有目标 {name}", "the case has no target {name}"),
    "no_target_in": Text("{year} 年没有目标 {name}", "there is no target {name} in {year}"),
    "target_of_years": Text("{name} 有多个年份的目标，须写明年份", "{name} is a target of several years: name one"),
    "target_of_places": Text(
        "{name} 有多个开发区或行业的目标，须写明其一", "{name} is a target of several parks or industries: name one"
    ),
    "unknown_point": Text("没有第 {point} 号方案点", "there is no point {point}"),
}  # fmt: skip

_STORES = {
    "resume_or_new": Text("用 --resume 继续，或另选一个文件夹", "continue with --resume, or name another folder"),
    "other_sweep": Text(
        "其中是另一次试验：{what}不同（文件夹中为 {there}，现为 {asked}）",
        "holds another sweep: {what} differs (there {there}, now {asked})",
    ),
    "other_schema": Text("文件格式版本", "the version of the files"),
    "other_model_hash": Text("模型版本", "the version of the model"),
    "other_case_digest": Text("案例数据", "the data of the case"),
    "other_baseline_digest": Text("基期企业群", "the baseline populations"),
    "other_design": Text("试验设计", "the design"),
    "other_seed": Text("随机种子", "the seed"),
    "other_points_digest": Text("方案点", "the table of points"),
    "resume_same": Text(
        "请用原来的设计、案例和模型继续，或另选一个文件夹",
        "continue with the design, case and model it was begun with, or name another folder",
    ),
    "is_being_written": Text("另一次试验正在写入", "another sweep is writing into it"),
    "wait_for_it": Text("请等它结束，或先停止它", "wait for it, or stop it first"),
    "no_sweep": Text("不是批量试验的结果", "holds no sweep"),
    "sweep_folder": Text("请写含有 {manifest} 的文件夹", "name a folder with a {manifest}"),
    "verify_nothing": Text("文件夹 {folder} 尚不存在", "{folder} is not there yet"),
    "run_it_first": Text("请先运行试验，或用 --out 指明文件夹", "run the sweep first, or name its folder with --out"),
}

_CLUSTERS = {
    "no_scheduler": Text("{address} 在 {seconds} 秒内没有应答的调度器", "no scheduler answers at {address} within {seconds} s"),
    "no_host": Text("{address} 没有写明调度器所在主机", "{address} names no host of a scheduler"),
    "no_certificates": Text("tls:// 需要证书，而 Dask 的配置中没有", "tls:// needs certificates, and the settings of Dask name none"),
    "tls_rule": Text(
        "请按 docs/sweeps.md 设置 distributed.comm.tls，并用同一签发机构的证书启动调度器",
        "set distributed.comm.tls as docs/sweeps.md shows, and start the scheduler with certificates of the same authority",
    ),
    "scheduler_rule": Text(
        "请写作 tcp://主机:端口，并先运行 dask scheduler", "write tcp://HOST:PORT, and start dask scheduler first"
    ),
    "no_workers": Text("{address} 的调度器没有工作节点", "the scheduler at {address} has no workers"),
    "worker_rule": Text(
        "请在项目文件夹中运行 PYTHONPATH=. dask worker {address}",
        "start them in the project's folder: PYTHONPATH=. dask worker {address}",
    ),
    "worker_without_files": Text(
        "工作节点 {worker} 找不到项目文件（{reason}）", "worker {worker} does not find the project's files ({reason})"
    ),
    "worker_other_model": Text(
        "工作节点 {worker} 的模型版本为 {there}，本机为 {here}", "worker {worker} has model {there}, this machine has {here}"
    ),
    "worker_other_baseline": Text(
        "工作节点 {worker} 生成的基期企业群为 {there}，本机为 {here}",
        "worker {worker} makes baseline populations {there}, this machine makes {here}",
    ),
    "worker_other_version": Text(
        "工作节点 {worker} 的 {what} 为 {there}，本机为 {here}", "worker {worker} has {what} {there}, this machine has {here}"
    ),
    "unit_of_worker": Text("工作单元 {unit}：{fault}", "unit {unit}: {fault}"),
    "unit_no_array": Text("返回的不是数组，而是 {found}", "it sent no array but {found}"),
    "unit_other_type": Text("返回的数值类型为 {found}，应为 float64", "it sent {found}, not float64"),
    "unit_other_shape": Text("返回的数组形状为 {found}，应为 {wanted}", "it sent the shape {found}, not {wanted}"),
    "unit_other_values": Text(
        "工作单元 {unit} 的 {all} 个数值中有 {count} 个与本机复算不同",
        "unit {unit}: {count} of {all} values differ from those computed here",
    ),
    "unit_last_bits": Text(
        "工作单元 {unit} 的 {all} 个数值中有 {count} 个与本机复算在末位不同，可能因处理器或程序库不同所致；请换用结果逐位相同的机器",
        "unit {unit}: {count} of {all} values differ from those computed here in their last bits, as other processors or "
        "libraries may make them; use machines that agree to the bit",
    ),
    "unit_fails_here": Text(
        "工作单元 {unit} 在本机失败（{reason}），该节点却返回了结果", "unit {unit} fails here ({reason}), and it sent values"
    ),
    "unit_failed_there": Text(
        "工作单元 {unit} 在该节点失败（{reason}），在本机却能完成", "unit {unit} failed there ({reason}) and does not here"
    ),
    "same_version": Text("各节点须使用同一版本的项目文件和程序库", "all machines need the same files and libraries"),
}  # fmt: skip

SWEEP_TEXTS: dict[str, Text] = {**_PLACES, **_DESIGNS, **_STORES, **_CLUSTERS}
