"""How well a case's numbers are known, in words: grades, counts of them, and which of them carry a result."""

import pandas as pd

from scenarios.evidence.grading import Counts, EvidenceGrade

from .language import listed, listed_apart
from .values import LEAST_PORTION, numeral, range_text, value_text

SHARE = "share"  # unit

GRADES: dict[str, dict[EvidenceGrade, str]] = {
    "zh": {EvidenceGrade.SOURCED: "有出处", EvidenceGrade.DERIVED: "推算", EvidenceGrade.ASSUMED: "假设", EvidenceGrade.NO_SOURCE: "未注明来源"},
    "en": {
        EvidenceGrade.SOURCED: "sourced", EvidenceGrade.DERIVED: "derived", EvidenceGrade.ASSUMED: "assumed", EvidenceGrade.NO_SOURCE: "without a source",
    },
}  # fmt: skip
MOST_CARRIERS = 3  # that a sentence names
WORDS = {
    "zh": {
        "carried": "在各项{candidates}中，对{name}各次模拟差异影响最大的是：{numbers}{more}。",
        "carried_little": "在各项{candidates}中，没有哪一项单独对{name}的差异影响较大；影响居前的是：{numbers}{more}。",
        "carrier": "{name}（占差异的 {share}，区间 {range}）",
        "more": "；另有 {count} 项，见 carriers.csv",
        "carried_by_none": "在各项{candidates}中，本次运行未见哪一项对{name}的差异有明显影响。",
        "drawn": "基期数值和参数",
        "held": "参数",
        "counted": "共 {total} 个数值：{counts}",
        "count": "{grade} {n} 个",
    },
    "en": {
        "carried": "Of {candidates}, what matters most for the spread of {name}: {numbers}{more}.",
        "carried_little": "No single one of {candidates} matters much for the spread of {name}; first comes {numbers}{more}.",
        "carrier": "{name} ({share} of it, interval {range})",
        "more": "; {count} more in carriers.csv",
        "carried_by_none": "As far as this run shows, none of {candidates} matters by itself for the spread of {name}.",
        "drawn": "the numbers of the baseline and the uncertain parameters",
        "held": "the uncertain parameters",
        "counted": "{total} numbers: {counts}",
        "count": "{n} {grade}",
    },
}


def counts_text(counts: Counts, language: str) -> str:
    """Return how many numbers have each grade; grades that none has are left out."""
    words = WORDS[language]
    shown = [
        words["count"].format(grade=GRADES[language][grade], n=numeral(count))
        for grade, count in counts.items()
        if count
    ]
    return words["counted"].format(total=numeral(sum(counts.values())), counts=listed(shown, language))


def carriers_text(found: pd.DataFrame, name: str, language: str, *, drawn: bool) -> str:
    """Return which numbers carry the spread of what has a `name`, as a sentence.

    `found` are its rows of `plan_carriers`, the largest share first; where that is next to nothing the sentence says so. `drawn` says whether numbers of the baseline were drawn, besides parameters.
    """
    words, first = WORDS[language], found.head(MOST_CARRIERS)
    candidates = words["drawn" if drawn else "held"]
    shown = [
        words["carrier"].format(
            name=row[language],
            share=value_text(row["share"], SHARE, language, rounded=True),
            range=range_text(round(row["low"], 3), round(row["high"], 3), SHARE, language),
        )
        for _, row in first.iterrows()
    ]
    if not shown:
        return words["carried_by_none"].format(name=name, candidates=candidates)
    more = len(found) - len(shown)
    sentence = words["carried_little" if found["share"].iloc[0] < LEAST_PORTION else "carried"]
    return sentence.format(
        name=name,
        candidates=candidates,
        numbers=listed_apart(shown, language),
        more=words["more"].format(count=more) if more else "",
    )
