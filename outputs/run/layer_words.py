"""One sentence on the headline indicator under the plan: what part of its spread is chance, and what the rest is."""

import pandas as pd

from model.indicators import INDICATORS
from model.layers import Layer
from scenarios.case import Case
from scenarios.comparison.target_table import ENDS, INTERACTIONS, share_column
from scenarios.intervals import Interval

from ..shared.language import counted_up, label
from ..shared.values import portion_text

WIDEST = 0.15  # half of an interval, beyond which a share is too little known for a word
PARTS = {
    "zh": {
        Layer.CHANCE: "随机性",
        Layer.PARAMETERS: "参数的不确定性",
        Layer.BASELINE: "基期（{year} 年）情况的不确定性",
        Layer.STRUCTURE: "备选设定的不同",
        INTERACTIONS: "各项不确定性的相互作用",
    },
    "en": {
        Layer.CHANCE: "chance",
        Layer.PARAMETERS: "uncertain parameters",
        Layer.BASELINE: "what is not known about {year}",
        Layer.STRUCTURE: "how things work (alternatives)",
        INTERACTIONS: "their interactions",
    },
}
TEXTS = {
    "zh": {
        "first": "“{scenario}”情景下 {year} 年{name}，各次模拟结果的差异中，{portion}来自{part}",
        "next": "，{portion}来自{part}",
        "small": "；未见{parts}有明显影响",
        "end": "。",
        "unknown": "“{scenario}”情景下 {year} 年{name}，各次模拟结果的差异有多少来自{parts}，本次运行尚无法判断：模拟次数或基期企业群过少。",
    },
    "en": {
        "first": "Under '{scenario}', {name} in {year}: {portion} of the spread between replicates comes from {part}",
        "next": ", {portion} from {part}",
        "small": "; as far as this run shows, next to nothing comes from {parts}",
        "end": ".",
        "unknown": "Under '{scenario}', {name} in {year}: this run cannot say how much of the spread between replicates "
        "comes from {parts}. It has too few replicates or baseline populations.",
    },
}  # fmt: skip


def headline_year(case: Case) -> int | None:
    """Return the last year in which the case's first headline indicator is looked at, for the zones together, if any."""
    return max((year for measure, year in case.looked_at if measure == case.headline[0]), default=None)


def layer_sentence(case: Case, table: pd.DataFrame, language: str) -> str:
    """Return what the spread of the headline indicator under the plan is made of; empty where nothing was crossed.

    `table` is that of `target_table` or of `compared_table`. The largest part comes first; a part that may be 0 is named
    without a size.
    """
    indicator, year = case.headline[0], headline_year(case)
    if year is None:
        return ""
    rows = table[
        (table["scenario"] == case.plan)
        & (table["indicator"] == indicator)
        & (table["year"] == year)
        & table["crossed"].notna()
    ]
    if rows.empty:
        return ""
    texts, row = TEXTS[language], rows.iloc[0]
    there = (Layer.CHANCE, *case.world.future, INTERACTIONS)
    parts = {part: PARTS[language][part].format(year=case.calendar.baseline_year) for part in there}
    about = {
        "scenario": label(case.scenario(case.plan), language),
        "year": year,
        "name": label(INDICATORS[indicator], language),
    }
    found = {part: Interval(*(float(row[f"{share_column(part)}{end}"]) for end in ENDS)) for part in parts}
    if not all(each.high - each.low <= 2 * WIDEST for each in found.values()):  # NaN too
        named = counted_up([text for part, text in parts.items() if part != INTERACTIONS], language)
        return texts["unknown"].format(parts=named, **about)
    small = [part for part, each in found.items() if each.low <= 0.0 or portion_text(each.estimate, language) is None]
    large = sorted(parts.keys() - set(small), key=lambda part: -found[part].estimate)
    whole = max(1.0, sum(found[part].estimate for part in large))  # by chance they may come to more than everything
    said = [
        texts["next" if place else "first"].format(
            portion=portion_text(found[part].estimate / whole, language), part=parts[part], **about
        )
        for place, part in enumerate(large)
    ]
    if small:
        said.append(texts["small"].format(parts=counted_up([parts[part] for part in small], language)))
    return "".join(said) + texts["end"]
