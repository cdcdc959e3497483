"""Sensitivity in plain words: groups that differ significantly, how settled they are, and how much is chance."""

import math

from calibration.sensitivity.analyse import Sensitivity
from calibration.sensitivity.design import MORRIS
from calibration.sensitivity.noise import ACCEPTED
from scenarios.axes import labels

from ..shared.language import listed_apart
from ..shared.values import PROBABILITY_UNIT, change_number, numeral, unit_of, value_text

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "outcome": "结果：{outcome}。",
        "morris": "莫里斯筛选，{samples} 条轨迹，共 {points} 个方案点，每点模拟 {replicates} 次。μ* 为某因素在其取值范围内变动时结果的平均变化幅度。",
        "sobol": "索博尔指数，基础样本 {samples} 个，共 {points} 个方案点，每点模拟 {replicates} 次。总效应指数为结果方差中与某因素有关（含交互作用）的比例。",
        "one": "第 {place} 组：{axes}。",
        "tie": "第 {place} 组，组内分不出明确的先后：{axes}。{needed}",
        "needed": "要区分开约需 {samples} {unit}。",
        "never": "即使把样本扩大一千倍也未必能区分开。",
        "unit_morris": "条轨迹",
        "unit_sobol": "个基础样本",
        "one_group": "所有因素的区间彼此相连，分不出先后，不作排序。",
        "settled": "只用一半样本时，各组的先后次序不变。",
        "unsettled": "只用一半样本时，以下次序相反，排序尚不稳定：{pairs}。请增加样本。",
        "pair": "{stronger}先于{weaker}",
        "noise": "方案点之间的差异有 {share} 出于模拟的随机波动（随机性及未固定的参数）。",
        "more": "要降到 {accepted} 以下，每点约需模拟 {needed} 次。",
        "more_populations": "各次模拟共用的基期企业群太少，增加模拟次数也降不到 {accepted} 以下。",
        "only_noise": "方案点之间的差异不大于模拟本身的随机波动，结果不足为据。",
        "unknown_noise": "每点只模拟一次，无法得知其中有多少出于偶然。",
        "below": "以下因素的影响不超过偶然波动本身所能造成的程度：{axes}。",
    },
    "en": {
        "outcome": "Outcome: {outcome}.",
        "morris": "Morris screening: {samples} trajectories, {points} points, {replicates} replicates each. mu* is how much the outcome changes on average when an axis moves over its range.",
        "sobol": "Sobol indices: {samples} base samples, {points} points, {replicates} replicates each. The total index is the share of the outcome's variance that an axis takes part in, interactions included.",
        "one": "Group {place}: {axes}.",
        "tie": "Group {place}, without a clear order: {axes}. {needed}",
        "needed": "About {samples} {unit} would order them.",
        "never": "Not even a thousand times the samples may order them.",
        "unit_morris": "trajectories",
        "unit_sobol": "base samples",
        "one_group": "The intervals of all axes overlap: no order is claimed.",
        "settled": "Half of the samples put the groups in the same order.",
        "unsettled": "Half of the samples reverse the order of groups, which is not settled: {pairs}. Take more samples.",
        "pair": "{stronger} before {weaker}",
        "noise": "{share} of the differences between points come from the replicates (chance, and parameters that are not held).",
        "more": "About {needed} replicates a point would bring it below {accepted}.",
        "more_populations": "The replicates share too few baseline populations: more of them would not bring it below {accepted}.",
        "only_noise": "Points differ no more than their replicates make them: the indices say nothing.",
        "unknown_noise": "With one replicate a point it is unknown how much of this is chance.",
        "below": "Not significantly above an axis without any effect, to which noise alone would give as much: {axes}.",
    },
}  # fmt: skip


def index_text(value: float, found: Sensitivity, indicator: str, language: str) -> str:
    """Return mu* in the unit of the outcome's differences, without the unit, or an index."""
    if found.record.method != MORRIS:
        return f"{value:.2f}"
    return change_number(value, unit_of(indicator), language, signed=False)


def sentences(found: Sensitivity, outcome: str, language: str) -> list[str]:
    """Return what is said of a sensitivity, a line each; `outcome` says what was looked at."""
    words, record = WORDS[language], found.record
    replicates = numeral(found.noise.replicates, 4)
    points = record.samples * record.points_per_sample
    lines = [
        words["outcome"].format(outcome=outcome),
        words[record.method].format(samples=record.samples, points=points, replicates=replicates),
    ]
    lines += [_group(found, place, language) for place in range(len(found.groups))]
    below = found.table[found.table["above_chance"].eq(False).fillna(False).astype(bool)]["axis"].tolist()
    if below:
        lines.append(words["below"].format(axes=_listed(below, language)))
    return [*lines, _settled(found, language), _noise(found, language)]


def _listed(axes: list[str] | tuple[str, ...], language: str) -> str:
    return ("、" if language == "zh" else "; ").join(labels(axes, language))


def _group(found: Sensitivity, place: int, language: str) -> str:
    words, axes, needed = WORDS[language], found.groups[place], found.needed[place]
    if len(axes) == 1:
        return words["one"].format(place=place + 1, axes=_listed(axes, language))
    more = words["never"]
    told = found.table.set_index("axis").loc[list(axes), "above_chance"]
    if told.eq(False).fillna(False).all():  # more samples would order noise
        more = ""
    elif needed is not None:
        more = words["needed"].format(samples=numeral(needed), unit=words[f"unit_{found.record.method}"])
    return words["tie"].format(place=place + 1, axes=_listed(axes, language), needed=more).rstrip()


def _settled(found: Sensitivity, language: str) -> str:
    words = WORDS[language]
    if len(found.groups) == 1:
        return words["one_group"]
    if found.settled:
        return words["settled"]
    pairs = [
        words["pair"].format(stronger=labels([pair.stronger], language)[0], weaker=labels([pair.weaker], language)[0])
        for pair in found.contradicted
    ]
    return words["unsettled"].format(pairs=listed_apart(pairs, language))


def _noise(found: Sensitivity, language: str) -> str:
    words, noise = WORDS[language], found.noise
    if math.isnan(noise.share):
        return words["unknown_noise"]
    if noise.share == 1.0:
        return words["only_noise"]
    said = words["noise"].format(share=value_text(noise.share, PROBABILITY_UNIT, language, rounded=True))
    if noise.share <= ACCEPTED:
        return said
    accepted = value_text(ACCEPTED, PROBABILITY_UNIT, language)
    key = "more_populations" if noise.needed is None else "more"
    return said + ("" if language == "zh" else " ") + words[key].format(needed=noise.needed, accepted=accepted)
