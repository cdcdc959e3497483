"""The phases of a quarter as a table on the screen: when each is run, what happens in it, and which levers it reads."""

from rich.table import Table

from model.declaration import Phase
from model.levers import LEVERS
from model.order import PHASES

from ..shared.columns import wrapped
from ..shared.language import Language, label

TEXTS = {
    "zh": {"headings": ("序", "环节", "内容", "读取的政策措施"), "only": "（第 {quarter} 季度）"},
    "en": {"headings": ("no.", "phase", "what happens", "levers read"), "only": "(quarter {quarter})"},
}
WIDTHS = (3, 13, 28, 23)  # with the lines between them the 80 columns of a screen


def phase_listing(language: str) -> Table:
    """Return the table of the phases in their order, 80 columns wide."""
    texts = TEXTS[language]
    table = Table(show_lines=True)
    for heading, width in zip(texts["headings"], WIDTHS, strict=True):
        table.add_column(heading, overflow="fold", width=width)
    for number, phase in enumerate(PHASES.values(), start=1):
        names = [phase.name] if language == Language.EN else [label(phase, language), phase.name]
        when = [str(texts["only"]).format(quarter=phase.quarter)] if phase.quarter else []
        levers = [name for name, lever in LEVERS.items() if phase.name in lever.phases]
        cells = (str(number), *("\n".join(lines) for lines in ([*names, *when], happens(phase, language), levers)))
        table.add_row(*cells)
    return table


def happens(phase: Phase, language: str) -> list[str]:
    """Return what happens in a phase, in lines that break where the language allows it."""
    return wrapped(phase.does_zh if language == Language.ZH else phase.does_en, WIDTHS[2])
