"""A CSV file that Excel spoiled says so: what happened, where, and how to save it again."""

import pytest

from scenarios import InputProblem
from scenarios.files.table import Row, read_table
from tests.input.reading import refusals
from tests.refusals.edits import cell, copy_case, text
from tests.refusals.firm_faults import FIRST, firms

SPOILED = {
    "semicolons": (text("parks.csv", lambda read: read.replace(";", "/").replace(",", ";")), "parks.csv: line 1: columns are separated by semicolons: 'id;zh;en", "各列以分号分隔"),
    "hashes": (cell("parks.csv", "etdz", "planned", "#######"), "parks.csv: line 2, column planned: the cell is '#######': Excel had no room", "单元格为 '#######'"),
    "a date": (cell("parks.csv", "etdz", "plot_ratio", "1月2日"), "parks.csv: line 2, column plot_ratio: '1月2日' is a date that Excel made of a number", "'1月2日' 是日期"),
    "question marks": (cell("parks.csv", "etdz", "zh", "?????"), "parks.csv: line 2, column zh: in '?????' question marks have taken", "'?????' 中的汉字已变成问号"),
    "a number for an id": (firms({**FIRST, "id": "9.13417E+17"}), "firms.csv: line 2, column id: Excel rewrote the id as '9.13417E+17'", "编号 '9.13417E+17' 被 Excel 改成了科学计数"),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "english", "chinese"), SPOILED.values(), ids=SPOILED)
def test_each_has_a_message_of_its_own(edit, english, chinese, tmp_path, capsys):
    folder = copy_case(tmp_path / "case")
    edit(folder)
    told = refusals(capsys, "run", str(folder), "-n", "2")
    assert len(told["en"]) == len(told["zh"]) == 1
    assert english in told["en"][0]
    assert chinese in told["zh"][0]


@pytest.mark.parametrize(
    "written",
    ["1月2日", "2月", "2015年3月", "2015-01-02", "2015/1/2", "1/2/2015 0:00", "1-2", "1/2", "2-Jan", "Jan-02", "12-Mar-15", "jan-15"],
)  # fmt: skip
def test_dates_are_known(written):
    with pytest.raises(InputProblem, match="is a date that Excel made of a number"):
        Row("t.csv", 2, {"x": written}).number("x", -1e9, 1e9)


@pytest.mark.parametrize("written", ["1--2", "Jan", "12:30", "x-1", "1.2.", "a/b"])
def test_other_text_is_no_date(written):
    with pytest.raises(InputProblem, match="is not a number"):
        Row("t.csv", 2, {"x": written}).number("x", -1e9, 1e9)


def test_numbers_are_numbers():
    assert Row("t.csv", 2, {"x": "-1.2"}).number("x", -5, 5) == -1.2


@pytest.mark.parametrize("name", ["A#1", "Who?", "第 3 批?"])
def test_one_mark_in_a_name_is_a_mark(name, tmp_path):
    (tmp_path / "t.csv").write_text(f"id,name\nA,{name}\n", encoding="utf-8")
    assert read_table(tmp_path / "t.csv", ("id", "name"))[0].text("name") == name
