"""Sources of a case: declared in its folder, cited in case.toml and sources.csv, and refused where nobody knows them."""

import shutil

import pytest

from model.sources import SOURCES
from outputs.explain.cases import data_of, own_sources
from outputs.shared.provenance import sources_used
from scenarios import InputProblem, load_case
from scenarios.inspection.findings import words_findings
from tests.scoring.participants import COPIED

OWN = """
[yearbook]
zh = "年鉴"
en = "yearbook"
date = "2014"
where = "library"
"""


@pytest.fixture
def folder(case, tmp_path):
    return shutil.copytree(case.folder, tmp_path / "town")


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(folder, text):
    with (folder / "sources.toml").open("a", encoding="utf-8") as file:
        file.write(text)


def test_a_city_cites_its_own_yearbook_in_both_files(folder):
    add(folder, OWN)
    edit(folder / "case.toml", 'source = "assumption"', 'source = "yearbook"')
    edit(folder / "sources.csv", "output_per_worker,", "output_per_worker,")
    with (folder / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("parks.csv,*,factory_vacancy,yearbook,,,\n")
    case = load_case(folder)
    assert case.sources["yearbook"].en == "yearbook"
    citing = case.data.citing("yearbook")
    assert list(citing) == ["case.toml", "parks.csv"]
    assert citing["parks.csv"] == ["factory_vacancy"]
    assert [finding.key for finding in words_findings(case)] == []
    used = sources_used(case)
    assert used["yearbook"].where == "library"
    assert set(used) == {name for name in case.sources if name in used}
    assert "growth-laplace" in used  # cited by a parameter of the model


def test_sources_are_words_and_leave_the_hash_of_a_case_alone(folder):
    before = load_case(folder).digest
    add(folder, OWN)
    assert load_case(folder).digest == before


def test_a_source_that_nothing_cites_is_warned_of(folder):
    add(folder, OWN)
    (finding,) = words_findings(load_case(folder))
    assert (finding.key, finding.warning, finding.values["sources"]) == ("sources_not_cited", True, ["yearbook"])


@pytest.mark.parametrize("old", ["base = 25", "counted = { each = { national_platforms = 3"])  # the other in a variant
def test_a_source_that_only_the_scoring_table_cites_is_cited(folder, old):
    add(folder, OWN)
    name, number = old.rsplit(" = ", 1)
    assert COPIED.count(old) == 1
    cited = f'{name} = {{ value = {number}, source = "yearbook" }}'
    (folder / "scoring.toml").write_text(COPIED.replace(old, cited), encoding="utf-8")
    case = load_case(folder)
    assert [finding.key for finding in words_findings(case)] == []
    assert [each.en for each in case.citing("yearbook")["scoring.toml"]] in (["growth"], ["recognised platforms"])


def test_a_source_that_only_the_scoring_table_declares_is_one_of_the_case(folder):
    own = OWN.replace("[yearbook]", "[sources.yearbook]")
    text = COPIED.replace('source = "prototype"', 'source = "yearbook"') + own
    (folder / "scoring.toml").write_text(text, encoding="utf-8")
    case = load_case(folder)
    assert own_sources(case)["yearbook"].where == "library"
    (said,) = data_of("yearbook", [case], "en")
    assert said.startswith(f"{case.name}/scoring.toml: ")
    assert "industry, projects, innovation, growth, value added," in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OWN.replace("[yearbook]", "[prototype]"), ["[prototype]", "a source of the model already", "cite that one"]),
        (OWN.replace('date = "2014"\n', ""), ["yearbook.date", "is missing", '"2007-2015"']),
        (OWN.replace('"2014"', '"last year"'), ["yearbook.date", "'last year' cannot be used", '"2015-11"']),
        (OWN.replace('"2014"', '"2014-13"'), ["yearbook.date", "'2014-13' cannot be used"]),
        (OWN.replace('"2014"', "2014"), ["yearbook.date", "2014 is not text"]),
        (OWN + "were = 1\n", ["yearbook.were", "unknown key 'were'", "did you mean 'where'"]),
        (OWN.replace('"年鉴"', '""'), ["yearbook.zh", "is empty", "300"]),
        (OWN.replace('"library"', f'"{"x" * 301}"'), ["yearbook.where", "too long", "300"]),
        (OWN.replace("[yearbook]", '["a book"]'), ["[a book]", "'a book' cannot be a name"]),
        ("\nhearsay = 3\n" + OWN, ["hearsay", "is not a table"]),
    ],
)
def test_what_cannot_be_a_source_is_refused(folder, text, said):
    if text.startswith("\nhearsay"):
        (folder / "sources.toml").write_text(text, encoding="utf-8")
    else:
        add(folder, text)
    with pytest.raises(InputProblem, match=r"^sources\.toml") as refused:
        load_case(folder)
    assert [word for word in said if word not in str(refused.value)] == []


@pytest.mark.parametrize("date", ["2014", "2014-02", "2014-02-28", "2013-2014"])
def test_a_date_is_a_year_a_month_a_day_or_a_span(folder, date):
    add(folder, OWN.replace('"2014"', f'"{date}"'))
    assert load_case(folder).sources["yearbook"].date == date


def test_an_unknown_source_is_refused_in_case_toml_with_the_nearest(folder):
    add(folder, OWN)
    edit(folder / "case.toml", 'source = "assumption"', 'source = "yearbok"')
    with pytest.raises(InputProblem, match=r"case\.toml: totals\.\w+\.source: unknown source 'yearbok'.*'yearbook'"):
        load_case(folder)


def test_an_unknown_source_is_refused_in_sources_csv_with_its_line(folder):
    add(folder, OWN)
    lines = (folder / "sources.csv").read_text(encoding="utf-8").count("\n")
    with (folder / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("parks.csv,*,factory_vacancy,yearbok,,,\n")
    with pytest.raises(
        InputProblem, match=rf"sources\.csv: line {lines + 1}, column source: .*did you mean 'yearbook'"
    ):
        load_case(folder)


def test_the_model_s_sources_are_known_to_every_case(case):
    assert set(SOURCES) < set(case.sources)
