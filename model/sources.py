"""Where the model's own numbers come from: one entry a source, cited by its key everywhere else.

National documents are here as well, since the tables of any city may cite them. What is known of one city alone is
declared in the folder of its case. `assumption` is a source too: it says that nobody has measured the number here, and every declaration that uses it
must give a range.
"""

from typing import NamedTuple


class Source(NamedTuple):
    """A citation: what it is, in English and Chinese, the year or date it speaks of, and where it can be found."""

    en: str
    zh: str
    date: str
    where: str = ""


ASSUMPTION = "assumption"

SOURCES: dict[str, Source] = {
    ASSUMPTION: Source(
        "Assumption of this model; the range is what the uncertainty analysis sweeps",
        "本模型的假设；不确定性分析在所列范围内取值",
        "-",
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
    "wenzhou-parks-2013": Source(
        "Plan of Wenzhou for small-firm parks, reported in November 2013: plot ratio 2.0-3.0 instead of 1.0",
        "温州市小微企业创业园建设规划（2013年11月报道）：容积率由1.0提高到2.0—3.0",
        "2013",
        "https://www.laserfair.com/yingyong/201311/06/56014.html",
    ),
    "yueqing-parks-2015": Source(
        "Zhejiang Daily, 25 June 2015: six small-firm parks of a county-level city, planned output of 5.4 billion yuan a year on 1.527 million m2 of floor, 3,540 yuan/m2",
        "浙江日报，2015年6月25日：乐清市6个小微企业园规划建筑面积152.7万平方米、年产值54亿元，折合每平方米3540元",
        "2015",
        "http://zjrb.zjol.com.cn/html/2015-06/25/content_2887758.htm?div=-1",
    ),
    "wenling-parks-2015": Source(
        "Wenling Daily, 22 July 2015: small-firm parks on plots of at least 30 mu, built in three years",
        "温岭日报，2015年7月22日：小微企业园单个地块不少于30亩、三年内建成",
        "2015",
        "https://paper.wlxww.com/html/2015-07/22/content_1461923.htm?div=-1",
    ),
    "gexiang-rents-2018": Source(
        "Gexiang small-firm park: no rent for one year, half the rent for two",
        "阁巷小微企业创业园：租金一免两减半",
        "2018",
        "http://wap.qwitaly.com/cjxw/1667.html",
    ),
    "rents-2025": Source(
        "Rents of standard plants in Tianchang and comparable places",
        "天长等同类地区标准厂房租金",
        "2025",
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
    "land-price-floor-2006": Source(
        "Ministry of Land and Resources, document 307 of 2006: floor prices of industrial land, grades 1 to 15, in force from 2007",
        "国土资源部：国土资发〔2006〕307号《全国工业用地出让最低价标准》，分1至15等，2007年起施行",
        "2006-12",
    ),
    "entry-exit": Source(
        "Ranges of gross entry and exit of above-scale firms, derived from national registers",
        "规模以上企业进入率和退出率区间，据全国企业名录推算",
        "1999-2012",
    ),
    "project-times": Source(
        "Rules for projects in zones, of two places that disagree. Dingzhou, explanation of its industrial standards, 5 July 2022: by size 1 to 2 years of construction, full output half a year or a year after production starts. Liaocheng high-tech zone, document 1 of 2013: the output asked of a hectare within three years of that start",
        "两地规定不一的开发区项目时限。定州市2022年7月5日《关于定州市重点产业投入与产出控制指标的意见（试行）》政策解读：按规模建设期1—2年，投产半年或1年后达产；聊城高新区2013年1号文件《工业项目准入指导意见》：投产后3年内达到每公顷产值要求",
        "2013-2022",
        "https://liaocheng.cc/html/2013/0725/1833047690.htm",
    ),
    "capacity-use-2017": Source(
        "National Bureau of Statistics, 18 January 2018: output over capacity in 2017. Manufacturing 77.5 %; by industry 71.0 % (non-metal minerals; 69.7 % in 2016) to 83.7 % (chemical fibres). Of all above-scale firms surveyed, not of new plants alone",
        "国家统计局2018年1月18日公布的2017年产能利用率：制造业77.5%，分行业为71.0%（非金属矿物制品业，2016年69.7%）至83.7%（化学纤维制造业）；调查对象为全部企业，不限于新投产企业",
        "2018",
        "https://news.cnyes.com/news/id/4020915",
    ),
    "project-sizes": Source(
        "Projects of zones, in two reports that disagree. Fengyang county (Anhui), 2012: 32 projects, 3.23 billion yuan of investment, 12 of them above 100 million, so half above some 80 million. Zhejiang Daily, 25 June 2015, six small-firm parks of a county-level city: 200 firms with a planned output of 5.4 billion yuan a year, 27 million each on average",
        "开发区项目规模，两处报道相差较大。安徽省凤阳县2012年：32个项目总投资32.3亿元，其中亿元以上12个，推算中位数约8000万元；浙江日报2015年6月25日，乐清市6个小微企业园：200家企业规划年产值54亿元，户均2700万元",
        "2012-2015",
        "https://www.yybnet.net/chuzhou/fengyang/201301/720339.html",
    ),
    "new-firms-2015": Source(
        "Economy and information commission of Anhui, 23 October 2015: 2,426 new above-scale firms in nine months, with a value added of 27.69 billion yuan; at 22 to 25 % of output that is 61 to 69 million yuan of output a year each, so a third of them make more than 40 million and one in twenty more than 160 million (Pareto from the threshold)",
        "安徽省经济和信息化委员会，2015年10月23日：前三季度新增规模以上企业2426户，增加值276.9亿元；按增加值率22%—25%折算，户均年产值6100万—6900万元，按帕累托分布推算，约三分之一超过4000万元，约二十分之一超过1.6亿元",
        "2015",
        "https://ah.cnipai.com/news/detail/108824.html",
    ),
    "entrant-productivity": Source(
        "Studies of Chinese industrial firms that disagree on new firms against those already there: less productive (Mao and Sheng, firms of 1998-2007), more productive (Chang and Wu, Strategic Management Journal, 2014). The width of the range is an assumption",
        "对中国工业企业的研究结论不一：毛其淋、盛斌（1998—2007年企业数据）认为新进入企业生产率低于在位企业，Chang和Wu（《Strategic Management Journal》，2014年）认为更高；区间宽度为本模型假设",
        "1998-2014",
        "http://www.erj.cn/cn/lwInfo.aspx?m=20100921113738390893&n=20130604113926543162",
    ),
    "energy-dispersion": Source(
        "Energy of firms of one industry, in two sources that disagree. National limits of energy for cement clinker (GB 16780): 114 kgce a tonne where advanced, 128 to 145 at most by size of the kiln, a log spread of some 0.1. OECD, Science, Technology and Industry Working Paper 2025/24: in nine countries the firm at the 90th percentile of an industry makes 20 times as much of its energy as the one at the 10th, a log spread of 1.17",
        "同行业企业能耗差异，两类来源相差很大。GB 16780《水泥单位产品能源消耗限额》：可比熟料综合能耗先进值114千克标准煤/吨，既有企业限定值按规模为128—145，对数标准差约0.1；经合组织科技与产业工作论文2025/24号：九国数据中，同行业第90百分位企业的能源产出效率是第10百分位企业的20倍，对数标准差约1.17",
        "2007-2025",
        "https://ideas.repec.org/p/oec/stiaaa/2025-24-en.html",
    ),
    "leading-projects": Source(
        "Share of leading industries among projects of zones, of reports that disagree. Ganzhou high-tech zone, 2015: about half of the firms in three. Changfeng auto park (Hefei), end of 2005: 48 of 79 projects in one. Shucheng county (Anhui), 2020: 12 of 26 in one, 22 in two. Less what the national mix would bring anyway (about a quarter for three industries), 0.3 to 0.8",
        "各地主导产业项目占比报道不一。赣州高新区2015年：三大主导产业企业约占一半；合肥长丰汽配园2005年底：79个项目中主导产业48个；安徽省舒城县2020年：26个签约项目中首位产业12个，前两位产业22个。扣除全国产业构成自然带来的部分（三个产业约占四分之一），为0.3—0.8",
        "2005-2020",
        "http://news.sina.com.cn/o/2006-01-10/09217941389s.shtml",
    ),
    "above-scale-2011": Source(
        "National threshold of above-scale industry: revenue of 20 million yuan since 2011",
        "全国规模以上工业统计起点：2011年起为年主营业务收入2000万元",
        "2011",
    ),
    "vat-reform-2016": Source(
        "Ministry of Finance and tax administration, document 36 of 2016: value-added tax replaces business tax everywhere",
        "财税〔2016〕36号《关于全面推开营业税改征增值税试点的通知》",
        "2016-03",
        "财政部、国家税务总局",
    ),
    "economic-census-2018": Source(
        "State Council, document 53 of 2017: the fourth national economic census, of 2018",
        "国发〔2017〕53号《国务院关于开展第四次全国经济普查的通知》",
        "2017-12",
        "国务院",
    ),
    "certificate-rules": Source(
        "Ministries of Science, Finance and Taxation, documents 172 of 2008 and 32 of 2016: a high-tech certificate lasts three years; standards of research by sales up to 50 million yuan, 200 million, and above",
        "科技部、财政部、国家税务总局：国科发火〔2008〕172号、〔2016〕32号《高新技术企业认定管理办法》：资格有效期三年，研发费用占比按销售收入不超过5000万元、2亿元和以上分档",
        "2008-2016",
    ),
    "certified-firms-2015": Source(
        "Certified high-tech firms nationwide: 45,313 in 2012, 76,141 in 2015, 19 % more a year",
        "全国高新技术企业数：2012年45313家，2015年76141家，年均增长19%",
        "2012-2015",
    ),
    "input-output-2007": Source(
        "National Bureau of Statistics: Input-Output Table of China 2007, 135 sectors",
        "国家统计局：《2007年中国投入产出表》（135部门）",
        "2007",
    ),
    "industry-table": Source(
        "Working table of industry ratios from national yearbooks, energy balances and input-output tables",
        "据国家统计年鉴、能源平衡表和投入产出表整理的分行业比率工作表",
        "2007-2015",
    ),
    "robots-guangdong": Source(
        "China Employer-Employee Survey: robots lowered employment of firms in Guangdong by 12-16 % in 2014",
        "中国企业—劳动力匹配调查：2014年广东制造业企业使用机器人后用工减少12%—16%",
        "2014",
    ),
    "linhai-2007": Source(
        "Zhejiang Online, December 2007: Linhai pays 3-10 % of the investment in equipment of technical upgrading",
        "浙江在线，2007年12月：临海市对技术改造设备投资补助3%—10%",
        "2007",
    ),
    "electricity-prices-2010": Source(
        "National Development and Reform Commission, document 978 of 2010: surcharges of 0.10 and 0.30 yuan/kWh from June 2010",
        "国家发展改革委：发改价格〔2010〕978号，限制类、淘汰类加价自2010年6月起为每千瓦时0.10元、0.30元",
        "2010-05",
    ),
    "stainless-steel-2014": Source(
        "Press on Ningbo: 60 small stainless-steel firms, 62 %, scrapped obsolete equipment at 0.30 yuan/kWh",
        "宁波报道：每千瓦时加价0.30元后，60家不锈钢小企业（62%）淘汰落后装备",
        "2013-2014",
    ),
    "six-trades-2016": Source(
        "Zhejiang environment department, document 46 of 2016: 2,163 of 5,740 firms of six trades closed, the others moved or upgraded",
        "浙环发〔2016〕46号：六大行业5740家企业中关闭2163家，其余搬迁入园或原地整治提升",
        "2011-2015",
    ),
    "permit-base-prices": Source(
        "Base prices of emission permits in Jiaxing, Jinhua (2015) and Lishui (2018), yuan a tonne and year: COD and ammonia nitrogen 4,000, sulphur dioxide and nitrogen oxides 1,000",
        "嘉兴、金华（2015年）和丽水（2018年）排污权有偿使用基准价：化学需氧量、氨氮每吨每年4000元，二氧化硫、氮氧化物每吨每年1000元",
        "2015-2018",
    ),
    "pinghu-energy-rights": Source(
        "Pinghu, about 2014: rule on paid use and trading of energy rights. New projects from 100 tce a year buy above 0.73 tce per 10,000 yuan of value added, at a base price of 80 yuan/tce times the industry's coefficient",
        "平湖市用能权有偿使用和交易操作办法（约2014年）：年用能100吨标准煤以上的新增项目，单位增加值能耗超过0.73吨标准煤/万元的部分按每吨标准煤80元的基准价乘以行业系数购买",
        "2014",
        "https://jendow.com.tw/wiki/%E5%B9%B3%E6%B9%96%E5%B8%82%E7%94%A8%E8%83%BD%E6%AC%8A%E6%9C%89%E5%84%9F%E4%BD%BF%E7%94%A8%E5%92%8C%E4%BA%A4%E6%98%93%E6%93%8D%E4%BD%9C%E8%BE%A6%E6%B3%95",
    ),
    "zhejiang-energy-rights-2019": Source(
        "Zhejiang, trial of 2018 (document 84) and interim rules of 2019 on trading energy rights: new use above 0.6 tce per 10,000 yuan of value added buys; a city sells at most half of its new quota",
        "浙政办发〔2018〕84号及2019年用能权交易暂行办法：单位增加值能耗高于0.6吨标准煤/万元的新增用能须购买用能权；地区出让不超过新增用能指标的50%",
        "2018-2019",
        "https://www.gzbs.cn/guonei/2019090944458.html",
    ),
    "combes-gobillon-2015": Source(
        "Combes, Gobillon 2015: The Empirics of Agglomeration Economies, Handbook of Regional and Urban Economics 5A, 247-348: log productivity rises with log density by 0.04-0.07 in most studies; the range here is wider",
        "Combes、Gobillon：《集聚经济的实证研究》，《区域与城市经济学手册》第5A卷，2015年，247—348页：多数研究中生产率（对数）对密度（对数）的弹性为0.04—0.07，此处范围取得更宽",
        "2015",
        "https://hal-amu.archives-ouvertes.fr/hal-01457401",
    ),
    "clusters-china": Source(
        "Lin, Li, Yang 2011, China Economic Review 22(3), 313-329: productivity of textile firms is an inverted U in agglomeration. Hu, Xu, Yashiro 2015, China Economic Review 33, 50-66: crowding and rivalry offset the gains within a county's industry, suppliers nearby carry more",
        "林惠玲等：《中国经济评论》22卷3期，2011年，313—329页：纺织企业生产率与集聚呈倒U形。胡翠等：《中国经济评论》33卷，2015年，50—66页：同行业集聚的好处被拥挤和竞争抵消，上游行业集聚的作用更大",
        "2011-2015",
        "https://scholars.ncu.edu.tw/en/publications/agglomeration-and-productivity-firm-level-evidence-from-chinas-te",
    ),
    "flegg-webber-1997": Source(
        "Flegg, Webber 1997, Regional Studies 31(8), 795-805: a region with a share s of national output buys log2(1 + s) to the power of about 0.3 of its inputs within it; a city with 0.06 % of it then buys 0.12, and exponents of 0.2-0.4 give 0.06-0.24",
        "Flegg、Webber：《区域研究》31卷8期，1997年，795—805页：占全国产出比例为s的地区，区内采购比例约为以2为底的1+s对数的0.3次方；占0.06%的城市为0.12，指数取0.2—0.4时为0.06—0.24",
        "1997",
        "http://ideas.repec.org/a/taf/regstd/v31y1997i8p795-805.html",
    ),
    "input-output-2002-2007": Source(
        "National Bureau of Statistics: Input-Output Tables of China 2002 and 2007, aggregated: of the coefficients between industries above 0.01 half moved by more than a fifth, a quarter by more than two fifths",
        "国家统计局：《2002年中国投入产出表》《2007年中国投入产出表》，归并比较：大于0.01的行业间投入系数有一半变动超过五分之一，四分之一变动超过五分之二",
        "2002-2007",
    ),
    "anqing-hightech-2016": Source(
        "Anqing Daily, 7 Feb 2017: output and value added of high-tech industry in 2016, by group",
        "《安庆日报》2017年2月7日：2016年分行业高新技术产业产值和增加值",
        "2017-02-07",
        "http://aq365.com/html/201702/07/60061.html",
    ),
    "innovation-jiading-2016": Source(
        "Innovation survey of 2016 in Jiading, Shanghai: 22.3 % of 1,703 firms took up a new process in the year (0.25 a year), 23.1 % brought out a new product; never both in one firm would be 0.52 a year",
        "上海市嘉定区2016年企业创新调查：1703家企业中，22.3%当年采用新工艺（折合每年0.25次），23.1%推出新产品；两者如从不重合，为每年0.52次",
        "2016",
        "https://www.jiading.gov.cn/tongji/publicity/fdzdgknr/tjsj97/tjfx97/85758",
    ),
    "productivity-growth-2012": Source(
        "Brandt, Van Biesebroeck, Zhang (Journal of Development Economics 97, 339-351, abstract): productivity of incumbents in Chinese manufacturing grew by 2.85 % a year by gross output and 7.96 % by value added, 1998-2007; over 0.25 upgrades a year that is 0.11 and 0.32 an upgrade",
        "Brandt、Van Biesebroeck、Zhang（Journal of Development Economics 97卷339—351页，摘要）：1998—2007年中国制造业存续企业生产率按总产出每年提高2.85%，按增加值7.96%；按每年0.25次升级折算，每次0.11和0.32",
        "1998-2007",
    ),
    "productivity-persistence-2006": Source(
        "Abraham, White (US Census Bureau, CES 06-20, abstract): a year later 0.80 to 0.91 of a shock to an industry's productivity is left, a pull of 0.09 to 0.22 a year; of a plant's own shock 0.37 to 0.41",
        "Abraham、White（美国普查局CES 06-20，摘要）：行业生产率冲击一年后留存0.80至0.91，即每年回归0.09至0.22；单个工厂自身冲击留存0.37至0.41",
        "1976-1999",
        "https://census.gov/library/working-papers/2006/adrm/ces-wp-06-20.html",
    ),
    "notching-2021": Source(
        "Chen, Liu, Suarez Serrato and Xu, Notching R&D Investment with Corporate Income Tax Cuts in China, American Economic Review 111(7), 2065-2100: doubling real R&D raises productivity by 9 % (version of 2019: elasticity 0.098), 24.2 % of reported R&D is relabelled (2019: 30 % of what is added)",
        "Chen、Liu、Suarez Serrato、Xu（2021），《美国经济评论》第111卷第7期，第2065—2100页：真实研发投入翻番使生产率提高9%（2019年稿：弹性0.098），账面研发的24.2%系改列（2019年稿：新增部分的30%）",
        "2008-2011",
        "https://www.aeaweb.org/articles?id=10.1257/aer.20191758",
    ),
    "research-subsidies": Source(
        "Boeing, Research Policy 45 (2016), 1774-1789: a yuan of subsidy displaces half a yuan of own R&D until 2006 and none later. Boeing, Eberle and Howell, Technological Forecasting and Social Change 174 (2022), 121212: less own R&D of larger firms, more research staff. Hu and Deng, Economics of Transition 27 (2019): grants add to own R&D",
        "Boeing（2016），Research Policy 第45卷，第1774—1789页：2006年以前每元补助挤出企业自有研发0.5元，此后不再挤出；Boeing、Eberle、Howell（2022），Technological Forecasting and Social Change 第174卷，121212：较大企业自有研发减少、研发人员增加；Hu、Deng（2019），Economics of Transition 第27卷：补助带动企业自有研发",
        "2000-2011",
    ),
    "zhejiang-land-grades-2013": Source(
        "Zhejiang Online, 21 Oct 2013: floor prices of industrial land in Zhejiang, nine grades",
        "浙江在线2013年10月21日：浙江省工业用地出让最低价标准，分9等（国土资发〔2006〕307号的省内细化）",
        "2013-10-21",
        "http://kcnews.zjol.com.cn/kcnews/system/2013/10/21/017174839_03.shtml",
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
