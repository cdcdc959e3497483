"""Indicators: formulas over the recorded sums. One entry is the unit, labels, definition and formula.

All are yearly and, unless they say otherwise, of the zones together. Land is shown in mu, money in 100 million yuan of
constant prices, energy in 10,000 tce. An indicator of events has no value (NaN) in the baseline year, in which nothing
is simulated.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from .calendar import QUARTERS_A_YEAR
from .state import BOOK_COLUMNS
from .units import HUNDRED_MILLION, KGCE_PER_TCE, M2_PER_MU, YUAN_PER_10K

TOP = 3


class Recorded:
    """The recorded arrays of a run, as formulas want them: `record` of the engine, `arrays` of the world."""

    def __init__(self, record: Any, arrays: Any) -> None:
        self.sums = record.sums
        self.books = record.books
        self.costs = record.costs
        self.parameters = record.parameters
        self.arrays = arrays
        self.zone = arrays.sites.zone.astype(bool)

    def zones(self, column: str) -> np.ndarray:
        """Return a yearly sum over zones and industries, shape (replicate, year)."""
        return self.sums[column][:, :, self.zone, :].sum(axis=(2, 3))

    def zones_weighted(self, column: str, weight: str, *, inverse: bool = False) -> np.ndarray:
        """Return a yearly sum over zones with each industry weighted by (or divided by) one of its columns."""
        return self._weighted(self.sums[column][:, :, self.zone, :], weight, inverse)

    def city_weighted(self, column: str, weight: str) -> np.ndarray:
        """Return the same for the whole city."""
        return self._weighted(self.sums[column], weight, False)

    def _weighted(self, column: np.ndarray, weight: str, inverse: bool) -> np.ndarray:
        by_industry = column.sum(axis=2)
        factor = np.asarray(self.arrays.industries[weight])
        return by_industry @ (1.0 / factor if inverse else factor)

    def events(self, column: str) -> np.ndarray:
        """Return events of a year by zone, (replicate, year, zone): the sum of four quarters, NaN at the baseline."""
        quarters = np.asarray(self.books[column])[:, 1:, self.zone].astype(float)
        replicates, _, zones = quarters.shape
        yearly = quarters.reshape(replicates, -1, QUARTERS_A_YEAR, zones).sum(axis=2)
        return np.concatenate([np.full((replicates, 1, zones), np.nan), yearly], axis=1)

    def total_events(self, column: str) -> np.ndarray:
        """Return events of a year over all zones, (replicate, year)."""
        return self.events(column).sum(axis=2)

    def year_end(self, column: str) -> np.ndarray:
        """Return a balance at the end of a year by zone, (replicate, year, zone)."""
        if column not in BOOK_COLUMNS:
            raise KeyError(column)
        return np.asarray(self.books[column])[:, ::QUARTERS_A_YEAR, self.zone].astype(float)

    def total_year_end(self, column: str) -> np.ndarray:
        """Return a balance at the end of a year over all zones, (replicate, year)."""
        return self.year_end(column).sum(axis=2)

    def favoured(self) -> np.ndarray:
        """Return how many zones the assessment favours, shape (replicate, 1, 1)."""
        return np.ceil(self.zone.sum() * self.parameters["tilt_top_share"])[:, None, None]

    def firms_before(self) -> np.ndarray:
        """Return registered firms of the zones at the end of the year before, (replicate, year), NaN at the baseline."""
        firms = self.zones("firms")
        return np.concatenate([np.full((len(firms), 1), np.nan), firms[:, :-1]], axis=1)


def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Return above / below, and 0 where there is nothing to divide by."""
    safe = np.where(below == 0.0, 1.0, below)
    return np.where(below == 0.0, np.where(np.isnan(above), np.nan, 0.0), above / safe)


class Indicator(NamedTuple):
    """One declared indicator; `formula` maps what was recorded to values (replicate, year)."""

    name: str
    unit: str
    zh: str
    en: str
    definition: str
    formula: Callable[[Recorded], np.ndarray]


def _top3_by_zone(recorded: Recorded) -> np.ndarray:
    heads = np.asarray(recorded.books["head"])[:, ::QUARTERS_A_YEAR]
    top = np.zeros(heads.shape[:2])
    for zone in np.flatnonzero(recorded.zone):
        of_zone = (heads == zone)[:, :, :, None]  # parks that it manages: itself, and those that have joined it
        leads = (of_zone & (recorded.arrays.leading[None, None] == 1)).any(axis=2)
        output = (recorded.sums.output * of_zone).sum(axis=2) * leads
        top += -np.sort(-output, axis=2)[:, :, :TOP].sum(axis=2)
    return ratio(top, recorded.zones("output"))


def _top3_of_city(recorded: Recorded) -> np.ndarray:
    by_industry = recorded.sums.output[:, :, recorded.zone, :].sum(axis=2)
    return ratio(-np.sort(-by_industry, axis=2)[:, :, :TOP].sum(axis=2), recorded.zones("output"))


def _industrial_mu(recorded: Recorded) -> np.ndarray:
    return (recorded.total_year_end("area_occupied") + recorded.total_year_end("area_factory")) / M2_PER_MU


def _top_ranked(recorded: Recorded) -> np.ndarray:
    best = np.asarray(recorded.books["rank"])[:, 1::QUARTERS_A_YEAR, recorded.zone] < recorded.favoured()
    issued = recorded.events("land_issued")
    favoured = np.concatenate([np.zeros_like(best[:, :1]), best], axis=1)
    return ratio((issued * favoured).sum(axis=2), issued.sum(axis=2))


def _waiting(recorded: Recorded) -> np.ndarray:
    return recorded.total_year_end("waiting_land") + recorded.total_year_end("waiting_floor")


def _services(recorded: Recorded) -> np.ndarray:
    other = recorded.total_year_end("area_other")
    room = ratio(other, other[:, :1]) ** np.asarray(recorded.parameters["services_land"])[:, None]
    rate = np.asarray(recorded.parameters["services_rate"])[:, None]
    return rate * recorded.zones_weighted("output", "value_added_rate") / HUNDRED_MILLION * room


def _growth(series: np.ndarray) -> np.ndarray:
    """Return average yearly growth since the baseline, (replicate, year), NaN at the baseline."""
    years = np.arange(1, series.shape[1])
    grown = ratio(series[:, 1:], np.broadcast_to(series[:, :1], series[:, 1:].shape)) ** (1.0 / years) - 1.0
    return np.concatenate([np.full((len(series), 1), np.nan), grown], axis=1)


def _demonstration_zones(recorded: Recorded) -> np.ndarray:
    output = recorded.sums.output[:, :, recorded.zone, :]
    line = np.asarray(recorded.parameters["title_line"])[:, None, None]
    earned = np.ones(output.shape[:3], bool)
    for used, reference in (("energy", "energy_intensity"), ("emissions", "emission_intensity")):
        benchmark = output @ np.asarray(recorded.arrays.industries[reference])
        used_by_zone = recorded.sums[used][:, :, recorded.zone, :].sum(axis=3)
        earned &= (benchmark > 0.0) & (used_by_zone <= line * benchmark)
    return earned.sum(axis=2).astype(float)


def _policy_cost(recorded: Recorded) -> np.ndarray:
    quarters = recorded.costs.sum(axis=2)[:, 1:].astype(float)
    yearly = quarters.reshape(len(quarters), -1, QUARTERS_A_YEAR).sum(axis=2)
    padded = np.concatenate([np.full((len(quarters), 1), np.nan), yearly], axis=1)
    return padded / YUAN_PER_10K / HUNDRED_MILLION


_DECLARED = [
    Indicator(
        "hightech_output_share", "share", "高新技术产业产值占开发区工业总产值比重", "high-tech share of zone output",
        "gross output of recognised high-tech firms over gross output of all registered firms in zones",
        lambda r: ratio(r.zones("hightech_output"), r.zones("output")),
    ),
    Indicator(
        "zone_value_added_share", "share", "开发区规上工业增加值占全市比重", "zones' share of the city's value added",
        "value added of registered firms in zones over that of all registered firms in the city",
        lambda r: ratio(
            r.zones_weighted("output", "value_added_rate"), r.city_weighted("output", "value_added_rate")
        ),
    ),
    Indicator(
        "top3_sales_share", "share", "前三位主导产业销售收入占比", "share of each zone's top three leading industries",
        "sales of each zone's three largest leading industries, summed over zones, over all zone sales; merged zones count as one",
        _top3_by_zone,
    ),
    Indicator(
        "top3_sales_share_city", "share", "全市前三大产业销售收入占比", "share of the three largest industries of all zones",
        "sales of the three largest industries of all zones together over all zone sales (the other reading)",
        _top3_of_city,
    ),
    Indicator(
        "gross_output", "100 million yuan", "开发区工业总产值", "zone gross output",
        "gross output of registered firms in zones, mean of the four quarterly paces",
        lambda r: r.zones("output") / HUNDRED_MILLION,
    ),
    Indicator(
        "value_added", "100 million yuan", "开发区工业增加值", "zone value added",
        "gross output times the value-added rate of each industry",
        lambda r: r.zones_weighted("output", "value_added_rate") / HUNDRED_MILLION,
    ),
    Indicator(
        "tax", "100 million yuan", "开发区税收", "zone tax",
        "gross output times the tax rate of each industry",
        lambda r: r.zones_weighted("output", "tax_rate") / HUNDRED_MILLION,
    ),
    Indicator(
        "jobs", "10,000 workers", "开发区从业人员", "zone jobs",
        "gross output over output per worker of each industry",
        lambda r: r.zones_weighted("output", "output_per_worker", inverse=True) / YUAN_PER_10K,
    ),
    Indicator(
        "firms", "firms", "开发区规上企业数", "registered firms in zones",
        "above-scale firms on the register at the end of the year",
        lambda r: r.zones("firms"),
    ),
    Indicator(
        "entry_rate", "share", "规上企业进入率", "entry rate of registered firms",
        "firms that came onto the register in the year over those on it a year before",
        lambda r: ratio(r.total_events("registered"), r.firms_before()),
    ),
    Indicator(
        "exit_rate", "share", "规上企业退出率", "exit rate of registered firms",
        "registered firms that closed or fell off the register in the year over those on it a year before",
        lambda r: ratio(r.total_events("closed") + r.total_events("deregistered"), r.firms_before()),
    ),
    Indicator(
        "land_issued", "mu", "下达用地计划", "land plan issued to zones",
        "land quota issued in the year, after cuts", lambda r: r.total_events("land_issued") / M2_PER_MU,
    ),
    Indicator(
        "land_granted", "mu", "供应工业用地", "land granted in zones",
        "land granted to projects and standard factories in the year",
        lambda r: (r.total_events("land_granted") + r.total_events("land_granted_factory")) / M2_PER_MU,
    ),
    Indicator(
        "land_reclaimed", "mu", "盘活闲置土地", "idle land reclaimed",
        "idle land brought back into the quota in the year", lambda r: r.total_events("land_reclaimed") / M2_PER_MU,
    ),
    Indicator(
        "land_balance", "mu", "年末结余指标", "land quota left at year-end",
        "closing balance of the land quotas: near zero where land binds",
        lambda r: r.total_year_end("land_closing") / M2_PER_MU,
    ),
    Indicator(
        "land_idle_rate", "share", "土地闲置率", "idle rate of industrial land",
        "idle land over land supplied (occupied, idle and under standard factories) at the end of the year",
        lambda r: ratio(
            r.total_year_end("area_idle"),
            r.total_year_end("area_idle") + r.total_year_end("area_occupied") + r.total_year_end("area_factory"),
        ),
    ),
    Indicator(
        "land_hightech", "share", "供地中高新项目占比", "high-tech share of land granted",
        "land granted to high-tech projects over land granted to projects in the year",
        lambda r: ratio(r.total_events("land_granted_hightech"), r.total_events("land_granted")),
    ),
    Indicator(
        "land_top_ranked", "share", "优等园区用地计划占比", "share of the land plan of the best-ranked zones",
        "land issued to the zones that the assessment favours by rank over all land issued in the year", _top_ranked,
    ),
    Indicator(
        "plot_ratio", "1", "工业用地容积率", "plot ratio of registered firms",
        "own and leased floor of registered firms over their land and the land under the floor they lease",
        lambda r: ratio(
            r.zones("floor"), r.zones("land") + r.zones("leased") / np.asarray(r.parameters["factory_plot_ratio"])[:, None]
        ),
    ),
    Indicator(
        "output_per_mu", "10k yuan/mu", "亩均产值", "output per mu",
        "gross output over occupied industrial land, that under standard factories included",
        lambda r: ratio(r.zones("output"), _industrial_mu(r)),
    ),
    Indicator(
        "tax_per_mu", "10k yuan/mu", "亩均税收", "tax per mu", "tax over occupied industrial land",
        lambda r: ratio(r.zones_weighted("output", "tax_rate"), _industrial_mu(r)),
    ),
    Indicator(
        "investment_per_mu", "10k yuan/mu", "亩均投资", "investment per mu of registered firms",
        "fixed investment of registered firms over the land they hold",
        lambda r: ratio(r.zones("capital"), r.zones("land") / M2_PER_MU),
    ),
    Indicator(
        "energy_use", "10,000 tce", "能源消费量", "energy use", "energy use of registered firms in zones",
        lambda r: r.zones("energy") / YUAN_PER_10K,
    ),
    Indicator(
        "energy_intensity", "tce/10k yuan", "单位增加值能耗", "energy per value added",
        "energy use over value added of registered firms in zones",
        lambda r: ratio(r.zones("energy"), r.zones_weighted("output", "value_added_rate")),
    ),
    Indicator(
        "energy_over_budget", "10,000 tce", "超预算用能", "energy used over budget",
        "energy by which zones have overdrawn their budgets at the end of the year",
        lambda r: np.maximum(0.0, -r.year_end("energy_closing")).sum(axis=2) / KGCE_PER_TCE / YUAN_PER_10K,
    ),
    Indicator(
        "output_curtailed", "100 million yuan", "限产损失产值", "output lost to curtailment",
        "mean quarterly pace of output that zones lost to curtailment",
        lambda r: r.total_events("curtailed") / QUARTERS_A_YEAR / HUNDRED_MILLION,
    ),
    Indicator(
        "emissions", "10,000 equivalents", "污染物排放当量", "emissions",
        "pollution equivalents of registered firms in zones", lambda r: r.zones("emissions") / YUAN_PER_10K,
    ),
    Indicator(
        "upgrades", "upgrades", "技术升级次数", "technology upgrades", "upgrades of producing firms in zones in the year",
        lambda r: r.total_events("upgrades"),
    ),
    Indicator(
        "platforms", "platforms", "新增创新平台", "innovation platforms opened",
        "public innovation platforms opened since the baseline", lambda r: r.total_year_end("platforms"),
    ),
    Indicator(
        "standard_factory_floor", "10,000 m2", "标准厂房面积", "standard-factory floor",
        "standard-factory floor in use or under construction at the end of the year",
        lambda r: (r.total_year_end("floor_factory") + r.total_year_end("floor_building")) / YUAN_PER_10K,
    ),
    Indicator(
        "leased_floor", "10,000 m2", "标准厂房出租面积", "leased standard-factory floor",
        "standard-factory floor let at the end of the year",
        lambda r: r.total_year_end("floor_leased") / YUAN_PER_10K,
    ),
    Indicator(
        "projects_arrived", "projects", "到达项目数", "projects that arrived", "projects that arrived in the year",
        lambda r: r.total_events("arrivals"),
    ),
    Indicator(
        "projects_refused", "projects", "未获准入项目数", "projects refused",
        "applications of new projects and expansions refused by entry standards or energy review in the year",
        lambda r: r.total_events("refused_standards") + r.total_events("refused_energy"),
    ),
    Indicator(
        "projects_waiting", "projects", "排队项目数", "projects waiting",
        "projects that wait for land or floor at the end of the year", _waiting,
    ),
    Indicator(
        "projects_lost", "projects", "流失项目数", "projects lost", "waiting projects that gave up in the year",
        lambda r: r.total_events("lost"),
    ),
    Indicator(
        "projects_elsewhere", "projects", "外流项目数", "projects that went elsewhere",
        "projects that went to another city in the year for want of incentives",
        lambda r: r.total_events("elsewhere"),
    ),
    Indicator(
        "projects_transferred", "projects", "异地流转项目数", "projects transferred",
        "waiting projects that a zone let go to one that suits them in the year",
        lambda r: r.total_events("transferred"),
    ),
    Indicator(
        "projects_started", "projects", "新投产项目数", "projects that started production",
        "new plants in zones that started production in the year", lambda r: r.total_events("started"),
    ),
    Indicator(
        "firms_relocated", "firms", "迁入园区企业数", "firms that moved into zones",
        "firms from outside that moved into their new plant in a zone in the year",
        lambda r: r.total_events("relocated"),
    ),
    Indicator(
        "firms_retrofitted", "firms", "循环化改造企业数", "firms retrofitted", "firms of zones retrofitted in the year",
        lambda r: r.total_events("retrofits"),
    ),
    Indicator(
        "leaders", "firms", "龙头企业数", "leading firms",
        "registered firms in zones large enough to attract suppliers and customers, at the end of the year",
        lambda r: r.zones("leaders"),
    ),
    Indicator(
        "national_zones", "zones", "国家级园区数", "national zones", "zones of national level at the end of the year",
        lambda r: r.total_year_end("national"),
    ),
    Indicator(
        "demonstration_zones", "zones", "达到示范园区能效线的园区数", "zones fit for a demonstration title",
        "zones whose energy use and emissions are both below a line against the benchmark of their industries",
        _demonstration_zones,
    ),
    Indicator(
        "leniency", "share", "园区标准宽松度", "leniency of zones",
        "how far zones let entry standards slip, mean of the zones at the end of the year",
        lambda r: r.year_end("leniency").mean(axis=2),
    ),
    Indicator(
        "land_pooled", "mu", "整合园区统筹用地", "land quota pooled",
        "land quota that parks of merged zones took from one another in the year",
        lambda r: r.total_events("land_pooled_in") / M2_PER_MU,
    ),
    Indicator(
        "land_mixed", "mu", "居住与公共服务用地", "land for housing and services",
        "new land laid out for housing and services in the year", lambda r: r.total_events("land_mixed") / M2_PER_MU,
    ),
    Indicator(
        "services_value_added", "100 million yuan", "开发区服务业增加值", "services value added in zones",
        "a share of industrial value added, grown with the land for housing and services to a power",
        _services,
    ),
    Indicator(
        "services_growth", "1/year", "服务业增加值年均增速", "growth of services value added",
        "average yearly growth of services value added since the baseline; steady if not below 0",
        lambda r: _growth(_services(r)),
    ),
    Indicator(
        "trade", "100 million yuan", "开发区进出口总额", "imports and exports of zones",
        "gross output times the trade rate of each industry",
        lambda r: r.zones_weighted("output", "trade_rate") / HUNDRED_MILLION,
    ),
    Indicator(
        "trade_growth", "1/year", "进出口年均增速", "growth of imports and exports",
        "average yearly growth of imports and exports since the baseline; steady if not below 0",
        lambda r: _growth(r.zones_weighted("output", "trade_rate")),
    ),
    Indicator(
        "tax_growth", "1/year", "税收年均增速", "growth of tax",
        "average yearly growth of zone tax since the baseline; steady if not below 0",
        lambda r: _growth(r.zones_weighted("output", "tax_rate")),
    ),
    Indicator(
        "tax_shared", "100 million yuan", "园区间分享税收", "tax shared between zones",
        "tax that receiving zones passed in the year to those that let projects go",
        lambda r: r.total_events("tax_passed") / YUAN_PER_10K / HUNDRED_MILLION,
    ),
    Indicator(
        "incentives_paid", "100 million yuan", "招商优惠支出", "incentives paid",
        "discounts on land and subsidies that zones gave in the year to projects they seated",
        lambda r: r.total_events("incentives") / YUAN_PER_10K / HUNDRED_MILLION,
    ),
    Indicator(
        "policy_cost", "100 million yuan", "政策财政支出", "fiscal cost of the scenario",
        "what the levers of the scenario cost the city in the year, less what they bring in", _policy_cost,
    ),
]  # fmt: skip

INDICATORS: dict[str, Indicator] = {indicator.name: indicator for indicator in _DECLARED}
