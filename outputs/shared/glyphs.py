"""Which characters of a case's labels the figures cannot draw, said before anything is simulated."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from scenarios.case import Case

from .language import Language, label

FONT = Path(__file__).parents[1] / "fonts" / "TenglongSansSC-Regular.otf"
FALLBACK = "DejaVuSans.ttf"  # comes with matplotlib and has some of what the first lacks


class Undrawn(NamedTuple):
    """A label, and those of its characters that are drawn as empty boxes."""

    label: str
    characters: str


@cache
def drawn() -> frozenset[int]:
    """Return the code points that the fonts of the figures hold."""
    import matplotlib  # only here: a command that draws nothing else should not wait for it
    from matplotlib.ft2font import FT2Font

    fallback = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / FALLBACK
    return frozenset(code for path in (FONT, fallback) for code in FT2Font(str(path)).get_charmap())


def characters_without_glyph(text: str) -> str:
    """Return the characters of a text that no font of the figures holds, each once, in their order."""
    return "".join(dict.fromkeys(each for each in text if ord(each) not in drawn()))


def labels_without_glyph(case: Case) -> Iterator[Undrawn]:
    """Yield the labels of a case, its parks, industries and scenarios that a figure cannot draw in full."""
    named = [case.file, *case.parks, *case.data.industries, *case.scenarios.values()]
    labels = dict.fromkeys(label(each, language) for each in named for language in Language)
    for text in labels:
        if lacking := characters_without_glyph(text):
            yield Undrawn(text, lacking)


WORDS = {
    "zh": "名称“{label}”中的“{characters}”在图件字体中没有字形，图中将显示为方框；请换用其他写法。",
    "en": "The font of the figures has no glyph for {characters} in the label '{label}'; figures will show boxes there.",
}


def glyph_text(undrawn: Undrawn, language: str) -> str:
    """Return the warning about a label."""
    return WORDS[language].format(**undrawn._asdict())


@contextmanager
def said_already(undrawn: Sequence[Undrawn]) -> Iterator[None]:
    """Keep matplotlib from warning of each missing glyph again, where the labels have been named."""
    with warnings.catch_warnings():
        if undrawn:
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield
