"""How every figure looks: a page as wide as the text of an official document, with a heading, a key, panels and a caption, and its colours."""

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, pairwise
from threading import RLock
from typing import Any, NamedTuple

import matplotlib
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FuncFormatter

from scenarios import Case
from scenarios.comparison.target_table import REFERENCE

from ..shared.values import numeral
from . import fonts

POINTS = 72.0  # an inch
WIDTH = 156 / 25.4  # inches: the text area of an official document on A4 (GB/T 9704)
EDGE = 4.0  # points left free around the page

TITLE, FINDING, TEXT, SMALL = 12.0, 9.0, 8.0, 7.0  # font sizes, points
LINE = 1.45  # distance of lines over font size
DASHES = (0, (3, 2))
NOTE_PAD = 4.0  # points between a panel and the notes above it

DARKEST = 90.0  # luma of a line over a band of its colour, of 255: a reader of a grey print sees it
INK, SOFT, RULE = "#222222", "#666666", "#d0d0d0"
NEUTRAL = "#737373"  # what happens without a plan
# Distinct in the common kinds of colour blindness, the strongest first (Okabe and Ito 2008, Tol 2021).
COLOURS = (
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9",
    "#882255", "#999933", "#332288", "#44aa99", "#aa4499",
)  # fmt: skip

SETTINGS: Any = {  # plain text keys; some versions of matplotlib declare each key as a type
    "font.family": fonts.FAMILIES,
    "font.size": TEXT,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.labelsize": SMALL,
    "axes.titlesize": TEXT,
    "axes.titlelocation": "left",
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": RULE,
    "grid.linewidth": 0.5,
    "xtick.color": SOFT,
    "xtick.labelcolor": INK,
    "xtick.labelsize": SMALL,
    "ytick.color": SOFT,
    "ytick.labelcolor": INK,
    "ytick.labelsize": SMALL,
    "lines.linewidth": 1.4,
    "lines.solid_capstyle": "butt",
    "hatch.linewidth": 0.5,
    "legend.fontsize": SMALL,
    "legend.frameon": False,
    "figure.facecolor": "white",
}

_SETTINGS_LOCK = RLock()  # the settings of matplotlib are of the whole process


class Heading(NamedTuple):
    """What is written around the panels: what is shown, what is found, how to read it; `key` are labelled artists."""

    title: str
    finding: str
    caption: str
    key: Sequence[Artist] = ()


@contextmanager
def context() -> Iterator[None]:
    """Draw with the settings of the figures; a figure is complete when it leaves the context through `settle`."""
    fonts.register()
    with _SETTINGS_LOCK, matplotlib.rc_context():
        matplotlib.rcdefaults()  # a figure does not depend on the settings of the user
        matplotlib.rcParams.update(SETTINGS)
        yield


def page(heading: Heading, body: float) -> Figure:
    """Return a page with its heading, key and caption; `body` is the height in inches that is left to the panels."""
    room = WIDTH * POINTS - 2 * EDGE
    blocks = [
        (fonts.wrap(heading.title, TITLE, room), TITLE, INK),
        (fonts.wrap(heading.finding, FINDING, room), FINDING, INK),
    ]
    caption = fonts.wrap(heading.caption, SMALL, room)
    columns = _key_columns(heading.key, room)
    key_height = math.ceil(len(heading.key) / columns) * SMALL * LINE + 6 if heading.key else 0.0
    top = sum(len(lines) * size * LINE for lines, size, _ in blocks) + key_height + 2 * EDGE
    bottom = len(caption) * SMALL * LINE + 2 * EDGE
    height = top + body * POINTS + bottom
    figure = Figure(figsize=(WIDTH, height / POINTS), dpi=fonts.DOTS_PER_INCH)  # lines are broken for these dots
    FigureCanvasAgg(figure)
    _write(figure, blocks, height, height - EDGE)
    _write(figure, [(caption, SMALL, SOFT)], height, bottom - EDGE)
    if heading.key:
        _place_key(figure, heading.key, columns, (top - EDGE - key_height + 2) / height)
    panels = (0, bottom / height, 1, 1 - (top + bottom) / height)
    pad = EDGE / POINTS
    figure.set_layout_engine(ConstrainedLayoutEngine(rect=panels, h_pad=pad, w_pad=pad, hspace=0, wspace=0))
    return figure


def _write(figure: Figure, blocks: Iterable[tuple[list[str], float, str]], height: float, top: float) -> None:
    """Write blocks of lines one below the other; `height` of the page and `top` of the first line in points."""
    left = EDGE / (WIDTH * POINTS)
    for lines, size, colour in blocks:
        for line in lines:
            figure.text(left, top / height, line, size=size, color=colour, va="top", ha="left")
            top -= size * LINE


def _key_columns(key: Sequence[Artist], room: float) -> int:
    """Return the columns of the key: as many as fit, the same number of entries in each as far as that goes."""
    widths = [fonts.width(str(artist.get_label()), SMALL) + 4.6 * SMALL for artist in key]  # with handle and gaps
    for rows in range(1, len(widths)):
        columns = math.ceil(len(widths) / rows)
        if sum(part.max() for part in np.array_split(widths, columns)) <= room:
            return columns
    return 1


def _place_key(figure: Figure, key: Sequence[Artist], columns: int, top: float) -> None:
    """Place the key with its upper left corner at the left edge; `top` is a fraction of the page's height."""
    legend = figure.legend(
        handles=list(key),
        loc="upper left",
        bbox_to_anchor=(EDGE / (WIDTH * POINTS), 1 - top),
        ncols=columns,
        borderpad=0,
        borderaxespad=0,
        columnspacing=1.6,
        handletextpad=0.5,
        labelspacing=0.35,
    )
    legend.set_in_layout(False)  # its room has been set aside already


def name_panel(axes: Axes, name: str, room: float, notes: Sequence[str], rows: int | None = None) -> None:
    """Write the name of a panel above it, within `room` points, and lines of notes between the two.

    `rows` is the room for notes in lines, where other panels have more of them.
    """
    rows = len(notes) if rows is None else rows
    axes.set_title("\n".join(fonts.wrap(name, FINDING, room)), size=FINDING, pad=NOTE_PAD + 1 + rows * SMALL * LINE)
    for place, note in enumerate(notes):
        write_note(axes, note, 0.0, rows - 1 - place)


def write_note(axes: Axes, text: str, start: float, row: int, colour: str = INK) -> None:
    """Write a note above a panel: `start` points from its left edge, in the row counted from the panel upwards."""
    offset = (start, NOTE_PAD + row * SMALL * LINE)
    axes.annotate(text, (0, 1), offset, xycoords="axes fraction", textcoords="offset points", size=SMALL, color=colour)


def numerals() -> FuncFormatter:
    """Return what writes the numbers of an axis like all others: thousands apart."""
    return FuncFormatter(lambda value, _: numeral(value))


def settle(figure: Figure) -> Figure:
    """Lay a figure out and return it.

    Axes make their ticks only when they are drawn; done here, those too have the settings of the figures, whoever saves
    the figure later.
    """
    figure.draw_without_rendering()
    return figure


def grid(count: int, widest: int) -> tuple[int, int]:
    """Return rows and columns for a number of panels: as few rows as go, with as few gaps as go."""
    rows = math.ceil(count / widest)
    return rows, math.ceil(count / rows)


def year_ticks(years: Sequence[int], wanted: Sequence[int], room: float) -> list[int]:
    """Return the years to write below an axis of `room` points: all of them if they fit.

    Else the first, the last and the wanted ones, if any; else years in even steps; else the first and the last.
    """
    least = 1.35 * fonts.width("0000", SMALL)
    scale = room / max(1, years[-1] - years[0])
    named = sorted({years[0], years[-1], *wanted})
    choices = [list(years)] + ([named] if wanted else [])
    choices += [list(years[::step]) for step in range(2, len(years)) if (len(years) - 1) % step == 0]
    for ticks in choices:
        if all((later - earlier) * scale >= least for earlier, later in pairwise(ticks)):
            return ticks
    return [years[0], years[-1]]


def luma(colour: str) -> float:
    """Return how light a colour is in grey print, 0 (black) to 255 (white)."""
    return float(np.dot(to_rgb(colour), (0.299, 0.587, 0.114)) * 255)


def dark(colour: str) -> str:
    """Return a shade of a colour that is dark enough for a line over a band of it; a darker colour as it is."""
    red, green, blue = (part * min(1.0, DARKEST / max(luma(colour), 1.0)) for part in to_rgb(colour))
    return str(to_hex((red, green, blue)))


def scenario_colours(case: Case, names: Iterable[str]) -> dict[str, str]:
    """Return a colour by scenario: the same one in every figure of a case, and grey for what happens without a plan."""
    known = list(case.scenarios)
    others = [name for name in dict.fromkeys([*known, *names]) if name != REFERENCE]
    return {REFERENCE: NEUTRAL, **dict(zip(others, cycle(COLOURS), strict=False))}
