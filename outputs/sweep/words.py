"""What the command `sweep` says, in both languages."""

TEXTS = {
    "zh": {
        "preparing": "正在准备（首次运行需编译模型，约半分钟）",
        "running": "正在模拟",
        "rate": "{rate:,.0f} 次/秒",
        "plan": "试验设计 {name}：{points} 个方案点，{number} 次重复，共 {runs:,} 次模拟，分 {units:,} 个工作单元",
        "plan_adaptive": "试验设计 {name}：{points} 个方案点，每点最多 {number} 次重复，最多 {runs:,} 次模拟、{units:,} 个工作单元",
        "worlds": "不确定参数涉及基准企业群体：需生成 {count} 套，每套约 {seconds:.1f} 秒",
        "time": "预计用时：{time}（{workers} 个线程；按本机刚测得的每次模拟 {milliseconds:.2f} 毫秒推算，试跑 {tried} 次）",
        "disk": "预计占用磁盘：{size}（每次模拟约 {bytes:,.0f} 字节）",
        "memory": "预计占用内存：约 {size}，不随模拟次数增加",
        "nothing_written": "仅为预估，未写入任何文件。",
        "done": "本次完成 {done:,} 个工作单元（{runs:,} 次模拟，用时 {time}），已有 {there:,} 个。结果在 {folder}",
        "damaged": "发现 {count} 个损坏的文件，已重新计算：{names}",
        "left": "{count} 个文件不是本试验的完好结果，未作改动：{names}",
        "failed": "{count} 个工作单元失败，原因记录在 {folder}，下次用 --resume 时重试。首个（第 {point} 号方案点，第 {first} 次重复起）：{reason}",
        "stopped": "已停止，完成的部分均已保存。继续请运行：\n{command}",
        "stopped_at_once": "已立即停止；已写入的结果均完好，可用 --resume 继续。",
        "summary_file": "全部方案点的达成概率见 {path}",
        "title": "{case}：各方案点 {year} 年目标的达成概率（95% 威尔逊区间）",
        "title_all": "{case}：各目标达成概率最高与最低的方案点（95% 威尔逊区间）",
        "point": "方案点",
        "replicates": "重复次数",
        "all": "全部目标",
        "all_of": "{year} 年全部目标",
        "target": "目标",
        "best": "最高",
        "worst": "最低",
        "alike": "各方案点相同",
        "rule_title": "追加重复的判定：{event}",
        "estimate": "概率",
        "difference": "与参照之差（百分点）",
        "enough": "是否够窄",
        "yes": "是",
        "no": "否（已达上限）",
        "rule_note": "每 {block} 次重复检视一次，95% 区间宽度不超过 {width} 即停止；停止只看宽度，不看效果的大小与方向。多次检视使 95% 的名义水平略偏乐观，罕见事件尤甚。",
        "verified": "{intact:,} 个工作单元完好，{damaged:,} 个损坏，{lacking:,} 个缺失，{failed:,} 个失败",
        "verify_damaged": "损坏：{names}",
    },
    "en": {
        "preparing": "preparing (the first run compiles the model, about half a minute)",
        "running": "simulating",
        "rate": "{rate:,.0f} runs/s",
        "plan": "design {name}: {points} points, {number} replicates each, {runs:,} runs in {units:,} units",
        "plan_adaptive": "design {name}: {points} points, at most {number} replicates each, at most {runs:,} runs in {units:,} units",
        "worlds": "uncertainties that the baseline depends on: {count} baselines to be made, about {seconds:.1f} s each",
        "time": "time: about {time} ({workers} threads; from {milliseconds:.2f} ms a run, measured on this machine just now over {tried} runs)",
        "disk": "disk: about {size} ({bytes:,.0f} bytes a run)",
        "memory": "memory: about {size}, whatever the number of runs",
        "nothing_written": "An estimate only: nothing was written.",
        "done": "{done:,} units done ({runs:,} runs in {time}), {there:,} were there. Results are in {folder}",
        "damaged": "{count} damaged files were found and done again: {names}",
        "left": "{count} files are no intact units of this sweep and were left as they are: {names}",
        "failed": "{count} units failed; the reasons are in {folder}, and --resume tries them again. The first (point {point}, from replicate {first} on): {reason}",
        "stopped": "Stopped; all that was done is kept. To continue:\n{command}",
        "stopped_at_once": "Stopped at once; what was written is intact, and --resume continues.",
        "summary_file": "Probabilities of all points: {path}",
        "title": "{case}: probability of the {year} targets by point (95 % Wilson interval)",
        "title_all": "{case}: points with the highest and the lowest probability of each target (95 % Wilson interval)",
        "point": "point",
        "replicates": "replicates",
        "all": "all targets",
        "all_of": "all targets of {year}",
        "target": "target",
        "best": "highest",
        "worst": "lowest",
        "alike": "the same at all points",
        "rule_title": "replicates by the rule: {event}",
        "estimate": "probability",
        "difference": "difference from the reference (percentage points)",
        "enough": "narrow enough",
        "yes": "yes",
        "no": "no (at the cap)",
        "rule_note": "A look every {block} replicates; a point stops when its 95 % interval is no wider than {width}, whatever the size or sign of the effect. Repeated looks make the nominal 95 % slightly optimistic, more so for rare events.",
        "verified": "{intact:,} units are intact, {damaged:,} damaged, {lacking:,} missing, {failed:,} failed",
        "verify_damaged": "damaged: {names}",
    },
}


def duration(seconds: float, language: str) -> str:
    """Return a length of time as people say it."""
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    units = ("小时", "分", "秒") if language == "zh" else (" h", " min", " s")
    if hours:
        return f"{hours}{units[0]} {minutes}{units[1]}"
    if minutes:
        return f"{minutes}{units[1]} {left}{units[2]}"
    return f"{seconds:.1f}{units[2]}"


def size(count: float) -> str:
    """Return a number of bytes in MB or GB."""
    return f"{count / 1e9:,.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"
