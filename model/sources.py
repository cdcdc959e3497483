"""Where the model's numbers come from: one entry a source, cited by its key everywhere else.

`assumption` is a source too: it says that nobody has measured the number here, and every declaration that uses it
must give a range.
"""

from typing import NamedTuple


class Source(NamedTuple):
    """A citation: what it is, in English and Chinese, and the year it speaks of."""

    citation: str
    citation_zh: str
    year: str


ASSUMPTION = "assumption"

SOURCES: dict[str, Source] = {
    ASSUMPTION: Source(
        "Assumption of this model; the range is what the uncertainty analysis sweeps",
        "本模型的假设；不确定性分析在所列范围内取值",
        "-",
    ),
    "seed-002": Source(
        "Chizhou municipal government: implementation plan for upgrading the parks, draft for consultation, 2 Nov 2015",
        "池州市人民政府：园区转型升级实施方案（征求意见稿），2015年11月2日",
        "2015",
    ),
    "chizhou-daily-2015": Source(
        "Chizhou Daily, 16 Nov 2015: eight zones approved at national or provincial level",
        "《池州日报》2015年11月16日：八个经批准的国家级、省级开发区",
        "2014",
    ),
    "land-control-2008": Source(
        "Ministry of Land and Resources, document 24 of 2008: control indicators for industrial land",
        "国土资源部：国土资发〔2008〕24号《工业项目建设用地控制指标》",
        "2008",
    ),
    "anqing-land-2019": Source(
        "Anqing News, 2019: thresholds of investment per mu, tax per mu and land base prices",
        "安庆新闻，2019年：亩均投资、亩均税收门槛和地价标准",
        "2019",
    ),
    "xiaoxian-plants-2023": Source(
        "Xiaoxian county (Anhui): standards and subsidies of multi-storey standard plants",
        "安徽省萧县：多层标准厂房建设标准和补助，2023年",
        "2023",
    ),
    "rents-2025": Source(
        "Rents of standard plants in Tianchang and comparable places",
        "天长等同类地区标准厂房租金",
        "2025",
    ),
    "warning-2014": Source(
        "Anhui press, 29 Nov 2014: red warning level of energy intensity and total in Chizhou",
        "安徽媒体2014年11月29日：池州市能耗强度和总量预警等级为红色",
        "2014",
    ),
    "chinagate-2013": Source(
        "National statistics bulletin: research spending by industry, 2012",
        "《2012年全国科技经费投入统计公报》：分行业研究与试验发展经费",
        "2012",
    ),
    "growth-laplace": Source(
        "Physica A 535, 122344 (2019): growth rates of Chinese manufacturing firms are Laplace, spread falls with size",
        "Physica A 535, 122344（2019）：中国制造业企业增长率服从拉普拉斯分布，离散度随规模下降",
        "1998-2008",
    ),
    "size-volatility": Source(
        "PNAS 2009: spread of growth rates against size, exponent 0.14-0.20",
        "PNAS（2009）：增长率离散度随规模变化，指数为0.14—0.20",
        "2009",
    ),
    "firm-tail": Source(
        "Firm sizes of cities like Chizhou: Pareto exponent 0.86-0.95 above 20 million yuan (derived)",
        "与池州相近城市的企业规模分布：2000万元以上帕累托指数0.86—0.95（推算）",
        "2012",
    ),
    "entry-exit": Source(
        "Ranges of gross entry and exit of above-scale firms, derived from national registers",
        "规模以上企业进入率和退出率区间，据全国企业名录推算",
        "1999-2012",
    ),
    "above-scale-2011": Source(
        "National threshold of above-scale industry: revenue of 20 million yuan since 2011",
        "全国规模以上工业统计起点：2011年起为年主营业务收入2000万元",
        "2011",
    ),
    "industry-table": Source(
        "Working table of industry ratios from national yearbooks, energy balances and input-output tables",
        "据国家统计年鉴、能源平衡表和投入产出表整理的分行业比率工作表",
        "2007-2015",
    ),
    "land-efficiency": Source(
        "Ministry evaluation of land use in zones and derived figures for Chizhou",
        "国土资源部开发区土地集约利用评价结果及据此对池州的推算",
        "2015-2018",
    ),
    "zone-allocation": Source(
        "Allocation of the 2014 zone totals over the zones, reproduces the sums",
        "2014年开发区合计数在各园区间的分摊，与合计数一致",
        "2014",
    ),
    "prototype": Source(
        "Values that behaved plausibly in a prototype of this model",
        "在本模型原型中表现合理的取值",
        "2026",
    ),
}


def check_source(key: str, owner: str) -> None:
    """Raise ValueError when `key` is not a registered source; `owner` says who cites it."""
    if key not in SOURCES:
        raise ValueError(f"{owner}: unknown source {key!r}; known: {', '.join(sorted(SOURCES))}")
