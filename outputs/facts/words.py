"""The words of a comparison with published figures in both languages."""

from scenarios.facts.comparing import Verdict
from scenarios.files.observed import FIT, HOLD_OUT

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "simulating": "正在模拟",
        FIT: "{case}：情景“{scenario}”与公布数对照，用于拟合的数",
        HOLD_OUT: "{case}：情景“{scenario}”与公布数对照，留出检验的数",
        Verdict.NOT_SIMULATED: "模拟期之外的公布数",
        "fact": "指标",
        "growth": "{name}年均增速",
        "years": "年份",
        "band": "公布数（可接受范围）",
        "mean": "模型均值",
        "spread": "模型 90% 区间",
        "verdict": "对照结果",
        "evidence": "依据",
        "inside": "在范围内",
        "below": "低于范围",
        "above": "高于范围",
        "across_break": "跨口径变化，不判断",
        "apart": "，两区间不重叠",
        "marked": "{verdict}*",
        "break_key": "* 期间有统计口径变化：{breaks}。",
        "break": "{years} 年{what}",
        "counted": "共 {count} 个公布数：用于拟合的 {fit} 个可比，{fit_inside} 个在范围内；留出检验的 {held} 个可比，{held_inside} 个在范围内；"
        "{across} 个跨口径变化不判断，{outside} 个在模拟期之外。模拟 {n} 次。",
        "written": "结果已写入 {folder}",
    },
    "en": {
        "simulating": "simulating",
        FIT: "{case}: '{scenario}' against published figures, those to be fitted",
        HOLD_OUT: "{case}: '{scenario}' against published figures, those held out",
        Verdict.NOT_SIMULATED: "Published figures of years that no run has",
        "fact": "indicator",
        "growth": "{name}, growth a year",
        "years": "year",
        "band": "published (band)",
        "mean": "model mean",
        "spread": "model 90 % band",
        "verdict": "verdict",
        "evidence": "evidence",
        "inside": "inside",
        "below": "below",
        "above": "above",
        "across_break": "across a break, not judged",
        "apart": ", bands apart",
        "marked": "{verdict} *",
        "break_key": "* A break in the statistics lies between: {breaks}.",
        "break": "{what} ({years})",
        "counted": "{count} published figures. To be fitted: {fit} can be compared, {fit_inside} inside. Held out: {held} can be compared, "
        "{held_inside} inside. Not judged across a break: {across}. Of years that no run has: {outside}. n = {n} replicates.",
        "written": "Results are in {folder}",
    },
}  # fmt: skip
