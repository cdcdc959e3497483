"""Parameters: what nature sets. One entry is the number, its unit, range, labels and source.

A parameter that `varies` is drawn anew for every replicate, uniformly over its range, so that the bands of the results
contain what is not known. The others keep their value unless a case overrides it. Compiled code receives all of them
as one record a replicate (`parameter_dtype`), so nothing tunable is frozen when the model is compiled.
"""

from typing import NamedTuple

import numpy as np

from .sources import ASSUMPTION, check_source


class Parameter(NamedTuple):
    """One declared parameter: central value, unit, admissible range, labels, source, and whether replicates vary it."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    zh: str
    en: str
    source: str = ASSUMPTION
    varies: bool = False


_DECLARED = [
    # demand
    Parameter("macro_growth", 0.025, -0.005, 0.055, "1/year", "宏观增长偏移", "macro growth added to every industry's trend", varies=True),
    Parameter("macro_shock", 0.015, 0.0, 0.04, "1/year", "宏观冲击标准差", "spread of the common demand shock"),
    Parameter("industry_shock", 0.02, 0.0, 0.05, "1/year", "行业冲击标准差", "spread of an industry's demand shock", "prototype"),
    Parameter("shock_persistence", 0.8, 0.0, 0.95, "1", "冲击持续系数", "persistence of demand shocks from quarter to quarter", "prototype"),
    # growth
    Parameter("capability_growth", 0.08, 0.04, 0.12, "1/year", "能力对增长的作用", "growth gained by one unit of capability", "prototype", True),
    Parameter("cluster_growth", 0.02, 0.0, 0.04, "1/year", "集聚对增长的作用", "growth gained where an industry makes up the whole park", "prototype", True),
    Parameter("cost_growth", 1.5, 0.5, 2.5, "1/year", "成本对增长的作用", "growth lost by a unit cost surcharge of one", "prototype", True),
    Parameter("growth_spread", 0.22, 0.18, 0.26, "1/year^0.5", "增长率离散度", "spread of yearly growth at the reference size", "growth-laplace", True),
    Parameter("growth_spread_exponent", -0.17, -0.20, -0.14, "1", "离散度规模指数", "exponent of the spread of growth in size", "size-volatility"),
    Parameter("reference_output", 5000.0, 1000.0, 20000.0, "10k yuan/year", "参照产值", "reference size of a firm", "prototype"),
    Parameter("overuse", 1.05, 1.0, 1.2, "1", "超产系数", "output possible over design output"),
    # capability and recognition
    Parameter("upgrade_rate", 0.25, 0.15, 0.35, "1/year", "升级率", "technology upgrades of a firm a year", "prototype"),
    Parameter("upgrade_research", 6.0, 0.0, 12.0, "1", "研发对升级的作用", "effect of the research share on the log upgrade rate", "prototype"),
    Parameter("upgrade_platform", 0.15, 0.05, 0.25, "1/platform", "平台对升级的作用", "effect of one provincial platform on the log upgrade rate", "prototype", True),
    Parameter("upgrade_fund", 0.5, 0.2, 0.8, "1", "基金对升级的作用", "effect of a saturating innovation fund on the log upgrade rate", "prototype", True),
    Parameter("upgrade_neighbours", 0.5, 0.0, 1.0, "1", "邻近高新企业的作用", "effect of the park's gain in high-tech share on the log upgrade rate", varies=True),
    Parameter("upgrade_jump", 0.2, 0.1, 0.3, "1", "升级幅度", "mean gain of capability by an upgrade", "prototype"),
    Parameter("capability_reversion", 0.1, 0.05, 0.2, "1/year", "能力回归速度", "pull of capability back to the moving frontier", "prototype"),
    Parameter("upgrade_saving", 0.3, 0.1, 0.5, "1", "升级节能系数", "fall of log energy and emission intensity with a unit of capability"),
    Parameter("national_platform_weight", 2.0, 1.0, 4.0, "1", "国家级平台权重", "provincial platforms that one national platform is worth"),
    Parameter("fund_scale", 20000.0, 8000.0, 50000.0, "10k yuan/year", "基金饱和尺度", "yearly fund that reaches 63 % of its largest effect"),
    Parameter("recognition_rate", 0.5, 0.3, 0.8, "1/year", "认定申请率", "firms that apply for, or are tested on, recognition a year", "prototype"),
    Parameter("recognition_width", 0.1, 0.05, 0.2, "1", "认定门槛宽度", "softness of the recognition threshold", "prototype"),
    Parameter("recognition_band", 0.2, 0.1, 0.4, "1", "认定保留带", "capability below the threshold at which recognition is in danger", "prototype"),
    # exit and expansion
    Parameter("exit_hazard", 0.06, 0.05, 0.07, "1/year", "退出率", "exits of firms of the reference size a year", "entry-exit", True),
    Parameter("exit_size", 0.35, 0.2, 0.5, "1", "退出率规模指数", "fall of the exit rate with size", "prototype"),
    Parameter("exit_capability", 0.6, 0.2, 1.0, "1", "能力对退出的作用", "fall of the log exit rate with capability", "prototype"),
    Parameter("exit_cost", 10.0, 0.0, 20.0, "1", "成本对退出的作用", "rise of the log exit rate with a unit cost surcharge", "prototype"),
    Parameter("exit_return", 0.4, 0.2, 0.6, "1", "退出即时收回比例", "share of a leaver's land that returns at once", "prototype", True),
    Parameter("expansion_threshold", 0.9, 0.8, 1.0, "1", "扩产触发利用率", "use of design output above which a firm may expand", "prototype"),
    Parameter("expansion_rate", 0.7, 0.4, 1.0, "1/year", "扩产申请率", "expansions filed a year by a firm above the threshold"),
    Parameter("expansion_size", 0.25, 0.15, 0.4, "1", "扩产幅度", "expansion over design output", "prototype"),
    # sites: what a project costs and asks for
    Parameter("building_cost", 0.12, 0.08, 0.16, "10k yuan/m2", "自建厂房造价", "cost of a square metre of a firm's own plant"),
    Parameter("land_price", 20.0, 9.6, 25.0, "10k yuan/mu", "工业用地价格", "price of industrial land", "anqing-land-2019"),
    Parameter("rent", 0.0096, 0.006, 0.012, "10k yuan/m2/year", "标准厂房租金", "rent of standard-factory floor", "rents-2025"),
    Parameter("rent_years", 10.0, 6.0, 15.0, "year", "租金折现年数", "years of rent that a lease is judged by"),
    Parameter("ownership_preference", 0.08, 0.02, 0.15, "10k yuan/m2", "自有产权偏好", "what owning is worth to a firm (collateral)"),
    Parameter("own_land_premium", 0.4, 0.2, 0.8, "1", "零地技改加价", "extra cost of building on land already in use"),
    Parameter("own_land_ceiling", 2.0, 1.5, 3.0, "1", "零地技改容积率上限", "plot ratio up to which a firm can build on the land it has"),
    Parameter("choice_scale", 0.03, 0.01, 0.1, "10k yuan/m2", "选择离散尺度", "spread of the cost that firms perceive when they choose a site"),
    Parameter("hoarding", 0.3, 0.1, 0.5, "1", "囤地系数", "mean excess of the land asked for over the land needed", "prototype", True),
    Parameter("entrant_density", 1.25, 1.0, 1.5, "1", "新项目亩均倍数", "output per mu of new projects over that of the stock"),
    Parameter("entrant_plot_ratio", 1.1, 0.9, 1.3, "1", "新项目容积率倍数", "planned plot ratio of new projects over the national norm"),
    Parameter("plot_ratio_spread", 0.15, 0.05, 0.3, "1", "容积率离散度", "log spread of planned plot ratios"),
    Parameter("leased_floor_output", 0.35, 0.2, 0.6, "10k yuan/year/m2", "标准厂房单位产出", "output on a square metre of leased floor", "prototype"),
    Parameter("adaptation", 0.3, 0.1, 0.5, "1", "达标调整幅度", "share of the land asked for that a project gives up to meet a standard"),
    # arrivals
    Parameter("arrival_rate", 0.19, 0.14, 0.24, "1/year", "项目到达率", "projects a year for each firm at the baseline", "prototype", True),
    Parameter("arrival_own_mix", 0.5, 0.3, 0.7, "1", "本地产业比重", "share of projects drawn from the park's leading industries", "prototype"),
    Parameter("arrival_median", 6000.0, 4000.0, 8000.0, "10k yuan/year", "项目规模中位数", "median design output of a project", "prototype"),
    Parameter("arrival_spread", 0.9, 0.7, 1.1, "1", "项目规模离散度", "log spread of design output of a project", "prototype"),
    Parameter("arrival_tail", 0.01, 0.0, 0.03, "1", "支柱项目比例", "share of projects that are pillar projects"),
    Parameter("arrival_tail_factor", 5.0, 2.0, 10.0, "1", "支柱项目倍数", "size of a pillar project over an ordinary one"),
    Parameter("arrival_largest", 300000.0, 100000.0, 600000.0, "10k yuan/year", "项目规模上限", "largest design output of a project"),
    Parameter("entrant_capability", 0.0, -0.15, 0.15, "1", "新项目能力均值", "mean capability of new projects over the industry's baseline", varies=True),
    Parameter("capability_spread", 0.33, 0.25, 0.40, "1", "新项目能力离散度", "spread of capability of new projects", "prototype"),
    Parameter("entrant_intensity", 0.85, 0.7, 1.0, "1", "新项目能耗倍数", "energy and emission intensity of new projects over the stock"),
    Parameter("intensity_spread", 0.3, 0.1, 0.5, "1", "能耗强度离散度", "log spread of energy and emission intensity"),
    # recruitment
    Parameter("leader_output", 50000.0, 30000.0, 100000.0, "10k yuan/year", "龙头企业门槛", "output from which a firm attracts suppliers and customers"),
    Parameter("chain_rate", 0.4, 0.2, 0.8, "1/year", "产业链带动率", "projects a year that full effort recruits around one leading firm", varies=True),
    Parameter("chain_tail", 1.0, 0.0, 2.0, "1", "支柱项目提升", "rise of the share of pillar projects by full effort"),
    Parameter("chain_cost", 100.0, 30.0, 300.0, "10k yuan", "产业链招商成本", "cost of recruiting one project along a chain"),
    Parameter("leading_kept_national", 3.0, 3.0, 4.0, "industries", "国家级园区主导产业数", "leading industries that a national zone keeps", "seed-002"),
    Parameter("leading_kept_provincial", 2.0, 2.0, 3.0, "industries", "省级园区主导产业数", "leading industries that another zone keeps", "seed-002"),
    Parameter("rank_focus", 0.3, 0.1, 0.5, "1", "主导产业排序加权", "weight of a kept leading industry in the ranking under full focus"),
    Parameter("transfer_wait", 2.0, 1.0, 4.0, "quarter", "流转等待期", "quarters a project waits before its park may let it go"),
    Parameter("relocation_subsidy", 0.1, 0.0, 0.3, "1", "搬迁补助比例", "share of the new investment that the city pays a firm that moves in"),
    Parameter("incentive_largest", 0.4, 0.2, 0.6, "1", "地价优惠上限", "discount on land by the park that bids most"),
    Parameter("incentive_subsidy", 0.02, 0.0, 0.05, "1", "投资奖补比例", "subsidy over investment by the park that bids most"),
    Parameter("incentive_pull", 0.3, 0.1, 0.5, "1", "优惠争抢系数", "projects that follow higher bids to other zones of the city, if all bid higher by one"),
    Parameter("footloose", 0.15, 0.05, 0.3, "1", "优惠流失系数", "projects that go elsewhere when the highest bid is withdrawn"),
    Parameter("national_hightech", 0.5, 0.4, 0.6, "1", "国家级高新占比条件", "high-tech share from which a zone can become a national one"),
    Parameter("national_attraction", 0.15, 0.0, 0.3, "1", "国家级引力", "more projects of a zone that became a national one"),
    Parameter("national_standard", 1.57, 1.25, 2.0, "1", "国家级投资强度倍数", "investment per mu asked of a national zone over that of a provincial one", "anqing-land-2019"),
    # screening
    Parameter("plot_ratio_step", 0.25, 0.0, 1.0, "1", "容积率标准弹性", "exponent with which the plot-ratio standard follows the multiple of the norm"),
    Parameter("review_exempt", 1000.0, 500.0, 3000.0, "tce/year", "能评豁免线", "energy use below which a project is not reviewed"),
    Parameter("review_headroom", 0.5, 0.0, 1.0, "1", "能评余量比例", "share of the park's free energy that one project may take under review"),
    Parameter("intensity_adaptation", 0.15, 0.0, 0.3, "1", "能评整改幅度", "fall of energy intensity that a project can reach to pass review"),
    # ranking
    Parameter("rank_least", 1000.0, 500.0, 3000.0, "10k yuan", "排序投资下限", "investment at which the volume score is 0"),
    Parameter("rank_largest", 1e6, 3e5, 3e6, "10k yuan", "排序投资上限", "investment at which the volume score is 1"),
    Parameter("rank_hightech", 0.4, 0.2, 0.5, "1", "排序高新权重", "weight of high-tech in the quality score"),
    Parameter("rank_leading", 0.3, 0.2, 0.5, "1", "排序主导产业权重", "weight of leading industries in the quality score"),
    Parameter("rank_best_yield", 2.0, 1.5, 3.0, "1", "排序亩均上限", "output per mu over the industry's at which yield scores 1"),
    # stages
    Parameter("construction_quarters", 5.0, 4.0, 8.0, "quarter", "建设工期", "quarters of construction on land", "prototype"),
    Parameter("fitting_quarters", 2.0, 1.0, 4.0, "quarter", "装修工期", "quarters to fit out leased floor"),
    Parameter("ramp_quarters", 6.0, 4.0, 8.0, "quarter", "爬坡期", "quarters from start of production to full use", "prototype"),
    Parameter("ramp_use", 0.85, 0.7, 1.0, "1", "达产利用率", "use of design output at the end of the ramp"),
    Parameter("patience", 0.1, 0.05, 0.15, "1/quarter", "等待流失率", "waiting projects that leave a quarter", "prototype", True),
    # land
    Parameter("land_carry_over", 0.5, 0.0, 1.0, "1", "指标结转比例", "share of an unused quota that is carried into the next year", "prototype"),
    Parameter("natural_clean_up", 0.12, 0.04, 0.2, "1/year", "日常盘活率", "idle land reclaimed a year without a campaign", "prototype", True),
    Parameter("quota_cut_largest", 0.3, 0.1, 0.5, "1", "核减上限", "largest cut of a zone's yearly land plan"),
    Parameter("tilt_top_share", 0.5, 0.3, 0.7, "1", "优等园区比例", "share of zones, by rank, that the assessment favours"),
    Parameter("factory_plot_ratio", 2.0, 1.5, 2.2, "1", "标准厂房容积率", "plot ratio of standard factories", "xiaoxian-plants-2023"),
    Parameter("factory_cost", 0.15, 0.12, 0.18, "10k yuan/m2", "标准厂房造价", "cost of a square metre of standard factory"),
    Parameter("provincial_platform_cost", 3000.0, 1000.0, 6000.0, "10k yuan", "省级平台投入", "public cost of a provincial platform"),
    Parameter("national_platform_cost", 8000.0, 4000.0, 20000.0, "10k yuan", "国家级平台投入", "public cost of a national platform"),
    Parameter("mixed_share", 2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0, "1", "居住与公共服务用地比例", "part of land laid out one to one to one that is not for industry", "seed-002"),
    Parameter("service_land_cost", 15.0, 5.0, 30.0, "10k yuan/mu", "配套用地投入", "cost of laying out land for housing and services"),
    Parameter("services_rate", 0.25, 0.1, 0.5, "1", "服务业增加值系数", "value added of services in zones over that of industry at the baseline"),
    Parameter("services_land", 0.3, 0.1, 0.6, "1", "服务业用地弹性", "exponent of services in the land for housing and services"),
    Parameter("approval_cost", 5.0, 1.0, 20.0, "10k yuan/quarter", "审批提速成本", "cost of a quarter saved for one project"),
    Parameter("hoarding_price", 1.0, 0.5, 2.0, "1", "囤地价格弹性", "exponent with which the excess of land asked for falls with what land costs to hold"),
    Parameter("land_tax_a", 0.0, 0.0, 0.3, "1", "A级土地税比例", "part of the land-use tax surcharge that a grade A firm pays"),
    Parameter("land_tax_b", 0.5, 0.2, 0.8, "1", "B级土地税比例", "part of the land-use tax surcharge that a grade B firm pays"),
    Parameter("land_tax_c", 0.8, 0.5, 1.0, "1", "C级土地税比例", "part of the land-use tax surcharge that a grade C firm pays"),
    Parameter("buy_back_price", 8.0, 4.0, 20.0, "10k yuan/mu", "收回价格", "price at which idle land is bought back in a campaign"),
    # energy
    Parameter("energy_headroom", 0.08, 0.0, 0.15, "1", "用能空间", "energy budget of a park over its use at the baseline"),
    Parameter("energy_budget_growth", 0.06, 0.04, 0.08, "1/year", "用能预算增速", "growth of the energy budget without further control", "warning-2014"),
    Parameter("energy_surcharge", 0.05, 0.0, 0.15, "10k yuan/tce", "超限用能加价", "surcharge on energy when use is twice the budget"),
    Parameter("overdraft_years", 3.0, 1.0, 5.0, "year", "超用偿还年数", "years over which energy overdrawn is repaid"),
    Parameter("repayment_largest", 0.1, 0.0, 0.3, "1", "年度最大偿还比例", "largest share of an energy budget that is repaid in a year"),
    Parameter("curtailment_a", 0.05, 0.0, 0.1, "1", "A级最大限产比例", "largest curtailment of a grade A firm"),
    Parameter("curtailment_b", 0.1, 0.0, 0.2, "1", "B级最大限产比例", "largest curtailment of a grade B firm"),
    Parameter("curtailment_c", 0.2, 0.05, 0.35, "1", "C级最大限产比例", "largest curtailment of a grade C firm"),
    Parameter("curtailment_d", 0.3, 0.1, 0.5, "1", "D级最大限产比例", "largest curtailment of a grade D firm"),
    Parameter("retrofit_saving", 0.12, 0.05, 0.2, "1", "改造节能率", "fall of energy intensity by a retrofit"),
    Parameter("retrofit_cleaning", 0.3, 0.1, 0.5, "1", "改造减排率", "fall of emission intensity by a retrofit"),
    Parameter("retrofit_cost", 0.2, 0.1, 0.4, "10k yuan/tce", "改造投资", "cost of a retrofit for each tce a year that it saves"),
    Parameter("retrofit_public", 0.3, 0.1, 0.5, "1", "改造财政分担", "share of the cost of a retrofit that the city pays"),
    Parameter("title_line", 0.9, 0.75, 0.95, "1", "示范园区能效线", "energy and emissions over the industries' benchmark at which a zone earns a title"),
    # parks and grades
    Parameter("leniency_step", 0.05, 0.0, 0.15, "1", "宽松度调整", "yearly step of a park's leniency"),
    Parameter("leniency_largest", 0.5, 0.2, 0.7, "1", "宽松度上限", "largest leniency of a park: standards fall by this share"),
    Parameter("leniency_threat", 2.0, 1.0, 4.0, "1", "核减威慑系数", "steps by which a park under the largest cut tightens"),
    Parameter("evaluation_cost", 50.0, 20.0, 100.0, "10k yuan/year", "考核评估成本", "cost of a full evaluation of one zone"),
    Parameter("grade_land", 0.5, 0.3, 0.7, "1", "亩均评级权重", "weight of land yield against energy yield in a firm's grade"),
    Parameter("score_yield", 0.4, 0.2, 0.6, "1", "园区考核亩均权重", "weight of output per mu in a zone's score"),
    Parameter("score_hightech", 0.4, 0.2, 0.4, "1", "园区考核高新权重", "weight of the high-tech share in a zone's score"),
    Parameter("grade_width", 0.5, 0.3, 0.8, "1", "评级间距", "width of a grade on the log efficiency score"),
    Parameter("exit_compensation", 0.5, 0.2, 1.0, "1", "退出补偿比例", "share of a closed polluter's capital that is compensated"),
    Parameter("register_threshold", 2000.0, 2000.0, 2000.0, "10k yuan/year", "规上门槛", "revenue from which a firm is above scale", "above-scale-2011"),
    Parameter("register_band", 0.2, 0.0, 0.4, "1", "退库容差", "share below the threshold at which a firm leaves the register"),
]  # fmt: skip

PARAMETERS: dict[str, Parameter] = {parameter.name: parameter for parameter in _DECLARED}

for _parameter in _DECLARED:
    check_source(_parameter.source, f"parameter {_parameter.name}")

parameter_dtype = np.dtype([(name, np.float64) for name in PARAMETERS])


def central_values(overrides: dict[str, float] | None = None) -> np.recarray:
    """Return one record (shape (1,), `parameter_dtype`) of central values, `overrides` replacing some by name.

    Raises KeyError for an unknown name.
    """
    record = np.zeros(1, parameter_dtype)
    for name, parameter in PARAMETERS.items():
        record[name] = parameter.value
    for name, value in (overrides or {}).items():
        if name not in PARAMETERS:
            raise KeyError(name)
        record[name] = value
    return record.view(np.recarray)
