"""observed.csv and breaks.csv: what is read, and what is refused, all faults at once and in both languages."""

import shutil

import pytest

import run
from scenarios.case import input_files, load_case
from scenarios.facts.statistics import STATISTICS, Place
from scenarios.files.observed import Break, read_breaks, read_facts
from scenarios.files.table_labels import Label
from scenarios.refusals.problem import InputProblem

HEADER = "indicator,place,since,year,unit,value,low,high,source,evidence,known_from,use,note_zh,note_en\n"
ROW = "firms,city,,2015,firms,427,374,484,yearbook,estimate,2016-03,fit,推算,derived\n"
PARKS = (Label("east", "东区", "east zone"), Label("both", "甲", "first"), Label("outside", "区外", "outside"))
INDUSTRIES = (Label("autos", "汽车", "cars"), Label("both", "乙", "second"))


def read(folder, rows, header=HEADER):
    (folder / "observed.csv").write_text(header + rows, encoding="utf-8")
    return read_facts(folder, PARKS, INDUSTRIES, ("yearbook",))


def changed(**cells):
    """The row with other cells."""
    names = HEADER.strip().split(",")
    row = dict(zip(names, ROW.strip().split(","), strict=True)) | cells
    return ",".join(row.values()) + "\n"


def refusal(folder, rows):
    with pytest.raises(InputProblem) as caught:
        read(folder, rows)
    return caught.value


def test_a_row_is_read_with_all_that_it_says(tmp_path):
    (fact,) = read(tmp_path, ROW)
    assert (fact.statistic.name, fact.place, fact.since, fact.year) == ("firms", Place("city"), None, 2015)
    assert (fact.value, fact.low, fact.high, fact.unit) == (427.0, 374.0, 484.0, "firms")
    assert (fact.source, fact.evidence, fact.known_from, fact.use) == ("yearbook", "estimate", "2016-03", "fit")
    assert (fact.note_zh, fact.note_en) == ("推算", "derived")
    assert fact.key == "firms.city.2015"


def test_no_file_is_no_fact(tmp_path):
    assert read_facts(tmp_path, PARKS, INDUSTRIES, ()) == ()
    assert read_breaks(tmp_path, ()) == ()


def test_labels_are_as_good_as_ids_and_one_note_serves_both_languages(tmp_path):
    cells = {"indicator": STATISTICS["firms"].zh, "place": "东区", "evidence": "报道", "use": "留出", "note_zh": ""}
    (fact,) = read(tmp_path, changed(**cells))
    assert (fact.statistic.name, fact.place) == ("firms", Place("park", "east"))
    assert (fact.evidence, fact.use, fact.note_zh) == ("press", "hold_out", "derived")
    assert fact.key == "firms.park.east.2015"


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("", Place("zones")),
        ("开发区", Place("zones")),
        ("全市", Place("city")),
        ("outside", Place("outside")),  # before the park that has the same id
        ("区外", Place("park", "outside")),
        ("cars", Place("industry", "autos")),
        ("甲", Place("park", "both")),
    ],
)
def test_a_place_is_an_area_a_park_or_an_industry(tmp_path, written, place):
    assert read(tmp_path, changed(place=written))[0].place == place


def test_growth_has_the_unit_of_growth_and_both_years_in_its_name(tmp_path):
    (fact,) = read(tmp_path, changed(since="2013", unit="1/year", value="-0.02", low="-0.05", high="0.01"))
    assert (fact.unit, fact.low, fact.key) == ("1/year", -0.05, "firms.city.2013-2015")
    assert "this number is in '1/year'" in str(refusal(tmp_path, changed(since="2013")))


@pytest.mark.parametrize(
    ("cells", "column", "english", "chinese"),
    [
        ({"indicator": "firmz"}, "indicator", "unknown indicator or ratio 'firmz'; did you mean 'firms'", "没有指标或比值"),
        ({"place": "easst zone"}, "place", "no area, park or industry 'easst zone'; did you mean 'east zone' (east)", "没有范围、开发区或行业"),
        ({"place": "both"}, "place", "'both' is the label of several", "同时是几项的名称"),
        ({"indicator": "land_granted", "unit": "mu", "place": "autos"}, "place", "no value for a single industry", "没有分行业的数值"),
        ({"indicator": "policy_cost", "place": "city"}, "place", "no value for a single area; leave it empty", "没有分范围的数值"),
        ({"year": "1800"}, "year", "1800 is out of range", "超出范围"),
        ({"since": "2015"}, "since", "2015 is out of range", "超出范围"),  # growth from a year to itself
        ({"unit": "share"}, "unit", "the unit is 'share'; this number is in 'firms'", "单位为"),
        ({"value": "many"}, "value", "'many' is not a number", "不是数字"),
        ({"low": "-1"}, "low", "-1 is out of range", "超出范围"),
        ({"value": "373.9"}, "value", "outside its own low and high", "不在自己的 low 与 high 之间"),
        ({"value": "484.1"}, "value", "outside its own low and high", "不在自己的 low 与 high 之间"),
        ({"source": "yearboook"}, "source", "unknown source 'yearboook'", "没有来源"),
        ({"evidence": "rumour"}, "evidence", "unknown evidence 'rumour'; known: official, press", "没有依据类别"),
        ({"use": "fitt"}, "use", "unknown use 'fitt'; did you mean 'fit'", "没有用途"),
        ({"known_from": "2015-13"}, "known_from", "'2015-13' is no date; write it like", "不是日期"),
        ({"known_from": "2012-2015"}, "known_from", "'2012-2015' is no date", "不是日期"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_cell(tmp_path, cells, column, english, chinese):
    problem = refusal(tmp_path, changed(**cells))
    assert str(problem).startswith(f"observed.csv: line 2, column {column}: ")
    assert english in str(problem)
    assert chinese in problem.in_language("zh")


@pytest.mark.parametrize("end", ["374", "484"])
def test_the_ends_of_a_band_belong_to_it(tmp_path, end):
    assert read(tmp_path, changed(value=end))[0].value == float(end)


def test_a_share_above_one_is_refused(tmp_path):
    cells = {"indicator": "tax_rate", "unit": "share", "value": "0.07", "low": "0.06"}
    assert read(tmp_path, changed(**cells, high="1.0"))[0].high == 1.0
    assert "1.01 is out of range; allowed: 0 to 1" in str(refusal(tmp_path, changed(**cells, high="1.01")))


def test_a_figure_is_given_once(tmp_path):
    problem = refusal(tmp_path, ROW + changed(place="全市"))
    assert "line 3, column indicator: 'firms.city.2015' is in line 2 already" in str(problem)
    assert len(read(tmp_path, ROW + changed(year="2016"))) == 2


def test_all_faults_of_all_rows_are_found_at_once(tmp_path):
    rows = changed(year="x", use="?", known_from="soon") + ROW + changed(place="nowhere", source="nobody")
    assert len(refusal(tmp_path, rows).faults) == 5


def breaks(folder, row):
    (folder / "breaks.csv").write_text("first,last,indicators,zh,en,source\n" + row, encoding="utf-8")
    return read_breaks(folder, ("yearbook",))


def test_a_break_may_say_when_its_figures_came_out(tmp_path):
    path = tmp_path / "breaks.csv"
    path.write_text(
        "first,last,published,indicators,zh,en,source\n2012,2012,2013-08,tax,a,a,yearbook\n", encoding="utf-8"
    )
    assert read_breaks(tmp_path, ("yearbook",))[0].published == "2013-08"
    path.write_text("first,last,published,indicators,zh,en,source\n2012,2012,soon,tax,a,a,yearbook\n", encoding="utf-8")
    with pytest.raises(InputProblem, match="column published: 'soon' is no date"):
        read_breaks(tmp_path, ("yearbook",))


def test_a_break_has_its_years_and_the_statistics_that_it_touches(tmp_path):
    (found,) = breaks(tmp_path, f"2012,2016,tax; {STATISTICS['tax_rate'].zh},改革,,yearbook\n")
    assert found == Break(2012, 2016, ("tax", "tax_rate"), "yearbook", "改革", "改革")


@pytest.mark.parametrize(
    ("row", "english"),
    [
        ("2012,2011,tax,a,a,yearbook\n", "column last: 2011 is out of range; allowed: 2012 to 2160"),
        ("2012,2016,taxes,a,a,yearbook\n", "column indicators: unknown indicator or ratio 'taxes'"),
        ("2012,2016,,a,a,yearbook\n", "column indicators: is empty"),
        ("2012,2016,tax,,,yearbook\n", "column zh: is empty; give zh or en"),
        ("2012,2016,tax,a,a,nobody\n", "column source: unknown source 'nobody'"),
    ],
)
def test_a_break_that_cannot_be_is_refused(tmp_path, row, english):
    with pytest.raises(InputProblem) as caught:
        breaks(tmp_path, row)
    assert english in str(caught.value)


@pytest.fixture
def folder(case, tmp_path):
    return shutil.copytree(case.folder, tmp_path / "town")


def test_facts_are_words_that_leave_the_hash_of_a_case_alone_and_go_with_its_copies(case, folder):
    before = load_case(folder).digest
    source = next(iter(load_case(folder).sources))
    (folder / "observed.csv").write_text(HEADER + changed(source=source), encoding="utf-8")
    (folder / "breaks.csv").write_text(
        f"first,last,indicators,zh,source\n2018,2018,firms,普查,{source}\n", encoding="utf-8"
    )
    read_again = load_case(folder)
    assert read_again.digest == before
    assert [fact.key for fact in read_again.data.facts] == ["firms.city.2015"]
    assert read_again.data.citing(source)["observed.csv"] == ["firms"]
    assert read_again.data.citing(source)["breaks.csv"] == ["firms"]
    assert {"observed.csv", "breaks.csv"} <= set(input_files(folder))


def test_check_refuses_what_the_file_cannot_say(folder, capsys):
    (folder / "observed.csv").write_text(HEADER + changed(source="assumption", year="20155"), encoding="utf-8")
    assert run.main(["check", str(folder)]) == 2
    assert "observed.csv: line 2, column year: 20155 is out of range" in capsys.readouterr().err
