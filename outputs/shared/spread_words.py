"""What replicates differ by, in words: the one place, for what is said below tables and figures."""

from scenarios.case import Case

SPREAD = {
    "zh": {"drawn": "随机性、参数和基期的不确定性合计", "held": "随机性和参数的不确定性合计（基期数值固定）"},
    "en": {
        "drawn": "chance, parameters and baseline together",
        "held": "chance and parameters together (baseline held)",
    },
}


def spread_text(case: Case, language: str) -> str:
    """Return what the band over replicates of a case holds: the baseline only where its populations have their own."""
    return SPREAD[language]["drawn" if case.data.baseline.unknowns else "held"]
