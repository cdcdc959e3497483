"""The font of the figures: Chinese is drawn on any machine, whatever fonts it has."""

from functools import cache

from matplotlib import font_manager
from matplotlib.backends.backend_agg import get_hinting_flag
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

from ..shared.columns import wrapped
from ..shared.glyphs import FONT as PATH

FAMILIES = ["Tenglong Sans SC", "DejaVu Sans"]  # the second comes with matplotlib and has what the first lacks

DOTS_PER_INCH = 200  # of the pictures: characters are set to whole dots, so text is measured as it will be drawn
POINTS_PER_INCH = 72


@cache
def register() -> None:
    """Make the font known to matplotlib. Only the first call does anything: each would add the font once more."""
    font_manager.fontManager.addfont(PATH)


@cache
def _face() -> FT2Font:
    register()
    paths = [font_manager.findfont(FontProperties(family=[family])) for family in FAMILIES]
    return font_manager.get_font(paths)


def width(text: str, size: float) -> float:
    """Return how wide a line of text is, points, at a font size in points."""
    face = _face()
    face.set_size(size, DOTS_PER_INCH)
    face.set_text(text, 0.0, flags=get_hinting_flag())
    return float(face.get_width_height()[0]) / 64 * POINTS_PER_INCH / DOTS_PER_INCH  # FreeType counts in 64ths


def wrap(text: str, size: float, room: float) -> list[str]:
    """Break a text into lines of at most `room` points, where lines on a screen may break too."""
    return wrapped(text, room, lambda line: width(line, size))
