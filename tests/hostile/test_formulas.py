"""No text of a table that is written is taken for a formula by a spreadsheet; numbers stay numbers."""

import csv
import io
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from outputs.shared.csv_files import as_text, csv_bytes

ROOT = Path(__file__).parents[2]


def cells(table, **options):
    return list(csv.reader(io.StringIO(csv_bytes(table, **options).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+x", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "－甲", "-1 2", "--1"]
)
def test_what_begins_like_a_formula_gets_an_apostrophe(text):
    assert as_text(text) == f"'{text}"
    text = text.replace("\r", "\n")  # as it is written: a line feed within quotation marks
    titled = cells(pd.DataFrame({text: [text, "x"], "n": [1.5, -2.5]}))
    assert titled == [[f"'{text}", "n"], [f"'{text}", "1.5"], ["x", "-2.5"]]
    indexed = pd.DataFrame({"n": [1]}, pd.MultiIndex.from_tuples([(text, 1)], names=[text, "b"]))
    assert cells(indexed, index=True) == [[f"'{text}", "b", "n"], [f"'{text}", "1", "1"]]
    for dtype in ("category", "string", object):
        assert cells(pd.DataFrame({"a": pd.Series([text], dtype=dtype)}))[1] == [f"'{text}"]


@pytest.mark.parametrize("value", [-0.5, 1, "-0.5", "+1.5e-07", "-inf", "a=b", "a-b", "", None, "池州", "'=1"])
def test_numbers_and_other_texts_are_as_they_were(value):
    assert as_text(value) == value
    table = pd.DataFrame({"a": [value, value], "b": [np.nan, -1e-9]})
    assert csv_bytes(table) == b"\xef\xbb\xbf" + table.to_csv(index=False, lineterminator="\n").encode()


def test_numbers_among_objects_and_headings_that_are_there_twice_are_as_they_were():
    """Equal values of different kinds stay apart: 1, 1.0 and true; so do a whole number and what makes it a float."""
    table = pd.DataFrame([[True, -3], [1, 2.5], [1.0, "=x"]], columns=["a", "a"], dtype=object)
    assert cells(table) == [["a", "a"], ["True", "-3"], ["1", "2.5"], ["1.0", "'=x"]]


def test_a_heading_or_level_without_a_name_and_texts_that_become_alike():
    """A text that ends its lines otherwise is the same text when it is written."""
    table = pd.DataFrame({"a": pd.Categorical(["\r=1", "\n=1", None])}, pd.Index(["-x", "y", "-1"]))
    assert cells(table, index=True) == [["", "a"], ["'-x", "'\n=1"], ["y", "'\n=1"], ["-1", ""]]


def test_every_end_of_a_line_within_a_text_is_one_line_feed():
    written = pd.DataFrame({"a": ["one\r\ntwo\rthree\nfour"]})
    assert cells(written)[1] == ["one\ntwo\nthree\nfour"]


def test_every_csv_file_is_written_in_one_place():
    """The hash of a table of points is made of its CSV, which no file holds."""
    elsewhere = [
        path.relative_to(ROOT).as_posix()
        for part in ("outputs", "scenarios", "calibration", "model")
        for path in (ROOT / part).rglob("*.py")
        if re.search(r"\.to_csv\(|csv\.writer|\.to_excel\(", path.read_text(encoding="utf-8"))
    ]
    assert sorted(elsewhere) == ["outputs/shared/csv_files.py", "scenarios/sweep/described.py"]
