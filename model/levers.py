"""Levers: what government sets. One entry is the unit, range, neutral value, words, clause, cost and first effect.

A lever acts only through its mechanism: a rule reads its strength in the quarter. At its neutral strength the run
is equal, to the bit, to a run without the lever.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np

from .calendar import QUARTERS_A_YEAR, Calendar

# Phases of levers that act once a year, and the quarter in which they do: when plans are made, and when zones are assessed.
YEARLY = {"calendar": 1, "assessment": 4}

# What a lever may need a case to have, and how to say that it is missing.
OBJECTS = {
    "merger": "the case names no zones that merge",
    "candidate": "the case names no zone that may become a national one",
    "outside": "the case has no industry outside the zones",
}


class Lever(NamedTuple):
    """One declared lever.

    `zh` and `en` are labels, the definitions say what it does in the world and how its strength is read.
    `first_indicator` is the indicator it moves first; `direction` is +1 if that rises with the strength, -1 if it falls.
    `phase` is where in the quarter it acts; `cost` says what the city pays. A `switch` is on (1) or off (0) and nothing
    between. `needs` names what the case must have for the lever to act on (a key of `OBJECTS`); empty: nothing special.
    """

    name: str
    unit: str
    neutral: float
    low: float
    high: float
    zh: str
    en: str
    definition_zh: str
    definition: str
    clause: str
    phase: str
    first_indicator: str
    direction: int
    cost: str
    cost_zh: str
    switch: bool = False
    needs: str = ""


_DECLARED = [
    Lever(
        "multi_storey_rule", "share", 0.0, 0.0, 1.0,
        "适合多层厂房项目不单独供地", "no separate land for projects that suit multi-storey factories",
        "开发区内适合进入多层厂房的项目（含扩建、迁入）不再单独供地：拟申请新增用地的改租标准厂房，正在排队等地的转为等候厂房；利用自有用地扩建的不受影响。强度为规则覆盖的此类项目比例，1 为全部执行。",
        "Projects of zones that suit multi-storey factories, expansions and moves included, get no land of their own: those that would take new land lease standard-factory floor, and those that wait for land wait for floor. Building on land already held stays free. The strength is the share of such projects that the rule covers.",
        "002-4.6c", "land and floor", "leased_floor", +1, "none", "无",
    ),
    Lever(
        "standard_factories", "m2/year", 0.0, 0.0, 1_000_000.0,
        "建设多层标准厂房", "multi-storey standard factories built",
        "每年在开发区新开工多层标准厂房，按各园区排队项目所需面积分配，无项目排队时按基数用地计划分配；占用园区用地指标和未开发土地，不足部分不补建，开工一年后可出租。强度为各开发区合计每年开工面积。",
        "Standard factories are started in the zones, by the floor that projects wait for, else by base land plan. They take land quota and undeveloped land; what these do not allow is not made up. They can be let a year later. The strength is the floor started a year in all zones together.",
        "002-4.6c", "building", "standard_factory_floor", +1, "construction cost of the floor started", "开工厂房的建设成本",
    ),
    Lever(
        "land_quota_cut", "cut per unit shortfall", 0.0, 0.0, 3.0,
        "未达标园区核减用地计划", "land plan cut for zones that miss the standards",
        "年初下达用地计划时，容积率、亩均投资未达标的园区按差距核减：核减比例为强度乘以两项相对差距的平均值，以 quota_cut_largest 为上限。被核减的园区同时收紧项目准入。",
        "When the land plan is issued, a zone that misses its standards of plot ratio and investment per mu loses a share of its plan: the strength times the mean of the two relative gaps, up to quota_cut_largest. Zones under a cut also grow stricter with projects.",
        "002-4.6e", "calendar", "land_issued", -1, "none", "无",
    ),
    Lever(
        "land_plan", "mu/year", 0.0, -2800.0, 2800.0,
        "年度新增用地计划增减", "change of the yearly land plan of the zones",
        "增减下达给各开发区的年度新增用地计划总量，按计划分配办法分到各园区；园区外用地计划不变。强度为各开发区合计每年增减的亩数，正为追加，负为压减，减后总量不低于零。",
        "Changes the yearly land plan of all zones together, which is split over them as before; the industry outside the zones keeps its plan. The strength is the change in mu a year, more above 0 and less below it; the plan never falls below nothing.",
        "002-4.2b", "calendar", "land_issued", +1, "none", "无",
    ),
    Lever(
        "assessment_tilt", "share", 0.0, 0.0, 1.0,
        "考核优秀园区用地倾斜", "share of the land plan moved to the best-ranked zones",
        "年度用地计划的一部分不再按基数分配，改为只分给上年度考核排名靠前的园区（所占比例见 tilt_top_share）。强度为改按考核排名分配的计划比例。",
        "Part of the yearly land plan is not split by base plan but among the zones that ranked best in the last assessment only (the share tilt_top_share of them). The strength is that part of the plan.",
        "002-6.2", "calendar", "land_top_ranked", +1, "none", "无",
    ),
    Lever(
        "idle_land_cleanup", "share/year", 0.0, 0.0, 0.6,
        "闲置土地集中清理", "idle land reclaimed a year beyond the usual",
        "在日常盘活之外集中清理开发区闲置工业用地，收回的土地可重新供应，并增加园区用地指标。强度为每年在日常盘活率（natural_clean_up）之上多收回的闲置土地比例。",
        "A campaign in the zones reclaims idle industrial land, which can be granted again and adds to the zone's land quota. The strength is the share of idle land reclaimed a year on top of the usual one, natural_clean_up.",
        "002-4.6d", "building", "land_idle_rate", -1, "purchase price of the land reclaimed by the campaign", "集中清理所收回土地的收购价款",
    ),
    Lever(
        "entry_standards", "multiple of the national norm", 1.0, 1.0, 6.0,
        "提高项目准入标准", "entry standards of projects",
        "提高开发区内申请新增用地项目的准入标准：亩均投资须达到国家标准的规定倍数，容积率按较低弹性随之提高，均按园区宽松度打折；略低于标准的项目压减用地后准入，差距大的不予准入。强度为国家标准的倍数，1 即国家标准。",
        "Raises what projects that ask for new land in zones must reach: investment per mu is held to a multiple of the national norm, plot ratio to a small power of that multiple, both less the zone's leniency. A project a little below gives up land, one far below is refused. The strength is the multiple; 1 is the norm.",
        "002-4.6a", "screening", "projects_refused", +1, "none", "无",
    ),
    Lever(
        "selection_weights", "weight", 0.0, 0.0, 1.0,
        "供地排序的质量权重", "weight of quality in the ranking for land",
        "开发区为排队项目供地、安排标准厂房时，将质量（高新技术、主导产业、亩均产出）与投资规模加权排序。强度为质量的权重：0 只看投资规模，1 只看质量。",
        "Zones rank the projects that wait for land or floor by quality (high-tech, leading industry, output per mu) besides the volume of investment. The strength is the weight of quality: 0 by volume only, 1 by quality only.",
        "002-6.2", "land and floor", "land_hightech", +1, "none", "无",
    ),
    Lever(
        "energy_cap", "percentage points/year", 0.0, 0.0, 6.0,
        "能源消费总量控制", "slower growth of the zones' energy budgets",
        "年初核定用能预算时压低开发区能源消费总量的增速；园区外不变。强度为每年从预算增速中扣减的百分点。",
        "The energy budgets of zones, set at the start of a year, grow more slowly; outside the zones nothing changes. The strength is the percentage points taken off their yearly growth.",
        "002-4.6g", "calendar", "energy_use", -1, "none", "无",
    ),
    Lever(
        "energy_review", "strictness", 0.0, 0.0, 1.5,
        "项目节能评估", "energy review of new projects",
        "开发区内年用能超过 review_exempt 的新上、扩建、迁入项目须通过节能评估：单位产值能耗不得高于行业基准除以强度，略高的整改后通过，过高的不予通过；另按强度所示比例（1 及以上为全部）的项目，用能还须在园区剩余用能指标的一定比例之内。0 为不评估。",
        "Zones review new projects, expansions and moves that would use more energy than review_exempt. Their energy intensity may not exceed the industry's benchmark over the strength (a little above is put right, far above refused), and a share of them as large as the strength, all from 1 on, must fit into a part of the energy that the park has free. 0 means no review.",
        "002-4.6g", "screening", "projects_refused", +1, "none", "无",
    ),
    Lever(
        "polluter_exit", "share/year", 0.0, 0.0, 0.5,
        "重点污染项目退出", "listed heavy polluters closed a year",
        "分批关闭开发区内列入名单的重点污染企业，即重污染行业中单位产值排放高于名单线的已达产企业。强度为每年关闭的名单内企业比例。",
        "Closes listed heavy polluters: firms of zones past their ramp-up, of heavy industries, whose emission intensity lies above the line of the list. The strength is the share of listed firms closed a year.",
        "002-4.6f", "production", "emissions", -1, "compensation of a share of the closed firms' capital", "按关闭企业固定投资的一定比例补偿",
    ),
    Lever(
        "innovation_platforms", "platforms/year", 0.0, 0.0, 10.0,
        "建设公共创新平台", "public innovation platforms opened",
        "在开发区建设公共创新平台：首个为国家级，其后均为省级，由其余园区依次承建；平台使所在园区（整合后为整个园区）的企业升级加快。强度为各开发区合计每年新设平台数，累计满一个即设立。",
        "Public innovation platforms open in the zones: the first is a national one, all later ones are provincial and go to the other zones in turn. Firms of a platform's zone upgrade more often. The strength is the number a year in all zones together; one opens whenever a whole one is due.",
        "002-4.4b", "building", "upgrades", +1, "the price of every platform opened (assumption)", "每设立一个平台的投入（假设）",
    ),
    Lever(
        "innovation_fund", "10k yuan/year", 0.0, 0.0, 100_000.0,
        "产业与创新基金", "industry and innovation fund",
        "每年投入产业与创新基金，只支持开发区企业，各行业一视同仁，使其技术升级加快；投入越大，边际作用越小。强度为每年投入的基金规模。",
        "A fund that makes firms of the zones, of whatever industry, upgrade more often, and no others; the larger it is, the less a further yuan does. The strength is the money a year, for all zones together.",
        "002-6.2", "production", "upgrades", +1, "the fund itself", "基金投入本身",
    ),
    Lever(
        "land_use_tax", "yuan/m2/year", 0.0, 0.0, 20.0,
        "城镇土地使用税差别化加征", "land-use tax surcharge by grade",
        "对开发区内投产企业自有用地按评级差别化加征城镇土地使用税：D 级全额，C、B、A 级分别按 land_tax_c、land_tax_b、land_tax_a 的比例。税负使企业增长放缓、退出增加，也使新项目少囤地、多选标准厂房。强度为 D 级企业每平方米每年加征的税额。",
        "Producing firms of zones pay a land-use tax surcharge on the land they hold: grade D all of it, the other grades the parts land_tax_c, land_tax_b and land_tax_a. It slows growth and speeds exit, and makes projects ask for less spare land and lease more often. The strength is what grade D pays for a square metre a year.",
        "002-4.6b", "production", "land_granted", -1, "none: it brings in the tax, booked as a negative cost", "无：加征税款为收入，按负支出入账",
    ),
    Lever(
        "energy_intensity_target", "%/year", 0.0, 0.0, 8.0,
        "单位增加值能耗下降目标", "target for energy per value added",
        "年初核定用能预算时，开发区预算还不得超过允许的单位增加值能耗乘以预计增加值，另加用能空间 energy_headroom；允许值从基期水平起，在政策执行期间逐年下降。强度为允许值每年下降的百分比。",
        "At the start of a year the energy budget of a zone is also held to the energy per value added allowed times the value added expected, plus the usual headroom energy_headroom. What is allowed starts at the baseline's level and falls in every year in which the lever is in force. The strength is that yearly fall in percent.",
        "002-4.6g", "calendar", "energy_intensity", -1, "none", "无",
    ),
    Lever(
        "chain_recruitment", "effort", 0.0, 0.0, 1.0,
        "产业链招商", "recruitment around leading firms and of pillar projects",
        "围绕开发区龙头企业（产值达到 leader_output 的规上企业）开展产业链招商：在正常到达之外，按龙头企业数招来同行业项目；新到项目中支柱型大项目的比例也随之提高。强度为招商力度，1 为全力（每家龙头每年带来 chain_rate 个项目）。",
        "Zones recruit around their leading firms (registered firms with an output of leader_output or more): projects of the same industry come in proportion to their number, besides the usual arrivals, and more of all projects are large pillar projects. The strength is the effort; 1 brings chain_rate projects a year for each leading firm.",
        "002-4.3b", "screening", "projects_arrived", +1, "cost of every project recruited, admitted or not (assumption)", "每招来一个产业链项目的招商成本，不论是否获准入（假设）",
    ),
    Lever(
        "leading_industries", "share", 0.0, 0.0, 1.0,
        "聚焦主导产业", "focus on few leading industries",
        "各园区只保留产值最大的少数主导产业（个数见 leading_kept_national、leading_kept_provincial）：原按全国产业构成到达的项目，按强度所示比例改为来自所保留的产业；这些产业的项目在供地排序中另有加分。强度 1 为全部转向。",
        "A zone keeps its few largest leading industries (leading_kept_national or leading_kept_provincial of them). Of the projects otherwise drawn from the national mix, a share comes from the industries kept; their projects also gain in the ranking for land and floor. The strength is that share.",
        "002-4.3a", "screening", "top3_sales_share", +1, "none", "无",
    ),
    Lever(
        "park_merger", "on/off", 0.0, 0.0, 1.0,
        "相邻园区整合", "merger of adjacent zones",
        "规划列明的相邻园区合并管理：用地指标统筹使用，新项目可在任一片区供地或进厂房，创新平台和主导产业共享；企业、用能预算和考核仍按原片区。1 为合并，0 为不合并。",
        "The adjacent zones that the case names are managed as one: they pool their land quota, a new project can be seated in any of their parks, and platforms and leading industries are those of all. Firms, energy budgets and assessments stay with each park. 1 is merged, 0 is not.",
        "002-4.2a", "land and floor", "land_pooled", +1, "none", "无", switch=True, needs="merger",
    ),
    Lever(
        "project_transfer", "share of tax", 0.0, 0.0, 1.0,
        "项目异地流转利益共享", "transfer of projects between zones, with shared tax",
        "在开发区排队满 transfer_wait 个季度仍未落地的新项目，可流转到以其产业为主导产业、且土地指标或厂房余量最大的其他园区，转出园区分享其税收。强度为转出园区分享的税收比例，也是其每季度放行此类项目的概率。",
        "A new project that has waited transfer_wait quarters at a zone may go to another zone that its industry leads, the one with most room for it; the sender keeps a share of its tax. The strength is that share, and also the chance in a quarter that the sender lets a project go.",
        "002-4.3c", "land and floor", "projects_transferred", +1, "none: zones share the tax among themselves", "无：税收在园区之间分享",
    ),
    Lever(
        "township_relocation", "share/year", 0.0, 0.0, 0.4,
        "乡镇工业向园区集中", "moves of outside industry into the zones",
        "引导园区外企业（受资源产地束缚的行业除外）申请迁入开发区，以其产业为主导的园区优先，须通过同样的准入审查；新厂建成前老厂照常生产，建成后腾退原用地。强度为每年提出迁入申请的园区外企业比例。",
        "Firms outside the zones, but for industries bound to their resource, apply to move into a zone, one that their industry leads if there is any, and are screened like others. The old plant produces until the new one is finished; then its land is given up. The strength is the share of such firms that apply a year.",
        "002-4.2a", "production", "zone_value_added_share", +1, "a share of the new investment of every firm that moves in", "按迁入企业新增投资的一定比例补助",
        needs="outside",
    ),
    Lever(
        "mixed_land_use", "share", 0.0, 0.0, 1.0,
        "扩区产居服用地1:1:1", "new land of zones laid out one to one to one",
        "开发区新增用地计划的一部分按产业、居住、公共服务 1:1:1 安排：其中三分之二转为居住和公共服务用地，不再作为工业用地指标，并带动服务业增加值。强度为按此安排的比例（以核减后的计划计）。",
        "Part of the zones' land plan is laid out one to one to one for industry, housing and services: two thirds of that part are no quota for industry but land for the other two, which lets services grow. The strength is that part of the plan, after cuts.",
        "002-4.5", "calendar", "land_mixed", +1, "laying out the land for housing and services (assumption)", "居住和公共服务用地的整理投入（假设）",
    ),
    Lever(
        "circular_retrofit", "share/year", 0.0, 0.0, 0.5,
        "园区循环化改造", "circular retrofit of firms",
        "对开发区内单位产值能耗或排放高于本行业水平的已达产企业实施循环化改造，能耗和排放强度按 retrofit_saving、retrofit_cleaning 下降，每家企业只改造一次。强度为每年改造的此类企业比例。",
        "Firms of zones past their ramp-up that use or emit more for their output than their industry are retrofitted, each once: energy and emission intensity fall by retrofit_saving and retrofit_cleaning. The strength is the share of such firms retrofitted a year.",
        "002-4.6h", "production", "emissions", -1, "the city's share of the cost of retrofits", "改造成本中由财政分担的部分",
    ),
    Lever(
        "approval_speed", "quarters", 0.0, 0.0, 2.0,
        "一站式限时审批", "fast approval in one stop",
        "对开发区项目实行一站式限时审批，缩短从供地、租房或零地技改获准到建成的时间，工期至少保留一个季度。强度为每个项目平均节省的季度数，小数部分按概率取整。",
        "One-stop approval shortens the time between the grant of land or floor, or the start of building on own land, and the finished plant, for projects in zones; a quarter at least is left. The strength is the quarters saved by a project on average; a fraction is a chance of one more.",
        "002-4.7", "land and floor", "projects_started", +1, "one-stop service for every quarter saved (assumption)", "每节省一个季度的一站式服务成本（假设）",
    ),
    Lever(
        "incentive_discipline", "share", 0.0, 0.0, 1.0,
        "清理招商优惠政策", "preferential deals with investors given up",
        "清理园区的地价折扣和投资奖补：项目实付地价上升，园区之间争抢减少，但部分项目因此流向外市。园区越放松标准，原有优惠越大。强度为取消的优惠比例，1 为全部取消。",
        "Zones give up discounts on land and subsidies, which are the larger the more lenient the zone: projects pay more for land, fewer are lured from zone to zone, and some go to other cities. The strength is the share of the deals given up.",
        "002-4.3d", "screening", "incentives_paid", -1, "none: it saves the incentives, which are an indicator of their own", "无：节省的优惠支出另列指标",
    ),
    Lever(
        "evaluation", "share", 0.0, 0.0, 1.0,
        "转型升级考核评估", "evaluation of upgrading",
        "年度考核以转型升级替代增速：增速落后的园区少靠或不靠放松准入标准争项目，各园区逐步从严。强度为转型升级考核的权重：0 时增速落后者每年放松一步，1 时所有园区每年收紧一步。",
        "The yearly evaluation puts upgrading in the place of growth, so that zones which grow more slowly than the others relax their standards less, or not at all, to win projects. The strength is its weight: at 0 a slow zone relaxes by a step a year, at 1 every zone tightens by one.",
        "002-6.3", "assessment", "projects_refused", +1, "the evaluations (assumption)", "考核评估经费（假设）",
    ),
    Lever(
        "status_upgrade", "chance/year", 0.0, 0.0, 1.0,
        "创建国家级高新区", "promotion of candidates to national zones",
        "规划列明的候选园区，高新技术产业产值占比达到 national_hightech 后，每年按一定概率升为国家级高新区；升级后项目到达增多，亩均投资标准提高，可保留的主导产业数按国家级计。强度为达到条件后每年获批的概率。",
        "A candidate that the case names may become a national high-tech zone once its high-tech share reaches national_hightech. A national zone draws more projects, is held to a higher investment per mu and keeps as many leading industries as national ones do. The strength is the chance a year of one that qualifies.",
        "002-3.2", "assessment", "national_zones", +1, "none", "无", needs="candidate",
    ),
]  # fmt: skip

LEVERS: dict[str, Lever] = {lever.name: lever for lever in _DECLARED}
LEVER_INDEX: dict[str, int] = {name: index for index, name in enumerate(LEVERS)}

lever_dtype = np.dtype([(name, np.float64) for name in LEVERS])


class LeverSetting(NamedTuple):
    """A dated strength: neutral before `start` (None: the first quarter), linear over `ramp` quarters, full until `end`.

    `start` and `end` are quarters written `2016Q1`; the lever is neutral again from `end` on (None: never). With a ramp of r, the
    strength reaches 1/(r + 1) of the way in the first quarter and all of it after r quarters.
    """

    strength: float
    start: str | None = None
    ramp: int = 0
    end: str | None = None

    def first(self, calendar: Calendar) -> int:
        """Return the index of the first quarter in force."""
        return 1 if self.start is None else calendar.quarter_of(self.start)

    def reaches(self, quarter_of_year: int, calendar: Calendar) -> bool:
        """Return whether the given quarter of some year (1-4), with a quarter after it to act on, lies within its dates."""
        last = calendar.quarters - 1
        if self.end is not None:
            last = min(last, calendar.quarter_of(self.end))
        wanted = quarter_of_year % QUARTERS_A_YEAR
        return any(quarter % QUARTERS_A_YEAR == wanted for quarter in range(self.first(calendar), last))

    def at(self, lever: Lever, quarter: int, calendar: Calendar) -> float:
        """Return the strength in force in `quarter` (0 is the baseline quarter)."""
        first = self.first(calendar)
        if quarter < first or (self.end is not None and quarter >= calendar.quarter_of(self.end)):
            return lever.neutral
        way = min(1.0, (quarter - first + 1) / (self.ramp + 1))
        return lever.neutral + (self.strength - lever.neutral) * way


def refusal(
    name: str, setting: LeverSetting, calendar: Calendar, offers: Collection[str] = tuple(OBJECTS)
) -> str | None:
    """Return why a setting cannot be run, or None. What would silently do nothing is refused too.

    `offers` is what the case has for levers to act on, keys of `OBJECTS`.
    """
    if name not in LEVERS:
        return f"unknown lever {name!r}"
    lever = LEVERS[name]
    if not lever.low <= setting.strength <= lever.high:
        return f"strength {setting.strength:g} is outside {lever.low:g} to {lever.high:g} {lever.unit}"
    if lever.switch and setting.strength not in (0.0, 1.0):
        return f"strength {setting.strength:g} is neither 0 (off) nor 1 (on)"
    if lever.switch and setting.ramp != 0:
        return f"ramp {setting.ramp} is more than no quarters: it is on or off"
    if setting.ramp < 0:
        return f"ramp {setting.ramp} is less than no quarters"
    first = setting.first(calendar)
    if first < 1:
        return f"start {setting.start} is not after the baseline quarter {calendar.label(0)}"
    if first >= calendar.quarters:
        return f"start {setting.start} is after the last quarter {calendar.label(calendar.quarters - 1)}"
    if setting.end is not None and calendar.quarter_of(setting.end) <= first:
        return f"end {setting.end} is not after start {setting.start}"
    acts = YEARLY.get(lever.phase)
    if acts is not None and not setting.reaches(acts, calendar):
        return f"it acts in quarter {acts} of a year only, and there is none from {calendar.label(first)} to {setting.end or 'the end'}"
    if lever.needs and lever.needs not in offers and setting.strength != lever.neutral:
        return OBJECTS[lever.needs]
    return None


def schedule(
    settings: Mapping[str, LeverSetting], calendar: Calendar, offers: Collection[str] = tuple(OBJECTS)
) -> np.recarray:
    """Return the strengths by quarter: record array of shape (quarters,), `lever_dtype`, quarter 0 neutral.

    `offers` is what the case has for levers to act on, keys of `OBJECTS`. Raises ValueError for a setting that cannot be
    run or would do nothing, naming the lever.
    """
    strengths = np.zeros(calendar.quarters, lever_dtype)
    for name, lever in LEVERS.items():
        strengths[name] = lever.neutral
    for name, setting in settings.items():
        reason = refusal(name, setting, calendar, offers)
        if reason is not None:
            raise ValueError(f"{name}: {reason}")
        for quarter in range(1, calendar.quarters):
            strengths[name][quarter] = setting.at(LEVERS[name], quarter, calendar)
    return strengths.view(np.recarray)
