"""How well a case's numbers are known, in words: grades, counts of them, and what single numbers are called."""

import pandas as pd

from scenarios.case import Case
from scenarios.evidence.grading import Counts, EvidenceGrade
from scenarios.files.case_faults import NUMBERS
from scenarios.files.ranges import CASE_FILE, PARKS_FILE, Cell

from .language import label, listed, listed_apart
from .values import numeral, range_text, value_text

SHARE = "share"  # unit

GRADES: dict[str, dict[EvidenceGrade, str]] = {
    "zh": {EvidenceGrade.SOURCED: "有出处", EvidenceGrade.DERIVED: "推算", EvidenceGrade.ASSUMED: "假设", EvidenceGrade.NO_SOURCE: "未注明来源"},
    "en": {
        EvidenceGrade.SOURCED: "sourced", EvidenceGrade.DERIVED: "derived", EvidenceGrade.ASSUMED: "assumed", EvidenceGrade.NO_SOURCE: "without a source",
    },
}  # fmt: skip
MOST_CARRIERS = 3  # that a sentence names
WORDS = {
    "zh": {
        "carried": "{indicator}的差异中，基期数值影响最大的是：{numbers}。",
        "carrier": "{name}（占方差 {share}，{range}）",
        "carried_by_none": "{indicator}的差异中，没有哪个基期数值的影响超出偶然。",
        "counted": "共 {total} 个数值：{counts}",
        "count": "{grade} {n} 个",
        "of": "{who}{what}",
    },
    "en": {
        "carried": "Of the numbers of the baseline these carry most of the spread of {indicator}: {numbers}.",
        "carrier": "{name} ({share} of its variance, {range})",
        "carried_by_none": "No number of the baseline carries more of the spread of {indicator} than chance would.",
        "counted": "{total} numbers: {counts}",
        "count": "{n} {grade}",
        "of": "{what} of {who}",
    },
}
# What the columns of parks.csv and industries.csv are called in a sentence: Chinese, English.
COLUMNS: dict[str, tuple[str, str]] = {
    "output": ("产值", "output"),
    "firms": ("规上企业数", "firms"),
    "hightech_share": ("高新占比", "high-tech share"),
    "planned": ("规划面积", "planned area"),
    "other": ("其他用地", "area for other uses"),
    "industrial_land": ("工业用地", "industrial land"),
    "idle_share": ("闲置用地占比", "idle share of land"),
    "factory_floor": ("标准厂房面积", "floor of standard factories"),
    "factory_vacancy": ("标准厂房空置率", "vacancy of standard factories"),
    "plot_ratio": ("容积率", "plot ratio"),
    "investment_per_mu": ("亩均投资", "investment per mu"),
    "plot_ratio_standard": ("容积率标准", "standard of the plot ratio"),
    "investment_standard": ("亩均投资标准", "standard of investment per mu"),
    "land_plan": ("年度用地计划", "yearly land plan"),
    "arrival_weight": ("项目到达权重", "weight of arriving projects"),
    "leniency": ("标准放宽幅度", "leniency of standards"),
    "specialised_firms": ("专业工业园可容纳企业数", "firms that the specialised park has room for"),
    "trend": ("需求增速", "growth of demand"),
    "value_added_rate": ("增加值率", "value-added rate"),
    "tax_rate": ("税收占产值比重", "tax rate on output"),
    "output_per_worker": ("人均产值", "output per worker"),
    "energy_intensity": ("单位产值能耗", "energy per output"),
    "emission_intensity": ("单位产值排放", "emissions per output"),
    "output_per_investment": ("单位投资产值", "output per investment"),
    "output_per_mu": ("亩均产值", "output per mu"),
    "norm_plot_ratio": ("容积率国家标准", "national minimum plot ratio"),
    "norm_investment": ("亩均投资国家标准", "national minimum investment per mu"),
    "suited_share": ("适合多层厂房的项目占比", "share of projects that suit several storeys"),
    "research_share": ("研发投入占比", "research share"),
    "heavy": ("重点污染行业", "heavy polluter"),
    "bound": ("依附资源产地", "bound to its place"),
    "trade_rate": ("进出口占产值比重", "trade over output"),
    "restricted_share": ("限制类装备企业占比", "share of firms with restricted equipment"),
    "eliminated_share": ("淘汰类装备企业占比", "share of firms with eliminated equipment"),
    "electricity_share": ("电力占能耗比重", "share of electricity in energy"),
    "national_share": ("到达项目占比", "share of arriving projects"),
    "outside_share": ("区外产值占比", "share of the industry outside"),
}


def counts_text(counts: Counts, language: str) -> str:
    """Return how many numbers have each grade; grades that none has are left out."""
    words = WORDS[language]
    shown = [
        words["count"].format(grade=GRADES[language][grade], n=numeral(count))
        for grade, count in counts.items()
        if count
    ]
    return words["counted"].format(total=numeral(sum(counts.values())), counts=listed(shown, language))


def carriers_text(found: pd.DataFrame, indicator: str, case: Case, language: str) -> str:
    """Return which numbers carry the spread of an indicator, by its label, as a sentence.

    `found` is a table of `carriers`, the largest share first, with a `Cell` of the case as the index of each row.
    """
    words, first = WORDS[language], found.head(MOST_CARRIERS)
    shown = [
        words["carrier"].format(
            name=cell_name(Cell(*cell), case, language),
            share=value_text(share, SHARE, language, rounded=True),
            range=range_text(round(low, 3), round(high, 3), SHARE, language),
        )
        for cell, share, low, high in zip(first.index, first["share"], first["low"], first["high"], strict=True)
    ]
    if not shown:
        return words["carried_by_none"].format(indicator=indicator)
    return words["carried"].format(indicator=indicator, numbers=listed_apart(shown, language))


def column_name(column: str, language: str) -> str:
    """Return what a column of parks.csv or industries.csv is called."""
    return COLUMNS[column][0 if language == "zh" else 1]


def cell_name(cell: Cell, case: Case, language: str) -> str:
    """Return what a number is called: a total or parameter by its label, a cell by column and row."""
    if cell.file == CASE_FILE:
        return label(NUMBERS[cell.row][cell.column], language)
    labels = case.data.parks if cell.file == PARKS_FILE else case.data.industries
    who = label(next(each for each in labels if each.id == cell.row), language)
    return WORDS[language]["of"].format(who=who, what=column_name(cell.column, language))
