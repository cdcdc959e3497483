"""Numbers as `check` shows them, and the frames that its sections share."""

from collections.abc import Iterable

from rich.console import Group

from scenarios.files.case_shape import Sourced

from ..shared.paragraphs import Paragraph, SectionHeading
from ..shared.tables import PLAIN, FittedTable
from ..shared.values import change_text, number_in
from .words import TEXTS

NOTE_MARK = "·"


def range_cell(sourced: Sourced, language: str) -> str:
    """Return the range of a number without its unit, or nothing where it has none."""
    if sourced.low is None or sourced.high is None:
        return ""
    return "–".join(number_in(end, sourced.unit, language) for end in (sourced.low, sourced.high))


def yearly_text(yearly: float, unit: str, language: str) -> str:
    """Return what each year until a target has to bring, below 0 what it has to take away."""
    return TEXTS[language]["met"] if yearly == 0.0 else change_text(yearly, unit, language)


def section_heading(key: str, language: str, **values: object) -> Group:
    """Return the heading of a section, and the empty line above it."""
    return Group("", SectionHeading(TEXTS[language][key].format(**values)))


def plain_table(*columns: str, left: tuple[int, ...] = (0,)) -> FittedTable:
    """Return a table without frame: columns `left` to the left, the others are numbers."""
    table = FittedTable(frame=PLAIN, header_style="dim")
    for place, column in enumerate(columns):
        table.add_column(column, number=place not in left)
    return table


def bullets(lines: Iterable[str]) -> Group:
    """Return lines with a mark before each."""
    return Group(*(Paragraph(line, mark=f"{NOTE_MARK} ", mark_style="dim") for line in lines))
