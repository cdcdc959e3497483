"""Grades of a case's numbers: sourced, derived, assumed, or from nowhere."""

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from model.parameters import PARAMETERS
from outputs.check.evidence import sum_text
from outputs.check.job import finding_text
from outputs.shared.evidence_words import GRADES, WORDS, carriers_text, counts_text
from outputs.shared.provenance import made_from
from scenarios import load_case
from scenarios.evidence.grading import EvidenceGrade, counts_by_file, counts_of, grade_of, grades, unranged_columns
from scenarios.files.cell_labels import COLUMN_LABELS, cell_label
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

    Two of them plan small-firm parks, whose land is assumed, one has a specialised park, and two have blocks on low hills.
    The others leave these cells empty.
    """
    assert counts_by_file(load_case(CITY))["parks.csv"] == {
        **NONE,
        EvidenceGrade.SOURCED: 12,
        EvidenceGrade.ASSUMED: 84 + 2 + 1 + 2,
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
    assert {name for columns in NUMBER_COLUMNS.values() for name in columns} <= set(COLUMN_LABELS)
    for language in ("zh", "en"):
        assert set(GRADES[language]) == set(EvidenceGrade)
    assert set(WORDS["zh"]) == set(WORDS["en"])


@pytest.mark.parametrize("column", AMOUNTS)
def test_a_known_sum_of_any_amount_is_shown(column):
    known = KnownSum((Cell("parks.csv", "hill", column),), 20_000.0, 20_000.0, "linhu-plan")
    texts = {language: sum_text(known, language) for language in ("en", "zh")}
    assert texts["zh"].startswith(COLUMN_LABELS[column][0])
    assert texts["en"].startswith(COLUMN_LABELS[column][1])
    assert texts["zh"] != sum_text(known._replace(low=15_000.0), "zh")


def test_known_sums_are_in_the_units_of_the_screen():
    known = KnownSum((Cell("parks.csv", "hill", "factory_floor"),), 150_000.0, 200_000.0, "linhu-plan")
    assert sum_text(known, "zh") == "标准厂房面积 15 至 20 万平方米"
    assert sum_text(known, "en") == "floor of standard factories 150,000 to 200,000 m2"
    output = KnownSum((Cell("parks.csv", "hill", "output"),), 357.0, 357.0, "linhu-plan")
    assert sum_text(output, "zh") == "产值 357 亿元"


@pytest.mark.chizhou
@pytest.mark.parametrize(
    ("cell", "zh", "en"),
    [
        (Cell("parks.csv", "etdz", "planned"), "池州经开区规划面积", "planned area of Chizhou ETDZ"),
        (Cell("industries.csv", "mining", "trend"), "采矿需求增速", None),
        (
            Cell("case.toml", "totals", "listed_share"),
            "列入重点污染名单的企业占比",
            "share of heavy polluters that are listed",
        ),
        (Cell("case.toml", "parameters", "rent"), PARAMETERS["rent"].zh, PARAMETERS["rent"].en),
    ],
)
def test_a_number_is_called_by_column_and_row(case, cell, zh, en):
    called = cell_label(cell, case.data.parks, case.data.industries)
    assert called.zh == zh
    assert en in (called.en, None)


def carried(shares):
    """A table of carriers, called A, B and so on, with these shares; intervals reach half and twice as far."""
    letters = "ABCDEF"[: len(shares)]
    columns = {"zh": [f"第{each}项" for each in letters], "en": list(letters), "share": shares}
    ends = {"low": [each / 2 for each in shares], "high": [each * 2 for each in shares]}
    return pd.DataFrame(columns | ends)


def test_carriers_are_a_sentence_in_both_languages():
    found = carried([0.1234, 0.05])
    assert carriers_text(found, "X", "en", drawn=True) == (
        "Of the numbers of the baseline and the uncertain parameters, what matters most for the spread of X: A (12.3 % of it, "
        "interval 6.2 to 24.7 %); B (5 % of it, interval 2.5 to 10 %)."
    )
    assert carriers_text(found, "甲", "zh", drawn=True) == (
        "在各项基期数值和参数中，对甲各次模拟差异影响最大的是：第A项（占差异的 12.3%，区间 6.2% 至 24.7%）；"
        "第B项（占差异的 5%，区间 2.5% 至 10%）。"
    )
    assert carriers_text(found, "X", "en", drawn=False).startswith("Of the uncertain parameters, what matters most")


@pytest.mark.parametrize(("largest", "little"), [(0.0499, True), (0.05, False)])
def test_small_shares_are_said_to_be_small(largest, little):
    """As in the sentence on layers, a share below 5 % is next to nothing."""
    found = carried([largest, 0.01])
    assert ("No single one of" in carriers_text(found, "X", "en", drawn=True)) is little
    assert ("没有哪一项单独对甲的差异影响较大" in carriers_text(found, "甲", "zh", drawn=True)) is little


@pytest.mark.parametrize(
    ("count", "more"), [(3, None), (4, "; 1 more in carriers.csv."), (6, "; 3 more in carriers.csv.")]
)
def test_three_carriers_are_named(count, more):
    said = carriers_text(carried([0.2, 0.1, 0.09, 0.08, 0.07, 0.06][:count]), "X", "en", drawn=True)
    assert said.count("of it,") == 3
    assert said.endswith(more or "C (9 % of it, interval 4.5 to 18 %).")


def test_no_carrier_is_said_to_be_none():
    assert carriers_text(carried([]), "X", "en", drawn=True) == (
        "As far as this run shows, none of the numbers of the baseline and the uncertain parameters matters by itself for the "
        "spread of X."
    )
    assert "在各项参数中，本次运行未见哪一项对甲的差异有明显影响" in carriers_text(carried([]), "甲", "zh", drawn=False)


def test_provenance_holds_the_counts(case):
    made = made_from(case, 1, datetime(2024, 5, 6))
    assert made["evidence"] == {file: dict(counts) for file, counts in counts_by_file(case).items()}
    assert (made["vary_baseline"], made["baseline_numbers_drawn"]) == (True, len(case.data.baseline.unknowns))
