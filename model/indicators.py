"""Indicators: formulas over the recorded sums. One entry is the unit, labels, definitions and formula.

All are yearly and, unless they say otherwise, of the zones together. Land is shown in mu, money in 100 million yuan of
constant prices, energy in 10,000 tce. An indicator of events has no value (NaN) in the baseline year, in which nothing
is simulated.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from .calendar import QUARTERS_A_YEAR
from .formulas import (
    Recorded,
    demonstration_zones,
    growth,
    industrial_mu,
    policy_cost,
    ratio,
    services,
    top3_by_zone,
    top3_of_city,
    top_ranked,
    waiting,
)
from .indicator_senses import SENSES
from .units import HUNDRED_MILLION, KGCE_PER_TCE, M2_PER_MU, YUAN_PER_10K


class Indicator(NamedTuple):
    """One declared indicator; `formula` maps what was recorded to values (replicate, year).

    `better` is 1 where more is better, -1 where less is, 0 where neither is; `by` says what it can be asked of besides
    the zones together: `park`, `industry`.
    """

    name: str
    unit: str
    zh: str
    en: str
    definition_zh: str
    definition: str
    formula: Callable[[Recorded], np.ndarray]
    better: int = 0
    by: tuple[str, ...] = ()


_DECLARED = [
    Indicator(
        "hightech_output_share", "share", "高新技术产业产值占开发区工业总产值比重", "high-tech share of zone output",
        "开发区内经认定的高新技术企业总产值与全部规上企业总产值之比",
        "gross output of recognised high-tech firms over gross output of all registered firms in zones",
        lambda r: ratio(r.zones("hightech_output"), r.zones("output")),
    ),
    Indicator(
        "zone_value_added_share", "share", "开发区规上工业增加值占全市比重", "zones' share of the city's value added",
        "开发区规上企业增加值与全市规上企业增加值之比",
        "value added of registered firms in zones over that of all registered firms in the city",
        lambda r: ratio(
            r.zones_weighted("output", "value_added_rate"), r.city_weighted("output", "value_added_rate")
        ),
    ),
    Indicator(
        "top3_sales_share", "share", "前三位主导产业销售收入占比", "share of each zone's top three leading industries",
        "各园区产值最大的三个主导产业销售收入（以产值计）之和与开发区全部销售收入之比；合并管理的园区按一个计",
        "sales of each zone's three largest leading industries, summed over zones, over all zone sales; merged zones count as one",
        top3_by_zone,
    ),
    Indicator(
        "top3_sales_share_city", "share", "全市前三大产业销售收入占比", "share of the three largest industries of all zones",
        "各开发区合计产值最大的三个产业销售收入（以产值计）与开发区全部销售收入之比（另一种口径）",
        "sales of the three largest industries of all zones together over all zone sales (the other reading)",
        top3_of_city,
    ),
    Indicator(
        "gross_output", "100 million yuan", "开发区工业总产值", "zone gross output",
        "开发区规上企业总产值，取四个季度年化产值的平均",
        "gross output of registered firms in zones, mean of the four quarterly paces",
        lambda r: r.zones("output") / HUNDRED_MILLION,
    ),
    Indicator(
        "value_added", "100 million yuan", "开发区工业增加值", "zone value added",
        "各行业总产值乘以该行业增加值率之和",
        "gross output times the value-added rate of each industry",
        lambda r: r.zones_weighted("output", "value_added_rate") / HUNDRED_MILLION,
    ),
    Indicator(
        "tax", "100 million yuan", "开发区税收", "zone tax",
        "各行业总产值乘以该行业税收占产值比例之和",
        "gross output times the tax rate of each industry",
        lambda r: r.zones_weighted("output", "tax_rate") / HUNDRED_MILLION,
    ),
    Indicator(
        "jobs", "10,000 workers", "开发区从业人员", "zone jobs",
        "各行业总产值除以该行业人均产值之和",
        "gross output over output per worker of each industry",
        lambda r: r.zones_weighted("output", "output_per_worker", inverse=True) / YUAN_PER_10K,
    ),
    Indicator(
        "firms", "firms", "开发区规上企业数", "registered firms in zones",
        "年末在库的规模以上企业数",
        "above-scale firms on the register at the end of the year",
        lambda r: r.zones("firms"),
    ),
    Indicator(
        "entry_rate", "share", "规上企业进入率", "entry rate of registered firms",
        "当年新入库企业数与上年末在库企业数之比",
        "firms that came onto the register in the year over those on it a year before",
        lambda r: ratio(r.total_events("registered"), r.firms_before()),
    ),
    Indicator(
        "exit_rate", "share", "规上企业退出率", "exit rate of registered firms",
        "当年关闭或退库的规上企业数与上年末在库企业数之比",
        "registered firms that closed or fell off the register in the year over those on it a year before",
        lambda r: ratio(r.total_events("closed") + r.total_events("deregistered"), r.firms_before()),
    ),
    Indicator(
        "land_issued", "mu", "下达用地计划", "land plan issued to zones",
        "当年下达的用地计划指标，已扣除核减和转作居住、公共服务用地的部分",
        "land quota issued in the year, after cuts and without land laid out for housing and services",
        lambda r: r.total_events("land_issued") / M2_PER_MU,
    ),
    Indicator(
        "land_granted", "mu", "供应工业用地", "land granted in zones",
        "当年供应给项目和标准厂房的土地",
        "land granted to projects and standard factories in the year",
        lambda r: (r.total_events("land_granted") + r.total_events("land_granted_factory")) / M2_PER_MU,
    ),
    Indicator(
        "land_reclaimed", "mu", "盘活闲置土地", "idle land reclaimed",
        "当年收回并重新计入指标的闲置土地",
        "idle land brought back into the quota in the year",
        lambda r: r.total_events("land_reclaimed") / M2_PER_MU,
    ),
    Indicator(
        "land_balance", "mu", "年末结余指标", "land quota left at year-end",
        "年末用地指标余额；用地紧张时接近零",
        "closing balance of the land quotas: near zero where land binds",
        lambda r: r.total_year_end("land_closing") / M2_PER_MU,
    ),
    Indicator(
        "land_idle_rate", "share", "土地闲置率", "idle rate of industrial land",
        "年末闲置土地与已供工业用地（企业占用、闲置和标准厂房用地）之比",
        "idle land over land supplied (occupied, idle and under standard factories) at the end of the year",
        lambda r: ratio(
            r.total_year_end("area_idle"),
            r.total_year_end("area_idle") + r.total_year_end("area_occupied") + r.total_year_end("area_factory"),
        ),
    ),
    Indicator(
        "land_hightech", "share", "供地中高新项目占比", "high-tech share of land granted",
        "当年供给高新技术项目的土地与供给全部项目的土地之比",
        "land granted to high-tech projects over land granted to projects in the year",
        lambda r: ratio(r.total_events("land_granted_hightech"), r.total_events("land_granted")),
    ),
    Indicator(
        "land_top_ranked", "share", "优等园区用地计划占比", "share of the land plan of the best-ranked zones",
        "当年下达给考核排名靠前园区的用地计划占全部用地计划的比例",
        "land issued to the zones that the assessment favours by rank over all land issued in the year",
        top_ranked,
    ),
    Indicator(
        "plot_ratio", "1", "工业用地容积率", "plot ratio of registered firms",
        "规上企业自有和租用厂房面积与其自有用地及所租厂房折算用地之比",
        "own and leased floor of registered firms over their land and the land under the floor they lease",
        lambda r: ratio(
            r.zones("floor"), r.zones("land") + r.zones("leased") / np.asarray(r.parameters["factory_plot_ratio"])[:, None]
        ),
    ),
    Indicator(
        "output_per_mu", "10k yuan/mu", "亩均产值", "output per mu",
        "总产值与已占用工业用地（含标准厂房用地）之比",
        "gross output over occupied industrial land, that under standard factories included",
        lambda r: ratio(r.zones("output"), industrial_mu(r)),
    ),
    Indicator(
        "tax_per_mu", "10k yuan/mu", "亩均税收", "tax per mu",
        "税收与已占用工业用地（含标准厂房用地）之比",
        "tax over occupied industrial land, that under standard factories included",
        lambda r: ratio(r.zones_weighted("output", "tax_rate"), industrial_mu(r)),
    ),
    Indicator(
        "investment_per_mu", "10k yuan/mu", "亩均投资", "investment per mu of registered firms",
        "规上企业固定投资与其自有用地之比",
        "fixed investment of registered firms over the land they hold",
        lambda r: ratio(r.zones("capital"), r.zones("land") / M2_PER_MU),
    ),
    Indicator(
        "energy_use", "10,000 tce", "能源消费量", "energy use",
        "开发区规上企业能源消费量",
        "energy use of registered firms in zones",
        lambda r: r.zones("energy") / YUAN_PER_10K,
    ),
    Indicator(
        "energy_intensity", "tce/10k yuan", "单位增加值能耗", "energy per value added",
        "开发区规上企业能源消费量与增加值之比",
        "energy use over value added of registered firms in zones",
        lambda r: ratio(r.zones("energy"), r.zones_weighted("output", "value_added_rate")),
    ),
    Indicator(
        "energy_over_budget", "10,000 tce", "超预算用能", "energy used over budget",
        "年末各园区用能超出预算的累计量之和",
        "energy by which zones have overdrawn their budgets at the end of the year",
        lambda r: np.maximum(0.0, -r.year_end("energy_closing")).sum(axis=2) / KGCE_PER_TCE / YUAN_PER_10K,
    ),
    Indicator(
        "output_curtailed", "100 million yuan", "限产损失产值", "output lost to curtailment",
        "开发区因限产损失的产值，取四个季度年化值的平均",
        "mean quarterly pace of output that zones lost to curtailment",
        lambda r: r.total_events("curtailed") / QUARTERS_A_YEAR / HUNDRED_MILLION,
    ),
    Indicator(
        "emissions", "10,000 equivalents", "污染物排放当量", "emissions",
        "开发区规上企业污染物排放当量",
        "pollution equivalents of registered firms in zones",
        lambda r: r.zones("emissions") / YUAN_PER_10K,
    ),
    Indicator(
        "upgrades", "upgrades", "技术升级次数", "technology upgrades",
        "当年开发区投产企业的技术升级次数",
        "upgrades of producing firms in zones in the year",
        lambda r: r.total_events("upgrades"),
    ),
    Indicator(
        "platforms", "platforms", "新增创新平台", "innovation platforms opened",
        "基期以来新设立的公共创新平台数",
        "public innovation platforms opened since the baseline",
        lambda r: r.total_year_end("platforms"),
    ),
    Indicator(
        "standard_factory_floor", "10,000 m2", "标准厂房面积", "standard-factory floor",
        "年末已建成和在建的标准厂房面积",
        "standard-factory floor in use or under construction at the end of the year",
        lambda r: (r.total_year_end("floor_factory") + r.total_year_end("floor_building")) / YUAN_PER_10K,
    ),
    Indicator(
        "leased_floor", "10,000 m2", "标准厂房出租面积", "leased standard-factory floor",
        "年末已出租的标准厂房面积",
        "standard-factory floor let at the end of the year",
        lambda r: r.total_year_end("floor_leased") / YUAN_PER_10K,
    ),
    Indicator(
        "projects_arrived", "projects", "到达项目数", "projects that arrived",
        "当年到达开发区的项目数",
        "projects that arrived at zones in the year",
        lambda r: r.total_events("arrivals"),
    ),
    Indicator(
        "projects_refused", "projects", "未获准入项目数", "projects refused",
        "当年因准入标准或节能评估未获准入的新上、扩建和迁入项目数",
        "applications of new projects, expansions and moves refused by entry standards or energy review in the year",
        lambda r: r.total_events("refused_standards") + r.total_events("refused_energy"),
    ),
    Indicator(
        "projects_waiting", "projects", "排队项目数", "projects waiting",
        "年末等候供地或等候厂房的项目数",
        "projects that wait for land or floor at the end of the year",
        waiting,
    ),
    Indicator(
        "projects_lost", "projects", "流失项目数", "projects lost",
        "当年放弃等候的项目数",
        "waiting projects that gave up in the year",
        lambda r: r.total_events("lost"),
    ),
    Indicator(
        "projects_elsewhere", "projects", "外流项目数", "projects that went elsewhere",
        "当年因优惠减少而流向外市的项目数",
        "projects that went to another city in the year for want of incentives",
        lambda r: r.total_events("elsewhere"),
    ),
    Indicator(
        "projects_transferred", "projects", "异地流转项目数", "projects transferred",
        "当年由一个园区放行、流转到更适合园区的排队项目数",
        "waiting projects that a zone let go to one that suits them in the year",
        lambda r: r.total_events("transferred"),
    ),
    Indicator(
        "projects_started", "projects", "新投产项目数", "projects that started production",
        "当年开发区建成投产的新项目数",
        "new plants in zones that started production in the year",
        lambda r: r.total_events("started"),
    ),
    Indicator(
        "firms_relocated", "firms", "迁入园区企业数", "firms that moved into zones",
        "当年迁入开发区新厂的园区外企业数",
        "firms from outside that moved into their new plant in a zone in the year",
        lambda r: r.total_events("relocated"),
    ),
    Indicator(
        "firms_retrofitted", "firms", "循环化改造企业数", "firms retrofitted",
        "当年完成循环化改造的开发区企业数",
        "firms of zones retrofitted in the year",
        lambda r: r.total_events("retrofits"),
    ),
    Indicator(
        "leaders", "firms", "龙头企业数", "leading firms",
        "年末开发区内规模足以带动上下游的规上企业数",
        "registered firms in zones large enough to attract suppliers and customers, at the end of the year",
        lambda r: r.zones("leaders"),
    ),
    Indicator(
        "national_zones", "zones", "国家级园区数", "national zones",
        "年末国家级园区数",
        "zones of national level at the end of the year",
        lambda r: r.total_year_end("national"),
    ),
    Indicator(
        "demonstration_zones", "zones", "达到示范园区能效线的园区数", "zones fit for a demonstration title",
        "能耗和排放与本园区行业基准之比均不高于示范线的园区数",
        "zones whose energy use and emissions are both below a line against the benchmark of their industries",
        demonstration_zones,
    ),
    Indicator(
        "leniency", "share", "园区标准宽松度", "leniency of zones",
        "各园区执行准入标准的宽松程度，年末平均",
        "how far zones let entry standards slip, mean of the zones at the end of the year",
        lambda r: r.year_end("leniency").mean(axis=2),
    ),
    Indicator(
        "land_pooled", "mu", "整合园区统筹用地", "land quota pooled",
        "当年合并管理的园区之间统筹使用的用地指标",
        "land quota that parks of merged zones took from one another in the year",
        lambda r: r.total_events("land_pooled_in") / M2_PER_MU,
    ),
    Indicator(
        "land_mixed", "mu", "居住与公共服务用地", "land for housing and services",
        "当年新安排的居住和公共服务用地",
        "new land laid out for housing and services in the year",
        lambda r: r.total_events("land_mixed") / M2_PER_MU,
    ),
    Indicator(
        "services_value_added", "100 million yuan", "开发区服务业增加值", "services value added in zones",
        "按工业增加值的一定比例计，并随居住、公共服务等其他用地的增加按弹性增长",
        "a share of industrial value added, grown with the land for housing, services and other uses to a power",
        services,
    ),
    Indicator(
        "services_growth", "1/year", "服务业增加值年均增速", "growth of services value added",
        "服务业增加值自基期以来的年均增速；不低于零即为平稳增长",
        "average yearly growth of services value added since the baseline; steady if not below 0",
        lambda r: growth(services(r)),
    ),
    Indicator(
        "trade", "100 million yuan", "开发区进出口总额", "imports and exports of zones",
        "各行业总产值乘以该行业进出口占产值比例之和",
        "gross output times the trade rate of each industry",
        lambda r: r.zones_weighted("output", "trade_rate") / HUNDRED_MILLION,
    ),
    Indicator(
        "trade_growth", "1/year", "进出口年均增速", "growth of imports and exports",
        "进出口总额自基期以来的年均增速；不低于零即为平稳增长",
        "average yearly growth of imports and exports since the baseline; steady if not below 0",
        lambda r: growth(r.zones_weighted("output", "trade_rate")),
    ),
    Indicator(
        "tax_growth", "1/year", "税收年均增速", "growth of tax",
        "开发区税收自基期以来的年均增速；不低于零即为平稳增长",
        "average yearly growth of zone tax since the baseline; steady if not below 0",
        lambda r: growth(r.zones_weighted("output", "tax_rate")),
    ),
    Indicator(
        "tax_shared", "100 million yuan", "园区间分享税收", "tax shared between zones",
        "当年承接园区划转给放行园区的税收",
        "tax that receiving zones passed in the year to those that let projects go",
        lambda r: r.total_events("tax_passed") / YUAN_PER_10K / HUNDRED_MILLION,
    ),
    Indicator(
        "incentives_paid", "100 million yuan", "招商优惠支出", "incentives paid",
        "当年园区对落地项目给予的地价折扣和投资奖补",
        "discounts on land and subsidies that zones gave in the year to projects they seated",
        lambda r: r.total_events("incentives") / YUAN_PER_10K / HUNDRED_MILLION,
    ),
    Indicator(
        "policy_cost", "100 million yuan", "政策财政支出", "fiscal cost of the scenario",
        "当年情景中各项政策杠杆的财政支出，扣除其带来的收入",
        "what the levers of the scenario cost the city in the year, less what they bring in",
        policy_cost,
    ),
]  # fmt: skip

INDICATORS: dict[str, Indicator] = {
    each.name: each._replace(better=SENSES[each.name][0], by=SENSES[each.name][1]) for each in _DECLARED
}
