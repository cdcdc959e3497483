"""Tables on a screen of any width: no character of a heading, a label or a number is lost."""

import io
import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, Group
from rich.style import Style
from rich.text import Text

from outputs.shared.paragraphs import Paragraph
from outputs.shared.tables import PLAIN, FittedTable, WidthRange, widths

FRAME = re.compile(r"[┏━┳┓┃┡╇┩│├─┼┤└┴┘]")
EDGES = "│┃"
HAN = "滕子京谪守巴陵郡越明年政通人和百废具兴乃重修岳阳楼增其旧制刻唐贤今人诗赋于其上属予作文以记之"
WORDS = "share of the zones' output, 2020: ≥ 12,345.6 million yuan a year (Kunshan-Taicang-Changshu agglomeration)"


def drawn(shown, width, encoding="utf-8"):
    """Lines of what a console of so many columns prints."""
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    Console(file=file, width=width, markup=False, emoji=False, highlight=False).print(shown)
    file.flush()
    return file.buffer.getvalue().decode(encoding).splitlines()


def parts_of(lines):
    """The tables among some lines: for each its rows, and for each row its cells with the pieces of all lines joined."""
    tables, rows, open_row = [], [], None
    for line in lines:
        if line[:1] in "┏":
            rows, open_row = [], None
            tables.append(rows)
        elif line[:1] in ("┡", "├", "└"):
            open_row = None
        elif line[:1] in EDGES:
            cells = [cell.strip() for cell in re.split(f"[{EDGES}]", line)[1:-1]]
            if open_row is None:
                open_row = [""] * len(cells)
                rows.append(open_row)
            for place, cell in enumerate(cells):
                open_row[place] += cell
    return tables


def squeezed(text):
    return re.sub(r"\s", "", text)


def made(label, heading, columns, *, rules=True):
    table = FittedTable("title", rules=rules)
    table.add_column("scenario")
    for place in range(columns):
        table.add_column(f"{place} {heading}", number=True)
    for row, name in enumerate(("none", label)):
        table.add_row(
            name,
            *(f"45 % (41–49)\n{row + 1},234,567,89{place % 10}.5 million yuan\n+4.1 ± 0.4" for place in range(columns)),
        )
    return table


def check_whole(label, heading, columns, width):
    lines = drawn(made(label, heading, columns), width)
    assert max(map(cell_len, lines)) <= width
    assert "…" not in "\n".join(lines)
    tables = parts_of(lines)
    headings = [cell for table in tables for cell in table[0][1:]]
    assert list(map(squeezed, headings)) == [squeezed(f"{place} {heading}") for place in range(columns)]
    for table in tables:
        assert [squeezed(row[0]) for row in table[1:]] == ["none", squeezed(label)]
    for row in (1, 2):
        cells = [squeezed(cell) for table in tables for cell in table[row][1:]]
        assert cells == [f"45%(41–49){row},234,567,89{place % 10}.5millionyuan+4.1±0.4" for place in range(columns)]


@pytest.mark.parametrize("width", range(40, 201, 8))
@pytest.mark.parametrize("columns", [1, 5, 12])
def test_nothing_is_cut_at_any_width(columns, width):
    check_whole((HAN * 3)[:100], HAN[:20], columns, width)
    check_whole(WORDS[:100], WORDS, columns, width)


@settings(max_examples=60, deadline=None)
@given(
    label=st.text(st.sampled_from(HAN + "，（）“”a-_1 "), min_size=1, max_size=100).filter(str.strip),
    heading=st.text(st.sampled_from(HAN + "，（）2020 ≥%x"), min_size=1, max_size=40).filter(str.strip),
    columns=st.integers(1, 12),
    width=st.integers(40, 200),
)
def test_nothing_is_cut_whatever_it_says(label, heading, columns, width):
    check_whole(label, heading, columns, width)


def test_a_number_is_in_one_line_where_the_screen_has_room_for_it():
    lines = drawn(made((HAN * 3)[:100], HAN[:20], 12), 40)
    for place in range(12):
        assert sum(f"2,234,567,89{place % 10}.5" in line for line in lines) >= 1


def test_what_fits_is_one_table_and_what_does_not_is_split_evenly():
    table = FittedTable()
    for place in range(7):
        table.add_column("abcdefgh", number=place > 0)
    table.add_row(*["12345678"] * 7)
    assert [len(part[0]) for part in parts_of(drawn(table, 78))] == [7]  # 7 * (8 + 3) + 1
    assert [len(part[0]) for part in parts_of(drawn(table, 77))] == [4, 4]
    assert [len(part[0]) for part in parts_of(drawn(table, 40))] == [3, 3, 3]


def test_each_part_has_the_column_that_names_the_rows():
    table = FittedTable(name_column=1)
    for heading in ("group", "axis", "index", "interval"):
        table.add_column(heading, number=heading != "axis")
    table.add_row("1", "growth", "12,345,678.9", "1,234,567.5 to 23,456,789.5")
    tables = parts_of(drawn(table, 44))
    assert [table[0][0] for table in tables] == ["axis", "axis"]
    assert parts_of(drawn(table, 100))[0][0] == ["group", "axis", "index", "interval"]


def test_room_that_is_left_goes_to_the_texts_with_the_most_lines():
    needs = [WidthRange(4, 30), WidthRange(5, 5), WidthRange(6, 12)]
    assert widths(needs, 15) == [4, 5, 6]
    assert widths(needs, 17) == [6, 5, 6]
    assert widths(needs, 100) == [30, 5, 12]
    assert widths([WidthRange(20, 20), WidthRange(24, 24)], 33) == [9, 24]
    assert widths([WidthRange(20, 20), WidthRange(40, 40)], 33) == [6, 27]


def test_a_long_name_is_parted_from_the_next_by_a_line():
    assert sum(line.startswith("├") for line in drawn(made("b", "x", 1, rules=False), 80)) == 0
    assert sum(line.startswith("├") for line in drawn(made(HAN, "x", 1, rules=False), 60)) == 1


def test_a_plain_table_is_split_too():
    table = FittedTable(frame=PLAIN)
    for place in range(4):
        table.add_column(f"heading {place}", number=place > 0)
    table.add_row("name", *["1,234,567.891"] * 3)
    lines = drawn(table, 40)
    assert max(map(cell_len, lines)) <= 40
    assert sum(line.count("1,234,567.891") for line in lines) == 3
    assert sum(line.split()[:1] == ["name"] for line in lines) == 2


@pytest.mark.parametrize("text", [":b: and :smile:", "[red]park[/red] [b]", "[/]", "价格 [上限]", r"\[x]"])
def test_brackets_and_colons_are_printed_as_typed(text):
    table = FittedTable(text)
    table.add_column(text)
    table.add_column("n", number=True)
    table.add_row(text, Text(text, style="bold"))
    lines = drawn(Group(table, Paragraph(text)), 100)
    assert sum(line.count(text) for line in lines) == 5


def test_what_an_encoding_lacks_is_replaced_before_the_columns_are_measured():
    table = FittedTable("概率 ≥ 5")
    table.add_column("target")
    table.add_column("≥ 50 %", number=True)
    table.add_row("a – b", Text("±1 → 2\n≤ 3", style="bold"))
    lines = drawn(table, 60, "ascii")
    assert lines[0] == "?? >= 5"
    assert {len(line) for line in lines[1:]} == {len(lines[1])}
    assert [cell.strip() for cell in lines[4].split("|")[1:-1]] == ["a - b", "+/-1 -> 2"]
    assert "<= 3" in lines[5]


def test_a_sentence_breaks_where_its_language_allows():
    lines = drawn(Paragraph("每格：达成概率（95% 置信区间）；第一类（与自身之差），2020 年。", mark="· "), 22)
    assert lines[0].startswith("· ")
    assert all(line.startswith("  ") for line in lines[1:])
    assert all(line[2] not in "，。；：、）” %" and line[-1] not in "（“《" for line in lines)
    assert "2020 年" in "\n".join(lines)


def test_the_style_of_a_mark_is_not_that_of_the_sentence():
    console = Console(file=io.StringIO(), width=20)
    marked = Paragraph("land is short at the baseline", mark="! ", mark_style="bold yellow")
    plain, bold = Style.null(), Style(color="yellow", bold=True)
    styles = {each.text.strip(): each.style or plain for each in console.render(marked) if each.text.strip()}
    assert styles == {"!": bold, "land is short at": plain, "the baseline": plain}
    dim = [each.style for each in console.render(Paragraph("a key", "dim")) if each.text.strip()]
    assert dim == [Style(dim=True)]


def test_a_row_with_more_cells_than_columns_is_an_error():
    table = FittedTable()
    table.add_column("one")
    with pytest.raises(ValueError, match="2 cells for 1 columns"):
        table.add_row("a", "b")


def test_every_table_of_the_product_is_a_fitted_one():
    """Rich's own table cuts what does not fit; it is used in one file."""
    from tests.house.test_layout import ROOT, sources

    own = re.compile(r"rich\.table import .*\bTable\b|rich import table")
    found = [
        path
        for path in itertools.chain(*map(sources, ("outputs", "calibration")))
        if own.search(path.read_text(encoding="utf-8"))
    ]
    assert found == [ROOT / "outputs" / "shared" / "tables.py"]
