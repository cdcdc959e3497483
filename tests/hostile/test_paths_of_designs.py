"""A design and a search name only what lies beside them; nothing of a file elsewhere is read or quoted."""

import shutil

import pytest

from scenarios.case import CASES
from scenarios.refusals.problem import InputProblem
from scenarios.search.plan import read_plan
from scenarios.sweep.design import read_design
from tests.sweep.conftest import small_case

DESIGN = 'name = "small"\ncase = {case}\n[levers]\n{levers}\n[replicates]\nnumber = 4\n'
AXES = "axes.multi_storey_rule.strength = [0.0, 0.4]"
SEARCH = "case = {case}\nreplicates = 10\nfresh_replicates = 10\nbudget = 4\npopulation = 4\n[levers]\nmulti_storey_rule = [0.0, 0.4]\n"
SECRET = "top-secret-first-line"


@pytest.fixture
def place(tmp_path):
    """A folder of designs with a case below it, a case elsewhere, and a file elsewhere that nobody may read."""
    small_case(tmp_path / "designs" / "town")
    small_case(tmp_path / "elsewhere")
    (tmp_path / "secret.csv").write_text(f"{SECRET}\nmore\n", encoding="utf-8")
    return tmp_path


def read(kind, folder, case, levers=AXES):
    """Read a design, or a search, that names a case as TOML writes it."""
    path = folder / f"{kind}.toml"
    text = DESIGN.format(case=case, levers=levers) if kind == "design" else SEARCH.format(case=case)
    path.write_text(text, encoding="utf-8")
    return read_design(path).case if kind == "design" else read_plan(path, {}).case


def refusal(*arguments, **words):
    with pytest.raises(InputProblem) as refused:
        read(*arguments, **words)
    return str(refused.value)


@pytest.mark.parametrize("kind", ["design", "search"])
def test_a_shipped_case_and_a_case_beside_are_read(kind, place):
    assert read(kind, place / "designs", "'chizhou'").folder == CASES / "chizhou"
    for written in ("'town'", "'./town'"):
        assert read(kind, place / "designs", written).folder.resolve() == place / "designs" / "town"


@pytest.mark.parametrize("kind", ["design", "search"])
def test_a_design_in_the_folder_of_a_case_names_that_case(kind, place):
    (place / "elsewhere" / "sweeps").mkdir()
    assert read(kind, place / "elsewhere" / "sweeps", "'..'").folder.resolve() == place / "elsewhere"
    assert "leads out of the folder" in refusal(kind, place / "designs", "'..'")  # of which nothing above is a case


@pytest.mark.parametrize("kind", ["design", "search"])
@pytest.mark.parametrize(
    "written", ["{place}/elsewhere", "../elsewhere", "town/../../elsewhere", "..\\\\elsewhere", "C:/x", "../.."]
)
def test_a_case_elsewhere_is_refused(kind, written, place):
    said = refusal(kind, place / "designs", "'" + written.format(place=place) + "'")
    assert f"{kind}.toml: case: " in said
    assert "leads out of the folder of the file" in said


@pytest.mark.parametrize("kind", ["design", "search"])
def test_a_link_that_leads_elsewhere_is_refused(kind, place):
    (place / "designs" / "link").symlink_to(place / "elsewhere")
    assert "leads out of the folder" in refusal(kind, place / "designs", "'link'")


@pytest.mark.parametrize("written", ["../secret.csv", "{place}/secret.csv", "link.csv", "town/../../secret.csv"])
@pytest.mark.parametrize("table", ["levers", "uncertainties"])
def test_no_line_of_a_file_elsewhere_is_quoted(table, written, place):
    (place / "designs" / "link.csv").symlink_to(place / "secret.csv")
    path, file = place / "designs" / "x.toml", written.format(place=place)
    text = f'name = "x"\ncase = "town"\n[{table}]\nfile = "{file}"\n[replicates]\nnumber = 2\n'
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputProblem) as refused:
        read_design(path)
    for language in ("zh", "en"):
        assert SECRET not in refused.value.in_language(language)
    assert f"x.toml: {table}.file: " in str(refused.value)
    assert "leads out of the folder" in str(refused.value)


def test_a_file_beside_the_design_is_read(place):
    below = place / "designs" / "points"
    below.mkdir()
    (below / "mine.csv").write_text("lever.multi_storey_rule.strength\n0\n0.4\n", encoding="utf-8")
    read("design", place / "designs", "'town'", levers="file = 'points/mine.csv'")
    shutil.copy(below / "mine.csv", place / "designs" / "mine.csv")
    read("design", place / "designs", "'town'", levers="file = 'mine.csv'")


@pytest.mark.parametrize("kind", ["design", "search"])
def test_a_name_longer_than_255_bytes_is_refused(kind, place):
    assert "'xxx" in refusal(kind, place / "designs", "'" + "x" * 255 + "'")
    assert "too long" in refusal(kind, place / "designs", "'" + "x" * 256 + "'")
    assert "too long" in refusal(kind, place / "designs", "'" + "县" * 86 + "'")
