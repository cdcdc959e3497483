"""Ranges of a case's numbers: three ways of writing them, sums over the zones, and what is refused."""

import math
import re
import shutil
from pathlib import Path

import pytest

from scenarios import InputProblem, load_case
from scenarios.files.ranges import Cell, KnownSum, Range, ranges_of_case_file

CITY = Path(__file__).parents[1] / "cities" / "linhu"
HEADER = "file,row,column,source,low,high,note\n"


@pytest.fixture
def ranged(tmp_path):
    """Load the second city with some rows of sources.csv and no others."""

    def load(*rows, encoding="utf-8"):
        folder = shutil.copytree(CITY, tmp_path / "town", dirs_exist_ok=True)
        (folder / "sources.csv").write_text(HEADER + "".join(row + "\n" for row in rows), encoding=encoding)
        return load_case(folder)

    return load


def of(case, row, column, file="parks.csv"):
    return case.data.ranges.cells[Cell(file, row, column)]


@pytest.mark.parametrize(
    ("column", "low", "high", "wanted"),
    [
        ("planned", "-30%", "+10%", (23_100.0, 36_300.0)),  # of 33,000 mu
        ("planned", "-30%", "10%", (23_100.0, 36_300.0)),  # Excel drops the sign
        ("planned", "-30 %", "＋10％", (23_100.0, 36_300.0)),
        ("planned", "30000", '"41,000"', (30_000.0, 41_000.0)),
        ("hightech_share", "-0.15", "+0.05", (0.25, 0.45)),  # of 0.40
        ("hightech_share", "-0.5", "+0.7", (0.0, 1.0)),  # no share is below 0 or above 1
        ("hightech_share", "0.25", "0.60", (0.25, 0.60)),
        ("plot_ratio", "-90%", "+20%", (0.1, 0.768)),  # of 0.64; the column begins at 0.1
        ("firms", "-30%", "+30%", (37.0, 67.0)),  # of 52: whole firms between 36.4 and 67.6
        ("idle_share", "0.08", "0.08", (0.08, 0.08)),
    ],
)
def test_a_range_is_a_share_an_amount_added_or_two_numbers(ranged, column, low, high, wanted):
    case = ranged(f"parks.csv,north_shore,{column},linhu-plan,{low},{high},")
    each = of(case, "north_shore", column)
    assert (each.low, each.high) == pytest.approx(wanted)
    assert each.source == "linhu-plan"
    assert list(case.data.ranges.cells) == [Cell("parks.csv", "north_shore", column)]


def test_a_growth_below_zero_has_its_range_the_right_way_round(tmp_path):
    """A trend of -4 % a year give or take a quarter lies between -5 and -3 %."""
    shutil.copytree(CITY, tmp_path / "town")
    path = tmp_path / "town" / "industries.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("garments,服装,garments,0.05,", "garments,服装,garments,-0.04,"),
        encoding="utf-8",
    )
    for low, high in (("-25%", "+25%"), ("-0.01", "+0.01"), ("-0.05", "-0.03")):
        (tmp_path / "town" / "sources.csv").write_text(
            HEADER + f"industries.csv,garments,trend,assumption,{low},{high},\n", encoding="utf-8"
        )
        each = of(load_case(tmp_path / "town"), "garments", "trend", "industries.csv")
        assert each.value == -0.04
        assert (each.low, each.high) == pytest.approx((-0.05, -0.03))


def test_whole_numbers_survive_rounding(ranged):
    """75 firms less 28 % are 54, though 75 x 0.72 may come to a little more or less."""
    each = of(ranged("parks.csv,lakeside,firms,assumption,-28%,+28%,"), "lakeside", "firms")
    assert (each.low, each.high) == (54.0, 96.0)


def test_a_row_of_its_own_goes_before_the_column_and_a_later_row_before_an_earlier(ranged):
    case = ranged(
        "parks.csv,*,planned,assumption,-30%,+30%,",
        "parks.csv,hill,planned,linhu-plan,,,measured",
        "parks.csv,north_shore,planned,assumption,30000,40000,",
        "parks.csv,north_shore,planned,assumption,31000,40000,",
    )
    assert of(case, "lakeside", "planned")[:2] == pytest.approx((36_400.0, 67_600.0))
    assert of(case, "north_shore", "planned")[:2] == (31_000.0, 40_000.0)
    assert Cell("parks.csv", "hill", "planned") not in case.data.ranges.cells


def test_labels_name_rows(ranged):
    case = ranged(
        "parks.csv,山前集中区,planned,assumption,-30%,+30%,", "industries.csv,Garments,trend,assumption,-10%,10%,"
    )
    assert {cell.row for cell in case.data.ranges.cells} == {"hill", "garments"}


def test_words_answers_and_empty_cells_have_no_range(ranged):
    case = ranged(
        "parks.csv,*,leading,assumption,1 industry,3 industries,",
        "parks.csv,*,level,assumption,municipal,provincial,",
        "industries.csv,*,heavy,assumption,0,1,",
        "firms.csv,*,output,linhu-plan,,,",
    )
    assert case.data.ranges.cells == {}


def test_what_does_not_vary_is_left_out_of_what_is_drawn(ranged):
    """Countryside has no standard factories: 30 % of nothing is nothing."""
    case = ranged("parks.csv,*,factory_floor,assumption,-30%,+30%,")
    assert of(case, "countryside", "factory_floor") == Range(0.0, 0.0, "assumption", 0.0)
    varying = case.data.ranges.varying
    assert [cell.row for cell in varying] == ["hill", "lakeside", "north_shore", "old_port", "upstream"]


ZONES = ("lakeside", "north_shore", "old_port", "upstream", "hill")


def test_a_row_of_zones_keeps_their_sum(ranged):
    """150 + 85 + 60 + 40 + 22 = 357 hundred million yuan; the countryside is no zone."""
    case = ranged("parks.csv,*,output,assumption,-30%,+30%,", "parks.csv,zones,output,linhu-bulletin,,,")
    (known,) = case.data.ranges.sums_kept
    assert known == KnownSum(tuple(Cell("parks.csv", name, "output") for name in ZONES), 357.0, 357.0, "linhu-bulletin")
    assert known.exact


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [("230", "240", (230.0, 240.0)), ("-10%", "+5%", (209.0, 243.0)), ("-7", "+3", (225.0, 235.0))],
)
def test_the_sum_of_the_zones_may_have_a_range_of_its_own(ranged, low, high, wanted):
    """75 + 52 + 48 + 33 + 24 = 232 firms, of which 208.8 and 243.6 are a tenth less and a twentieth more."""
    case = ranged(f"parks.csv,zones,firms,linhu-bulletin,{low},{high},", "parks.csv,*,firms,assumption,-30%,+30%,")
    (known,) = case.data.ranges.sums_kept
    assert (known.low, known.high) == wanted
    assert not known.exact


def test_the_sum_may_be_above_what_one_zone_may_have(ranged):
    case = ranged("parks.csv,*,planned,assumption,-30%,+30%,", "parks.csv,zones,planned,assumption,100000,12000000,")
    assert case.data.ranges.sums_kept[0].high == 12_000_000.0


def test_mixes_of_industries_add_up_to_one_and_a_sum_of_what_is_held_is_left_out(ranged):
    case = ranged("parks.csv,zones,output,linhu-bulletin,,,")
    assert len(case.data.ranges.sums) == 3
    assert case.data.ranges.sums_kept == ()
    case = ranged("industries.csv,food,outside_share,assumption,-50%,+50%,")
    (known,) = case.data.ranges.sums_kept
    assert (len(known.cells), known.low, known.high) == (9, 1.0, 1.0)
    assert {cell.column for cell in known.cells} == {"outside_share"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("parks.csv,hill,planned,assumption,-30%,,", ["column high", "is empty", "both"]),
        ("parks.csv,hill,planned,assumption,,20000,", ["column low", "is empty", "both"]),
        ("parks.csv,hill,planned,assumption,20000 mu,30000 mu,", ["column low", "'20000 mu' is not a number", "-30%"]),
        ("parks.csv,hill,planned,assumption,low,high,", ["column low", "'low' is not a number"]),
        ("parks.csv,hill,planned,assumption,+30%,-30%,", ["low +30% is above high -30%"]),
        ("parks.csv,hill,planned,assumption,20000,10000,", ["low 20000 is above high 10000"]),
        ("parks.csv,hill,planned,assumption,-30%,+3000,", ["low -30% and high +3000", "two ways"]),
        ("parks.csv,hill,planned,assumption,1000,+3000,", ["low 1000 and high +3000", "two ways"]),
        (
            "parks.csv,hill,planned,assumption,15001,16000,",
            ["planned of hill is 15000", "low 15001 and high 16000", "correct the number"],
        ),
        ("parks.csv,hill,planned,assumption,+1%,+30%,", ["planned of hill is 15000", "low +1% and high +30%"]),
        (
            "parks.csv,hill,hightech_share,assumption,-0.15,0.15,",
            ["low -0.15 and high 0.15", "two ways", "+0.15 added to it"],
        ),
        ("parks.csv,hill,hightech_share,assumption,0.2,1.2,", ["column high", "1.2 is out of range", "0 to 1"]),
        ("parks.csv,hil,planned,assumption,,,", ["column row", "unknown park 'hil'", "'hill'"]),
        ("industries.csv,fod,trend,assumption,,,", ["column row", "unknown industry 'fod'", "food"]),
        ("parks.csv,hill,plannd,assumption,,,", ["column column", "unknown column 'plannd'", "planned"]),
        ("park.csv,hill,planned,assumption,,,", ["column file", "'park.csv' is no table", "parks.csv"]),
        ("industries.csv,zones,trend,assumption,,,", ["unknown industry 'zones'"]),
        ("parks.csv,zones,plot_ratio,assumption,,,", ["'plot_ratio' does not add up over zones", "industrial_land"]),
        ("firms.csv,F1,output,assumption,,,", ["column row", "'F1' cannot be a row of firms.csv", "write *"]),
        ("firms.csv,*,output,linhu-plan,-5%,+5%,", ["numbers of listed firms are kept", "leave the cell empty"]),
        ("parks.csv,zones,firms,assumption,233,240,", ["firms of zones is 232", "low 233 and high 240"]),
    ],
)
def test_nonsense_is_refused_with_its_line(ranged, row, said):
    with pytest.raises(InputProblem, match=r"^sources\.csv: line 2, ") as refused:
        ranged(row)
    assert [words for words in said if words not in str(refused.value)] == []
    chinese = refused.value.in_language("zh")
    assert chinese.startswith("sources.csv 第 2 行 ")
    assert re.search("[\u4e00-\u9fff]", chinese.split("：", 1)[1])


def test_a_row_of_a_column_that_leaves_out_many_is_one_fault(ranged):
    with pytest.raises(InputProblem) as refused:
        ranged("parks.csv,*,planned,assumption,100,200,", "parks.csv,*,other,assumption,-30%,+30,")
    assert [fault.what.key for fault in refused.value.faults] == ["ends_mixed"]
    with pytest.raises(InputProblem) as refused:
        ranged("parks.csv,*,planned,assumption,100,200,", "parks.csv,*,other,assumption,1,2,")
    assert [fault.what.key for fault in refused.value.faults] == ["range_misses", "range_misses"]


def test_a_park_called_zones_leaves_no_doubt(tmp_path):
    folder = shutil.copytree(CITY, tmp_path / "town")
    for name, old, new in (
        ("parks.csv", "old_port,", "zones,"),
        ("sources.csv", "parks.csv,*,firms", "parks.csv,zones,firms"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InputProblem, match="zones means the sum over the zones, and a park has this id"):
        load_case(folder)


def test_ranges_of_case_toml_are_cut_to_what_is_admissible(tmp_path):
    folder = shutil.copytree(CITY, tmp_path / "town")
    text = (folder / "case.toml").read_text(encoding="utf-8")
    text = text.replace("low = 50\nhigh = 150", "low = 50.5\nhigh = 1000000").replace("low = 0.05\n", "low = -1\n")
    (folder / "case.toml").write_text(text, encoding="utf-8")
    found = ranges_of_case_file(load_case(folder).file)
    assert found[Cell("case.toml", "totals", "small_firms")] == Range(51.0, 100_000.0, "assumption", 90.0)
    assert found[Cell("case.toml", "totals", "ramping_share")].low == 0.0
    assert found[Cell("case.toml", "parameters", "rent")] == Range(0.009, 0.012, "linhu-rents", 0.0108)
    assert Cell("case.toml", "totals", "top3_sales_share") not in found  # no range: it is known


@pytest.mark.parametrize(("left", "other"), [("low", "high"), ("high", "low")])
def test_half_a_range_of_case_toml_is_refused(tmp_path, left, other):
    folder = shutil.copytree(CITY, tmp_path / "town")
    text = (folder / "case.toml").read_text(encoding="utf-8")
    line = {"low": "low = 0.009\n", "high": "high = 0.012\n"}[left]
    assert line in text
    (folder / "case.toml").write_text(text.replace(line, ""), encoding="utf-8")
    with pytest.raises(InputProblem, match=rf"parameters\.rent\.{left}: is missing; give both low and high"):
        load_case(folder)


PLAIN = "parks.csv,*,planned,assumption,-30%,+30%,wide"


@pytest.mark.parametrize(
    ("rows", "same"),
    [
        ((PLAIN.replace("wide", "otherwise said"),), True),
        ((PLAIN.replace("assumption", "linhu-plan"),), True),
        ((PLAIN, "parks.csv,*,level,linhu-plan,,,", "parks.csv,*,other,linhu-plan,,,"), True),
        ((PLAIN, "parks.csv,zones,output,linhu-bulletin,,,"), True),  # nothing of it varies
        ((PLAIN, "parks.csv,hill,planned,assumption,-30%,30%,"), True),
        ((PLAIN.replace("+30%", "+31%"),), False),
        ((PLAIN, "parks.csv,hill,planned,linhu-plan,,,"), False),
        ((PLAIN, "parks.csv,zones,planned,linhu-bulletin,,,"), False),
        (("parks.csv,*,planned,assumption,,,",), False),
    ],
)
def test_ranges_are_of_the_hash_of_a_case_and_words_are_not(ranged, rows, same):
    before = ranged(PLAIN).digest
    assert (ranged(*rows).digest == before) is same


def test_a_case_without_ranges_has_the_hash_of_its_files(ranged, tmp_path):
    bare = ranged("parks.csv,*,planned,linhu-plan,,,").digest
    (tmp_path / "town" / "sources.csv").unlink()
    assert load_case(tmp_path / "town").digest == bare


def test_every_number_lies_in_its_range_which_the_column_admits(case):
    for each in case.data.ranges.cells.values():
        assert each.low <= each.value <= each.high
        assert math.isfinite(each.high - each.low)


@pytest.mark.chizhou
def test_the_known_sums_of_chizhou(case):
    """471.7 hundred million yuan, 268 firms, and 3,000 to 3,800 ha of industrial land; only the split is assumed."""
    sums = {each.cells[0].column: each for each in case.data.ranges.sums_kept}
    assert (sums["output"].low, sums["output"].high) == (pytest.approx(471.7), sums["output"].low)
    assert (sums["firms"].low, sums["firms"].high) == (268.0, 268.0)
    assert (sums["industrial_land"].low, sums["industrial_land"].high) == (3_000 * 15, 3_800 * 15)
    assert {len(each.cells) for name, each in sums.items() if not name.endswith("share")} == {8}
    outside = case.data.ranges.cells[Cell("parks.csv", "outside", "firms")]
    assert (outside.low, outside.high) == (106.0, 216.0)
