"""Lines of text and ticks below axes: as wide as they are measured, and never too many for their room."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from outputs.figures import fonts, style


@pytest.mark.parametrize(
    "text", ["全部目标同时达成的概率：各情景（95% 区间）不高于 2%。", "the share of all zones in every scenario"]
)
def test_lines_fit_and_lose_nothing(text):
    lines = fonts.wrap(text, 8.0, 60.0)
    assert len(lines) > 1
    assert all(fonts.width(line, 8.0) <= 60.0 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not [line for line in lines if line[0] in "，。：）%"]


def test_years_below_an_axis_fit():
    years = list(range(2015, 2021))
    assert style.year_ticks(years, [], 300.0) == years
    assert style.year_ticks(years, [2017], 100.0) == [2015, 2017, 2020]
    assert style.year_ticks(years, [2016], 60.0) == [2015, 2020]
    assert style.year_ticks(list(range(2015, 2036)), [], 200.0) == [2015, 2019, 2023, 2027, 2031, 2035]


@pytest.mark.parametrize("size", [style.SMALL, style.FINDING])
def test_a_line_is_measured_as_wide_as_it_is_drawn(size):
    """Characters are set to whole dots, which makes a line of small ones two percent wider than their outlines are."""
    text = (
        "每个点为逐步缩小范围时的一个范围，覆盖率不低于 50%、密度不低于 80% 的范围中限定因素最少、两者调和平均最大者"
        * 2
    )
    figure = Figure(figsize=(20, 1), dpi=fonts.DOTS_PER_INCH)
    with style.context():
        line = figure.text(0.0, 0.5, text, fontsize=size)
        drawn_width = line.get_window_extent(FigureCanvasAgg(figure).get_renderer()).width
    assert fonts.width(text, size) == pytest.approx(drawn_width * 72 / fonts.DOTS_PER_INCH, rel=2e-3)
