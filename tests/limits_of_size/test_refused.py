"""A case at a limit is read, and one beyond it is refused with its number and the limit, before anything is made of it."""

import pytest

from benchmarks.generated import write_case
from scenarios import limits, load_case
from scenarios.files import industry_table, park_table, scenario_file, table
from scenarios.refusals.problem import InputProblem


def refusals(folder):
    """What is said of a case, in both languages."""
    with pytest.raises(InputProblem) as refused:
        load_case(folder)
    return [refused.value.in_language(language) for language in ("zh", "en")]


@pytest.mark.parametrize("sizes", [{"parks": limits.PARKS}, {"industries": limits.INDUSTRIES}])
def test_a_case_at_the_limit_is_read(tmp_path, sizes):
    case = load_case(write_case(tmp_path / "case", **sizes))
    assert {"parks": len(case.parks), "industries": len(case.data.industries)}.items() >= sizes.items()


def test_as_many_scenarios_as_are_allowed_are_read(tmp_path):
    assert len(load_case(write_case(tmp_path / "case", scenarios=limits.SCENARIOS)).scenarios) == limits.SCENARIOS


@pytest.mark.parametrize(
    ("sizes", "file"),
    [
        ({"parks": limits.PARKS + 1}, "parks.csv"),
        ({"industries": limits.INDUSTRIES + 1}, "industries.csv"),
        ({"scenarios": limits.SCENARIOS + 1}, "scenarios.toml"),
    ],
)
def test_one_more_is_refused_with_the_number_and_the_limit(tmp_path, sizes, file):
    (number,) = sizes.values()
    for text in refusals(write_case(tmp_path / "case", **sizes)):
        assert file in text
        assert str(number) in text
        assert str(number - 1) in text


def test_listed_firms_beyond_the_limit_are_counted_and_refused(tmp_path, monkeypatch):
    folder = write_case(tmp_path / "case", firms=300)
    monkeypatch.setattr(table, "LISTED_FIRMS", 300)
    assert len(load_case(folder).data.baseline.given) == 300
    monkeypatch.setattr(table, "LISTED_FIRMS", 299)
    for text in refusals(folder):
        assert "firms.csv" in text
        assert "300" in text
        assert "299" in text


def test_firms_of_a_city_beyond_the_limit_are_refused(tmp_path, monkeypatch):
    folder = write_case(tmp_path / "case", parks=40)
    firms = sum(park.firms for park in load_case(folder).data.baseline.parks)
    small = load_case(folder).file.total("small_firms")
    monkeypatch.setattr(park_table, "FIRMS", firms + int(small))
    load_case(folder)
    monkeypatch.setattr(park_table, "FIRMS", firms + int(small) - 1)
    for text in refusals(folder):
        assert str(firms + int(small)) in text.replace(",", "")


def test_every_reader_asks_the_one_place():
    assert park_table.PARKS == limits.PARKS
    assert park_table.FIRMS == limits.FIRMS
    assert industry_table.INDUSTRIES == limits.INDUSTRIES
    assert scenario_file.SCENARIOS == limits.SCENARIOS
    assert table.LISTED_FIRMS == limits.LISTED_FIRMS
