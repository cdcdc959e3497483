"""What a case says about the city as a whole: unit, admissible range and labels of every number of `[totals]`.

A published margin, or figure of the baseline year, may be left out: the synthesis then leaves it to the priors. What shapes the priors cannot be.
"""

from typing import NamedTuple

from model.parameters import PARAMETERS

THRESHOLD = PARAMETERS["register_threshold"].value  # 10k yuan a year


class Total(NamedTuple):
    """One declared number: unit, admissible range, labels, whether it counts something, and why it is needed.

    `needed` is the message that says why it cannot be left out; empty where it can be.
    """

    unit: str
    low: float
    high: float
    zh: str
    en: str
    whole: bool = False
    needed: str = ""


TOTALS: dict[str, Total] = {
    "hightech_output_share": Total(
        "share", 0.001, 0.999, "高新技术企业产值占开发区产值比重", "high-tech share of zone output"
    ),
    "top3_sales_share": Total(
        "share", 0.001, 0.999, "前三位主导产业销售收入占比", "share of the top three leading industries in sales"
    ),
    "zone_value_added_share": Total(
        "share", 0.001, 0.999, "开发区工业增加值占全市比重", "zones' share of the city's value added"
    ),
    "zone_output_growth": Total(
        "1/year", -0.5, 1.0, "开发区产值增长率", "growth of the zones' output from parks.csv to the baseline"
    ),
    "zone_gross_output_share": Total(
        "share", 0.001, 0.999, "开发区工业总产值占全市比重", "zones' share of the city's gross output"
    ),
    "energy_total": Total("tce/year", 1.0, 1e9, "规上工业能耗总量", "energy use of registered firms"),
    "small_firms": Total(
        "firms", 0, 1e5, "规下企业数", "firms below the register's threshold", True, "small_firms_needed"
    ),
    "small_firm_output": Total(
        "10k yuan/year", 1.0, THRESHOLD, "最小规下企业产值", "output of the smallest firm", needed="sizes_needed"
    ),
    "largest_output": Total(
        "10k yuan/year", 1.5 * THRESHOLD, 1e8, "最大企业产值", "output of the largest firm", needed="sizes_needed"
    ),
    "tail_exponent": Total(
        "1", 0.1, 5.0, "企业规模分布尾指数", "exponent of the tail of firm sizes", needed="sizes_needed"
    ),
    "ramping_share": Total(
        "share", 0.0, 1.0, "尚未达产企业占比", "share of firms still ramping up", needed="ramping_needed"
    ),
    "listed_share": Total("share", 0.0, 1.0, "列入重点污染名单的企业占比", "share of heavy polluters that are listed"),
    "zone_tax": Total("100 million yuan", 1e-3, 1e6, "开发区基期税收", "zones' tax"),
    "zone_jobs": Total("10,000 workers", 1e-3, 1e5, "开发区基期从业人员", "zones' jobs"),
    "zone_trade": Total("100 million yuan", 1e-3, 1e6, "开发区基期进出口总额", "zones' imports and exports"),
    "zone_value_added": Total("100 million yuan", 1e-3, 1e6, "开发区基期工业增加值", "zones' value added"),
    "city_value_added": Total("100 million yuan", 1e-3, 1e6, "全市基期规上工业增加值", "city's value added"),
    "zone_output_per_mu": Total("10k yuan/mu", 0.1, 1e5, "开发区基期亩均产值", "zones' output per mu"),
}
