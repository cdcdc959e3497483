"""The register of a plan's clauses as a table on the screen: what each asks, and what the model makes of it."""

from collections.abc import Sequence

from model.indicators import INDICATORS
from model.levers import LEVERS
from scenarios.files.clauses import NOT_SIMULATED, Clause

from ..shared.language import label
from ..shared.tables import FittedTable

TEXTS = {
    "zh": {
        "title": "条款登记：共 {all} 条，其中 {simulated} 条进入模型，{left} 条说明不模拟的原因",
        "headings": ("条款", "内容", "处理", "说明"),
        "lever": "政策措施",
        "target": "目标",
        "scenario": "情景设置",
        NOT_SIMULATED: "不模拟",
        "none": "该案例没有条款登记",
    },
    "en": {
        "title": "Clauses: {all} in all, {simulated} in the model, {left} left out with a reason",
        "headings": ("clause", "what it asks", "treated as", "remark"),
        "lever": "lever",
        "target": "target",
        "scenario": "setting of a scenario",
        NOT_SIMULATED: "not simulated",
        "none": "The case has no register of clauses.",
    },
}


def clause_table(clauses: Sequence[Clause], language: str) -> FittedTable | str:
    """Return the table of a register, or a sentence if there is none."""
    texts = TEXTS[language]
    if not clauses:
        return str(texts["none"])
    left = sum(clause.treatment == NOT_SIMULATED for clause in clauses)
    title = str(texts["title"]).format(all=len(clauses), simulated=len(clauses) - left, left=left)
    table = FittedTable(title, rules=True)
    for heading in texts["headings"]:
        table.add_column(heading)
    for clause in clauses:
        asked = clause.zh if language == "zh" else clause.en
        treated = "\n".join([str(texts[clause.treatment]), *(_named(name, language) for name in clause.by)])
        table.add_row(clause.clause, asked, treated, clause.reason(language))
    return table


def _named(name: str, language: str) -> str:
    """Return the label of a lever, an indicator, or a target (INDICATOR.YEAR) with its year."""
    if name in LEVERS:
        return label(LEVERS[name], language)
    indicator, _, year = name.partition(".")
    return f"{label(INDICATORS[indicator], language)} {year}".rstrip()
