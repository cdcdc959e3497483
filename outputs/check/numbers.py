"""Numbers and units as `check` shows them, and the frames that its sections share."""

from rich import box
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from model.indicators import INDICATORS
from scenarios.files.case_shape import Sourced
from scenarios.files.register import Adopted

from ..shared.language import Language, unit_label
from .words import TEXTS

# Declared units that people read in another scale: by what to multiply, and the unit then.
SHOWN_IN = {"share": (100.0, "%"), "1/year": (100.0, "%/year"), "tce/year": (1e-4, "10,000 tce"), "1": (1.0, "")}
NOTE_MARK = "·"


def number(value: float, unit: str) -> str:
    """Return a number in the scale in which it is shown, without its unit."""
    scale, _ = SHOWN_IN.get(unit, (1.0, unit))
    return f"{value * scale:,.10g}"


def unit_text(unit: str, language: str) -> str:
    """Return the unit in which a number is shown."""
    _, shown = SHOWN_IN.get(unit, (1.0, unit))
    return shown if shown in ("", "%") else unit_label(shown, language)


def percent(value: float, language: str, digits: str = ".4g") -> str:
    """Return a share in percent."""
    return f"{100 * value:{digits}}{'%' if language == Language.ZH else ' %'}"


def range_text(total: Sourced) -> str:
    """Return the range of a number, or nothing where it has none."""
    if total.low is None or total.high is None:
        return ""
    return f"{number(total.low, total.unit)}–{number(total.high, total.unit)}"


def indicator_value(name: str, value: float, language: str) -> str:
    """Return a value of an indicator with its unit."""
    unit = INDICATORS[name].unit
    return percent(value, language) if unit == "share" else f"{value:,.4g} {unit_label(unit, language)}"


def yearly_text(yearly: float, unit: str, language: str) -> str:
    """Return what each year until a target has to bring, below 0 what it has to take away."""
    if yearly == 0.0:
        return TEXTS[language]["met"]
    return TEXTS[language]["points"].format(n=f"{100 * yearly:+.1f}") if unit == "share" else f"{yearly:+,.1f}"


def adopted_text(adopted: Adopted, language: str) -> dict[str, str]:
    """Return a published figure that gave way, and what is used."""
    figures = {"published": adopted.published, "register": adopted.register}
    shown = {name: adopted.text(value) for name, value in figures.items()}
    texts = {name: text if isinstance(text, str) else text.in_language(language) for name, text in shown.items()}
    return {"place": adopted.place.in_language(language), **texts}


def heading(key: str, language: str, **values: object) -> Padding:
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
