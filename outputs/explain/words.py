"""The words of explanations in both languages: one entry a phrase, the same values named in each."""

from collections.abc import Iterator, Sequence

from ..shared.language import label, number, unit_label

Row = tuple[str, str]  # a term, and what is said of it

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "lever": "政策杠杆",
        "indicator": "指标",
        "parameter": "参数",
        "source": "来源",
        "case": "案例",
        "scenario": "情景",
        "heading": "{name}（{kind}）：{label}",
        "named": "{name}（{label}）",
        "amount": "{value}（{unit}）",
        "definition": "含义",
        "unit": "单位",
        "range": "取值范围",
        "from_to": "{low} 至 {high}",
        "neutral": "中性值",
        "neutral_is": "{value}（取此值时不改变任何结果）",
        "switch": "开关",
        "switch_is": "只取 1（执行）或 0（不执行），不能逐步到位",
        "acts": "作用时间",
        "every_quarter": "每个季度",
        "yearly": "每年一次，第 {quarter} 季度",
        "phase": "作用环节",
        "needs": "适用条件",
        "need": "案例须有{need}",
        "clause": "条款",
        "no_clause": "现有案例的条款均未列入",
        "first": "首先影响",
        "up": "{indicator}，上升",
        "down": "{indicator}，下降",
        "cost": "财政成本",
        "parameters": "文中参数",
        "moved_by": "首先受其影响的杠杆",
        "set_by": "使用该杠杆的情景",
        "nobody": "现有案例均未使用",
        "setting": "{of}：{strength}，{start} 起",
        "ramp": "，{ramp} 个季度内逐步到位",
        "end": "，至 {end} 前",
        "targets": "目标",
        "target": "{of}：{year} 年{asked}（{clause}）",
        "no_target": "现有案例均未设目标",
        "value": "中心值",
        "varies": "取值方式",
        "drawn": "每次重复在范围内均匀抽取",
        "fixed": "各次重复取同一值",
        "override": "{case} 取 {value}",
        "overrides": "案例改值",
        "is": "{of}：{value}",
        "cited_by": "引用的参数",
        "cited_in": "引用的案例数据",
        "cites": "{file}：{names}",
        "date": "日期",
        "where": "出处",
        "declared_by": "登记于",
        "the_model": "模型（各案例均可引用）",
        "any_case": "模型来源（各案例均可引用）",
        "baseline": "基期",
        "years": "模拟年份",
        "year_span": "{first}—{last}",
        "parks": "园区",
        "park_count": "开发区 {zones} 个",
        "with_outside": "，另有园区外工业",
        "scenarios": "情景",
        "levers": "设置的杠杆",
        "no_levers": "无，所有杠杆取中性值",
        "about": "说明",
    },
    "en": {
        "lever": "lever",
        "indicator": "indicator",
        "parameter": "parameter",
        "source": "source",
        "case": "case",
        "scenario": "scenario",
        "heading": "{name} ({kind}): {label}",
        "named": "{name} ({label})",
        "amount": "{value} ({unit})",
        "definition": "definition",
        "unit": "unit",
        "range": "range",
        "from_to": "{low} to {high}",
        "neutral": "neutral",
        "neutral_is": "{value} (changes nothing)",
        "switch": "switch",
        "switch_is": "on (1) or off (0), without a ramp",
        "acts": "acts",
        "every_quarter": "every quarter",
        "yearly": "once a year, in quarter {quarter}",
        "phase": "phase",
        "needs": "needs",
        "need": "a case with {need}",
        "clause": "clause",
        "no_clause": "none in the shipped cases",
        "first": "moves first",
        "up": "{indicator}, up",
        "down": "{indicator}, down",
        "cost": "fiscal cost",
        "parameters": "parameters",
        "moved_by": "moved first by",
        "set_by": "set by",
        "nobody": "no scenario of the shipped cases",
        "setting": "{of}: {strength} from {start}",
        "ramp": ", rising over {ramp} quarters",
        "end": ", until before {end}",
        "targets": "targets",
        "target": "{of}: {asked} in {year} ({clause})",
        "no_target": "none in the shipped cases",
        "value": "central value",
        "varies": "replicates",
        "drawn": "each draws it anew, uniformly over the range",
        "fixed": "the same value in all",
        "override": "{value} in {case}",
        "overrides": "replaced by",
        "is": "{of}: {value}",
        "cited_by": "parameters",
        "cited_in": "data of cases",
        "cites": "{file}: {names}",
        "date": "date",
        "where": "found in",
        "declared_by": "declared by",
        "the_model": "the model (any case may cite it)",
        "any_case": "Sources of the model (any case may cite them)",
        "baseline": "baseline",
        "years": "simulated",
        "year_span": "{first} to {last}",
        "parks": "parks",
        "park_count": "{zones} zones",
        "with_outside": " and the industry outside them",
        "scenarios": "scenarios",
        "levers": "levers set",
        "no_levers": "none: all levers are neutral",
        "about": "about",
    },
}


def words(language: str) -> dict[str, str]:
    """Return the words of a language."""
    return WORDS[str(language)]


def named(name: str, entry: object, language: str) -> str:
    """Return the name of an entry with its label (anything with `zh` and `en`)."""
    return words(language)["named"].format(name=name, label=label(entry, language))


def amount(value: float, unit: str, language: str) -> str:
    """Return a value with its unit behind it."""
    return words(language)["amount"].format(value=number(value), unit=unit_label(unit, language))


def under(term: str, texts: Sequence[str]) -> Iterator[Row]:
    """Yield several texts under one term, which is written at the first only."""
    for position, text in enumerate(texts):
        yield (term if position == 0 else ""), text


def joined(parts: Sequence[str], language: str) -> str:
    """Return names as they are listed in a sentence."""
    return ("、" if language == "zh" else ", ").join(parts)
