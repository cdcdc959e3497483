"""Grades of a case's numbers: sourced, derived, assumed, or from nowhere."""

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from model.parameters import PARAMETERS
from outputs.check.evidence import sum_text
from outputs.check.job import finding_text
from outputs.shared.evidence_words import COLUMNS, GRADES, WORDS, carriers_text, cell_name, counts_text
from outputs.shared.provenance import made_from
from scenarios import load_case
from scenarios.evidence.carriers import carriers
from scenarios.evidence.grading import EvidenceGrade, counts_by_file, counts_of, grade_of, grades, unranged_columns
from scenarios.files.ranges import AMOUNTS, NUMBER_COLUMNS, Cell, KnownSum
from scenarios.files.sources import read_citations
from scenarios.inspection.findings import words_findings

CITY = Path(__file__).parents[1] / "cities" / "linhu"
NONE = dict.fromkeys(EvidenceGrade, 0)


@pytest.mark.parametrize(
    ("source", "ranged", "grade"),
    [
        (None, False, EvidenceGrade.NO_SOURCE),
        (None, True, EvidenceGrade.NO_SOURCE),
        ("yearbook", False, EvidenceGrade.SOURCED),
        ("yearbook", True, EvidenceGrade.DERIVED),
        ("assumption", True, EvidenceGrade.ASSUMED),
        ("assumption", False, EvidenceGrade.ASSUMED),
    ],
)
def test_a_grade_goes_by_source_and_range(source, ranged, grade):
    assert grade_of(source, ranged) is grade


def cited(case, tmp_path, text):
    """The case with other rows of sources.csv."""
    header = "file,row,column,source,low,high,note\n"
    (tmp_path / "sources.csv").write_text(header + text, encoding="gb18030")
    return replace(case, data=case.data._replace(citations=read_citations(tmp_path, case.sources)))


@pytest.mark.chizhou
def test_a_source_of_one_row_goes_before_that_of_the_column(case, tmp_path):
    """Nine parks have 16 numbers but for the output of the industry outside; 16 industries have 18."""
    bare = replace(case, data=case.data._replace(citations=()))
    assert counts_by_file(bare)["parks.csv"] == {**NONE, EvidenceGrade.NO_SOURCE: 9 * 16 - 1}
    some = cited(
        case,
        tmp_path,
        "parks.csv,*,planned,assumption,0,90000,甲\nparks.csv,etdz,planned,seed-002,,,\nparks.csv,*,firms,seed-002,-5%,+5%,\n"
        "parks.csv,*,level,seed-002,,,\nindustries.csv,mining,trend,assumption,0,0.1,\nindustries.csv,*,heavy,seed-002,0,1,\n",
    )
    counts = counts_by_file(some)
    assert counts["parks.csv"] == {
        EvidenceGrade.SOURCED: 1, EvidenceGrade.DERIVED: 9, EvidenceGrade.ASSUMED: 8, EvidenceGrade.NO_SOURCE: 143 - 18,
    }  # fmt: skip
    assert counts["industries.csv"] == {
        EvidenceGrade.SOURCED: 0, EvidenceGrade.DERIVED: 16, EvidenceGrade.ASSUMED: 1, EvidenceGrade.NO_SOURCE: 16 * 18 - 17,
    }  # fmt: skip
    assert grades(some)[Cell("parks.csv", "etdz", "planned")] is EvidenceGrade.SOURCED


@pytest.mark.chizhou
def test_numbers_of_case_toml_go_by_their_own_source_and_range(case):
    found = grades(case)
    assert found[Cell("case.toml", "totals", "hightech_output_share")] is EvidenceGrade.SOURCED
    assert found[Cell("case.toml", "totals", "tail_exponent")] is EvidenceGrade.DERIVED
    assert found[Cell("case.toml", "totals", "energy_total")] is EvidenceGrade.ASSUMED
    assert found[Cell("case.toml", "parameters", "mixed_share")] is EvidenceGrade.SOURCED
    # three shares, gross output, the leading industries kept twice, mixed use; small firms, the tail twice, energy growth
    assert counts_by_file(case)["case.toml"] == {
        EvidenceGrade.SOURCED: 7, EvidenceGrade.DERIVED: 4, EvidenceGrade.ASSUMED: 5, EvidenceGrade.NO_SOURCE: 0,
    }  # fmt: skip


def test_the_output_outside_counts_where_its_cell_holds_it():
    """The second city publishes no share of gross output: six parks of 16 numbers, of which output and firms are sourced.

    One of them has a specialised park, which is a number more; the others leave its cell empty.
    """
    assert counts_by_file(load_case(CITY))["parks.csv"] == {
        **NONE,
        EvidenceGrade.SOURCED: 12,
        EvidenceGrade.ASSUMED: 84 + 1,
    }


def test_cells_of_firms_that_are_filled_count(tmp_path):
    folder = shutil.copytree(CITY, tmp_path / "town")
    (folder / "firms.csv").write_text(
        "id,park,industry,output,energy,hightech,grade\nA,lakeside,electronics,90000,500,1,A\nB,hill,food,5000,,,\n",
        encoding="utf-8",
    )
    assert counts_by_file(load_case(folder))["firms.csv"] == {**NONE, EvidenceGrade.NO_SOURCE: 4}
    with (folder / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("firms.csv,*,output,linhu-bulletin,,,\nfirms.csv,*,energy,assumption,,,\n")
    counts = counts_by_file(load_case(folder))["firms.csv"]
    assert counts == {
        EvidenceGrade.SOURCED: 2,
        EvidenceGrade.DERIVED: 0,
        EvidenceGrade.ASSUMED: 1,
        EvidenceGrade.NO_SOURCE: 1,
    }


@pytest.mark.chizhou
def test_assumptions_without_a_range_are_warned_of(case, tmp_path):
    some = cited(
        case,
        tmp_path,
        "parks.csv,*,planned,assumption,-5%,+5%,\nparks.csv,etdz,planned,assumption,,,\nparks.csv,*,other,seed-002,,,\n"
        "parks.csv,*,level,assumption,,,\nindustries.csv,*,heavy,assumption,0,1,\nindustries.csv,*,trend,assumption,,,\n",
    )
    assert unranged_columns(some) == ["parks.csv planned", "industries.csv trend"]
    finding = next(each for each in words_findings(some) if each.key == "assumed_without_range")
    assert finding.warning
    assert finding_text(finding, some, "en").endswith("as if they were known: parks.csv planned, industries.csv trend.")
    assert unranged_columns(case) == []


def test_every_number_has_one_grade(case):
    counts = counts_of(case)
    assert sum(counts.values()) == sum(sum(each.values()) for each in counts_by_file(case).values())
    assert list(counts) == list(EvidenceGrade)


def test_counts_are_a_line_in_both_languages():
    counts = {
        EvidenceGrade.SOURCED: 1200,
        EvidenceGrade.DERIVED: 0,
        EvidenceGrade.ASSUMED: 35,
        EvidenceGrade.NO_SOURCE: 2,
    }
    assert counts_text(counts, "en") == "1,237 numbers: 1,200 sourced, 35 assumed, 2 without a source"
    assert counts_text(counts, "zh") == "共 1,237 个数值：有出处 1,200 个、假设 35 个、未注明来源 2 个"


def test_every_column_and_grade_has_words():
    assert {name for columns in NUMBER_COLUMNS.values() for name in columns} <= set(COLUMNS)
    for language in ("zh", "en"):
        assert set(GRADES[language]) == set(EvidenceGrade)
    assert set(WORDS["zh"]) == set(WORDS["en"])


@pytest.mark.parametrize("column", AMOUNTS)
def test_a_known_sum_of_any_amount_is_shown(column):
    known = KnownSum((Cell("parks.csv", "hill", column),), 20_000.0, 20_000.0, "linhu-plan")
    texts = {language: sum_text(known, language) for language in ("en", "zh")}
    assert texts["zh"].startswith(COLUMNS[column][0])
    assert texts["en"].startswith(COLUMNS[column][1])
    assert texts["zh"] != sum_text(known._replace(low=15_000.0), "zh")


def test_known_sums_are_in_the_units_of_the_screen():
    known = KnownSum((Cell("parks.csv", "hill", "factory_floor"),), 150_000.0, 200_000.0, "linhu-plan")
    assert sum_text(known, "zh") == "标准厂房面积 15 至 20 万平方米"
    assert sum_text(known, "en") == "floor of standard factories 150,000 to 200,000 m2"
    output = KnownSum((Cell("parks.csv", "hill", "output"),), 357.0, 357.0, "linhu-plan")
    assert sum_text(output, "zh") == "产值 357 亿元"


@pytest.mark.chizhou
def test_a_number_is_called_by_column_and_row(case):
    assert cell_name(Cell("parks.csv", "etdz", "planned"), case, "en") == "planned area of Chizhou ETDZ"
    assert cell_name(Cell("industries.csv", "mining", "trend"), case, "zh") == "采矿需求增速"
    assert cell_name(Cell("case.toml", "totals", "listed_share"), case, "zh") == "列入重点污染名单的企业占比"
    assert cell_name(Cell("case.toml", "parameters", "rent"), case, "en") == PARAMETERS["rent"].en


@pytest.mark.chizhou
def test_carriers_are_a_sentence_in_both_languages(case):
    cells = [Cell("parks.csv", "etdz", "output"), Cell("case.toml", "totals", "listed_share")]
    found = pd.DataFrame(
        {"share": [0.1234, 0.05], "low": [0.071, 0.012], "high": [0.19, 0.1]},
        index=pd.Index(cells, tupleize_cols=False),
    )
    assert carriers_text(found, "X", case, "en") == (
        "Of the numbers of the baseline these carry most of the spread of X: output of Chizhou ETDZ (12.3 % of its variance, 7.1 to "
        "19 %); share of heavy polluters that are listed (5 % of its variance, 1.2 to 10 %)."
    )
    chinese = carriers_text(found, "甲", case, "zh")
    assert chinese.startswith("甲的差异中，基期数值影响最大的是：池州经开区产值（占方差 12.3%，7.1% 至 19%）；")
    assert carriers_text(found.head(0), "X", case, "en").startswith("No number of the baseline carries more")
    drawn = pd.DataFrame(
        np.random.default_rng(1).uniform(size=(200, 2)), columns=cells
    )  # columns of cells are two levels
    named = carriers_text(carriers(drawn, drawn.iloc[:, 1].to_numpy()), "X", case, "en")
    assert "carry most of the spread of X: share of heavy polluters that are listed (" in named
    many = pd.concat([found] * 3)
    assert carriers_text(many, "X", case, "en").count("of its variance") == 3


def test_provenance_holds_the_counts(case):
    written = made_from(case, 1, datetime(2024, 5, 6))["evidence"]
    assert written == {file: dict(counts) for file, counts in counts_by_file(case).items()}
