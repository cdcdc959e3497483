"""What printing needs of the figures: lines and bars that differ in grey, numbers that can be read on their ground."""

from itertools import pairwise

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from outputs.figures import parks, sensitivity, style, target_attainment
from outputs.figures.land_ledger import FLOWS
from outputs.shared.columns import pieces, wrapped

CONTRAST = 4.5  # least ratio for small print (WCAG 2.2, 1.4.3)
APART = 40.0  # luma by which two fillings differ in grey print


def luminance(colour):
    """Relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    parts = [int(to_hex(colour)[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("colour", [*style.COLOURS, style.NEUTRAL])
def test_a_line_over_its_band_is_dark(colour):
    assert style.luma(style.dark(colour)) <= style.DARKEST + 1.0  # a colour has whole numbers
    band = style.luma(colour) + (255 - style.luma(colour)) * (1 - 0.22) * (1 - 0.35)
    assert band - style.luma(style.dark(colour)) >= APART


def test_a_dark_colour_stays_as_it_is():
    assert style.luma("#ff0000") == pytest.approx(0.299 * 255)
    assert style.dark("#332288") == "#332288"
    assert style.dark("#000000") == "#000000"
    assert style.luma(style.dark("#56b4e9")) == pytest.approx(90.0, abs=1.0)


@pytest.mark.parametrize("probability", [0.0, 0.4, 0.74, 0.77, 0.79, 1.0])
def test_numbers_are_read_on_every_shade(probability):
    ground, ink = luminance(target_attainment.SHADES(probability)), luminance(style.INK)
    assert (ground + 0.05) / (ink + 0.05) >= CONTRAST


def test_what_comes_and_what_goes_differ_in_grey():
    for comes in (True, False):
        lumas = sorted(style.luma(flow.colour) for flow in FLOWS if flow.comes == comes)
        assert all(later - earlier >= APART for earlier, later in pairwise(lumas))
    issued, granted = (style.luma(flow.colour) for flow in FLOWS if flow.word in ("issued", "granted"))
    assert abs(issued - granted) >= APART


def test_the_second_scenario_has_dots_and_hatched_bars():
    colours = {"none": style.NEUTRAL, "draft": style.COLOURS[0]}
    assert "marker" not in parks._line("none", "none", colours)
    assert parks._line("draft", "none", colours)["marker"] == "o"
    assert parks.HATCH


def test_rows_are_as_high_as_the_longest_name():
    short = target_attainment.Layout({"a": ["甲"], "b": ["乙"]}, [], [], 50.0, 40.0)
    assert (short.row, short.height) == (26.0, 40.0 + 2 * 26.0)
    long = target_attainment.Layout({"a": ["甲"] * 5, "b": ["乙"]}, [], [], 50.0, 40.0)
    assert long.row == pytest.approx(5 * 8.0 * 1.25 + 8.0)
    assert long.height == pytest.approx(40.0 + 2 * long.row)


def test_bars_are_marked_by_letters():
    assert [sensitivity.letter(place) for place in (0, 1, 25, 26, 27, 52)] == ["A", "B", "Z", "AA", "AB", "BA"]


def test_an_interval_of_mu_star_ends_at_zero():
    low = pd.Series([-0.3, 0.2])
    assert sensitivity._possible(low, morris=True).tolist() == [0.0, 0.2]
    assert sensitivity._possible(low, morris=False).tolist() == [-0.3, 0.2]


def test_a_number_stays_with_what_it_counts_and_no_line_ends_with_a_bracket():
    assert "2017 年" in pieces("至 2017 年累计")
    assert wrapped("目标 2017 年的概率", 12) == ["目标 2017 年", "的概率"]
    assert wrapped("目标 2017 年的概率", 9) == ["目标", "2017 年的", "概率"]
    assert not [line for line in wrapped("工业总产值（亿元）与", 12) if line.endswith("（")]
    assert wrapped("in 2017 or later", 8) == ["in 2017", "or later"]
