"""What single numbers of a case are called: a total or a parameter by its label, a cell of a table by its column and row."""

from collections.abc import Iterable

from .case_faults import NUMBERS
from .ranges import CASE_FILE, PARKS_FILE, Cell
from .table_labels import Label

# What the columns of parks.csv and industries.csv are called in a sentence: Chinese, English.
COLUMN_LABELS: dict[str, tuple[str, str]] = {
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
    "small_firm_land": ("小微企业创业园拟建面积", "land planned for small-firm parks"),
    "low_hill_block": ("低丘缓坡开发区块面积", "approved block on low hills"),
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
    "cod_intensity": ("单位产值化学需氧量排放", "chemical oxygen demand per output"),
    "sulphur_dioxide_intensity": ("单位产值二氧化硫排放", "sulphur dioxide per output"),
    "ammonia_nitrogen_intensity": ("单位产值氨氮排放", "ammonia nitrogen per output"),
    "nitrogen_oxides_intensity": ("单位产值氮氧化物排放", "nitrogen oxides per output"),
    "offset_ratio": ("削减替代比例", "offset ratio of permits"),
    "emerging": ("新兴产业", "emerging industry"),
    "zone_output": ("基期产值", "output at the baseline"),
    "national_share": ("到达项目占比", "share of arriving projects"),
    "outside_share": ("区外产值占比", "share of the industry outside"),
}


def column_label(column: str) -> Label:
    """Return what a column of parks.csv or industries.csv is called."""
    return Label(column, *COLUMN_LABELS[column])


def cell_label(cell: Cell, parks: Iterable[Label], industries: Iterable[Label]) -> Label:
    """Return what a number is called, in a case with these parks and industries; its id is the column or key."""
    if cell.file == CASE_FILE:
        declared = NUMBERS[cell.row][cell.column]
        return Label(cell.column, declared.zh, declared.en)
    who = next(each for each in (parks if cell.file == PARKS_FILE else industries) if each.id == cell.row)
    what = column_label(cell.column)
    return Label(cell.column, f"{who.zh}{what.zh}", f"{what.en} of {who.en}")
