"""The phases of a quarter as a table on the screen: when each is run, what happens in it, and which levers it reads."""

from model.levers import LEVERS
from model.order import PHASES

from ..shared.language import Language, label
from ..shared.tables import FittedTable

TEXTS = {
    "zh": {"headings": ("序", "环节", "内容", "读取的政策措施"), "only": "第 {quarter} 季度"},
    "en": {"headings": ("no.", "phase", "what happens", "levers read"), "only": "(quarter {quarter})"},
}


def phase_listing(language: str) -> FittedTable:
    """Return the table of the phases in their order."""
    texts = TEXTS[language]
    table = FittedTable(rules=True)
    for heading in texts["headings"]:
        table.add_column(heading)
    for number, phase in enumerate(PHASES.values(), start=1):
        names = [phase.name] if language == Language.EN else [label(phase, language), phase.name]
        when = [str(texts["only"]).format(quarter=phase.quarter)] if phase.quarter else []
        levers = [name for name, lever in LEVERS.items() if phase.name in lever.phases]
        happens = phase.does_zh if language == Language.ZH else phase.does_en
        table.add_row(str(number), "\n".join([*names, *when]), happens, "\n".join(levers))
    return table
