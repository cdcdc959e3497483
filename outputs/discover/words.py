"""Scenario discovery in plain words: one sentence a box, and what is not claimed."""

from calibration.discovery.choice import SIGNIFICANT
from calibration.discovery.discover import Discovery, FoundBox
from scenarios.axes import labels
from scenarios.case import Case

from ..shared.axis_words import condition
from ..shared.language import listed
from ..shared.values import numeral, probability_text

POINT, RUN = "point", "run"

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "goal": "目标：{goal}。",
        "missed_point": "口径：方案点的目标达成概率低于 {level}，即为未达到要求。共 {rows} 个方案点，其中 {cases} 个（{share}）未达到要求。",
        "missed_run": "口径：逐次判断每次模拟是否达到目标。共 {rows} 次模拟，其中 {cases} 次（{share}）未达到。",
        "box_point": "在以下条件下，规划达成该目标{often}：{condition}。符合条件的 {n} 个方案点中有 {density} 未达到要求（不符合条件的为 {outside}），占全部未达到者的 {coverage}。",
        "box_run": "在以下条件下，规划达成该目标{often}：{condition}。符合条件的 {n} 次模拟中有 {density} 未达到（不符合条件的为 {outside}），占全部未达到者的 {coverage}。",
        "further_point": "除上述条件外，在以下条件下规划达成该目标也{often}：{condition}。其余方案点中符合条件的 {n} 个有 {density} 未达到要求（不符合条件的为 {outside}），占全部未达到者的 {coverage}。",
        "further_run": "除上述条件外，在以下条件下规划达成该目标也{often}：{condition}。其余模拟中符合条件的 {n} 次有 {density} 未达到（不符合条件的为 {outside}），占全部未达到者的 {coverage}。",
        "sparse": "这一范围的未达到比例低于所要求的 {asked}，是覆盖面足够的范围中比例最高的一个。",
        "taken_off": "以下条件可能出于偶然（p 值大于 {significant}），未采用：{axes}。",
        "unconfirmed": "以下条件未能在样本的两半中同时得到印证，未采用：{limits}。",
        "nothing": "没有发现可以排除偶然因素的规律：没有一个条件在样本的两半中同时得到印证。",
        "unchecked": "样本太小，分成两半后不足以检验，因此不作结论。",
        "unlabelled": "{rows} 个方案点中有 {count} 个的达成概率与 {level} 之差在误差范围之内，多数方案点无法可靠归类，因此不作结论；请增加每点的模拟次数，或另取 --level。",
        "open": "多数方案点的达成概率与所取水平之差在误差范围之内，不作结论。",
        "repeated": "另有 {count} 个方案点的设定与其他方案点完全相同，未重复计入。",
        "unclear": "有 {count} 个方案点的达成概率与 {level} 之差在误差范围之内，增加每点的模拟次数可能改变其归类。",
        "dependent": "部分模拟同属一个方案点或同一不确定情形，彼此不独立：检验时按 {effective} 次独立模拟计。",
        "chance": "以上范围由搜索得出，p 值因而偏小；所采用的每个条件都在未参与搜索的另一半样本中得到了印证。",
        "often": "把握较小",
        "mostly": "把握不足",
        "with": "{axis}（{value}）",
    },
    "en": {
        "goal": "Target: {goal}.",
        "missed_point": "A point misses where the target's probability over its replicates is below {level}: {cases} of {rows} points do ({share}).",
        "missed_run": "Each run is judged by itself: {cases} of {rows} runs miss the target ({share}).",
        "box_point": "The plan {often} the target when {condition}: of the {n} points there {density} miss it (of the others {outside}), {coverage} of all that do.",
        "box_run": "The plan {often} the target when {condition}: of the {n} runs there {density} miss it (of the others {outside}), {coverage} of all that do.",
        "further_point": "Elsewhere it {often} the target when {condition}: of the {n} other points there {density} miss it (of those left {outside}), {coverage} of all that do.",
        "further_run": "Elsewhere it {often} the target when {condition}: of the {n} other runs there {density} miss it (of those left {outside}), {coverage} of all that do.",
        "sparse": "Fewer miss it there than asked ({asked}); it is the densest box that covers enough of the misses.",
        "taken_off": "Not claimed, since chance would explain it (p-value above {significant}): a limit on {axes}.",
        "unconfirmed": "Not claimed, since the two halves of the sample do not both show it: {limits}.",
        "nothing": "Nothing was found that chance could not have made: the two halves of the sample confirm no limit.",
        "unchecked": "The sample is too small to be halved and tested, so nothing is claimed.",
        "unlabelled": "At {count} of {rows} points the probability does not differ significantly from {level}: most cannot be said to miss or to meet, so nothing is claimed. Take more replicates a point, or another --level.",
        "open": "At most points the probability does not differ significantly from the level, so nothing is claimed.",
        "repeated": "{count} more points set the same as one of these and are not counted again.",
        "unclear": "The probability at {count} points does not differ significantly from {level}; more replicates may change their side.",
        "dependent": "Runs share points or futures and are not independent: the tests count them as {effective} independent ones.",
        "chance": "Boxes are searched for, which makes p-values too small; every limit claimed was confirmed on the half of the sample in which it was not searched for.",
        "often": "more often misses",
        "mostly": "misses",
        "with": "{axis} ({value})",
    },
}  # fmt: skip


def sentences(
    case: Case, asked_for: str, found: Discovery, by: str, level: float, density: float, unclear: int, language: str
) -> list[str]:
    """Return what is said of a discovery, a line each: the target, what a miss is, the boxes, the caveats.

    `asked_for` is the target in words; `by` is `POINT` or `RUN`; `unclear` is how many points more replicates may turn.
    """
    words, asked = WORDS[language], probability_text(level, language)
    share = probability_text(found.cases / found.rows, language)
    lines = [
        words["goal"].format(goal=asked_for),
        words[f"missed_{by}"].format(level=asked, rows=found.rows, cases=found.cases, share=share),
    ]
    if not found.labelled:
        return [*lines, words["unlabelled"].format(count=unclear, rows=found.rows, level=asked)]
    if unclear:
        lines.append(words["unclear"].format(count=unclear, level=asked))
    for place, box in enumerate(found.boxes):
        lines += [_claim(case, found, by, place, language), *_caveats(case, box, density, language)]
    if found.trial is not None:
        lines.append(words["nothing" if found.checked else "unchecked"])
        lines += _not_claimed(case, found.trial, language)
    if found.inflation > 1.01:
        lines.append(words["dependent"].format(effective=round(found.rows / found.inflation)))
    return [*lines, words["chance"]] if found.boxes else lines


def repeated_line(count: int, language: str) -> str:
    """Return how many points set the same as others and were left out."""
    return WORDS[language]["repeated"].format(count=count)


def headline(case: Case, asked_for: str, found: Discovery, by: str, language: str) -> str:
    """Return the target and what is claimed, without the caveats."""
    words = WORDS[language]
    lines = [words["goal"].format(goal=asked_for)]
    lines += [_claim(case, found, by, place, language) for place in range(len(found.boxes))]
    if found.trial is not None:
        lines.append(words["nothing" if found.checked else "unchecked"] if found.labelled else words["open"])
    return ("" if language == "zh" else " ").join(lines)


def _claim(case: Case, found: Discovery, by: str, place: int, language: str) -> str:
    """Return what is claimed of a box: that most there miss, or where it is less dense than asked, more than elsewhere."""
    words, box = WORDS[language], found.boxes[place]
    return words[f"{'further' if place else 'box'}_{by}"].format(
        often=words["mostly" if box.dense_enough else "often"],
        condition=condition(case, box.limits, language),
        n=box.measures.n,
        density=probability_text(box.measures.density, language),
        outside=probability_text(_outside(found, place), language),
        coverage=probability_text(box.coverage, language),
    )


def _outside(found: Discovery, place: int) -> float:
    """Return the share that misses among the rows that neither a box nor those before it hold."""
    boxes = found.boxes[: place + 1]
    rows = found.rows - sum(box.measures.n for box in boxes)
    return (found.cases - sum(box.measures.k for box in boxes)) / max(1, rows)


def _caveats(case: Case, box: FoundBox, density: float, language: str) -> list[str]:
    sparse = [] if box.dense_enough else [WORDS[language]["sparse"].format(asked=probability_text(density, language))]
    return sparse + _not_claimed(case, box, language)


def _not_claimed(case: Case, box: FoundBox, language: str) -> list[str]:
    words, lines = WORDS[language], []
    if box.unconfirmed:
        lines.append(words["unconfirmed"].format(limits=condition(case, box.unconfirmed, language)))
    if box.taken_off:
        columns = dict.fromkeys(side.column for side in box.taken_off)
        axes = listed((_with_value(column, box, language) for column in columns), language)
        lines.append(words["taken_off"].format(axes=axes, significant=numeral(SIGNIFICANT)))
    return lines


def _with_value(column: str, box: FoundBox, language: str) -> str:
    """Return an axis with the largest p-value of its limits that were taken off."""
    value = max(value for side, value in box.taken_off.items() if side.column == column)
    return WORDS[language]["with"].format(axis=labels([column], language)[0], value=numeral(value, 2))
