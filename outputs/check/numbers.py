"""Numbers as `check` shows them, and the frames that its sections share."""

from rich import box
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from scenarios.files.case_shape import Sourced
from scenarios.files.margins import Adopted

from ..shared.values import change_text, number_in, value_text
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


def adopted_text(adopted: Adopted, language: str) -> dict[str, str]:
    """Return a published figure that gave way, and what is used."""
    figures = {"published": adopted.published, "register": adopted.register}
    texts = {name: value_text(value, adopted.unit, language, rounded=True) for name, value in figures.items()}
    return {"place": adopted.place.in_language(language), **texts}


def section_heading(key: str, language: str, **values: object) -> Padding:
    """Return the heading of a section."""
    title = Text(TEXTS[language][key].format(**values), style="bold")
    return Padding(Rule(title, align="left", style="dim"), (1, 0, 0, 0))


def plain_table(*columns: str, left: tuple[int, ...] = (0,), wrap: int = 0) -> Table:
    """Return a table without frame: columns `left` to the left, the others are numbers; column `wrap` may wrap."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, header_style="dim")
    for place, column in enumerate(columns):
        table.add_column(column, justify="left" if place in left else "right", no_wrap=place != wrap, overflow="fold")
    return table


def bullets(lines: list[str]) -> Table:
    """Return lines with a mark before each."""
    grid = marked_grid()
    for line in lines:
        grid.add_row(Text(NOTE_MARK, style="dim"), Text(line))
    return grid


def marked_grid() -> Table:
    """Return a table of marks and sentences; a sentence without spaces, as Chinese has them, goes on in the next line."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    return grid
