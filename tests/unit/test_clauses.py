"""Every clause of the plan is accounted for: simulated by something that cites it, or left out for a reason."""

import tomllib

import pytest

from model.levers import LEVERS
from scenarios.case import load_case, shipped
from scenarios.files.bases import chain_of
from scenarios.files.clauses import NOT_SIMULATED, cited_but_unknown, clauses_of, read_clauses
from scenarios.refusals.problem import InputProblem
from scenarios.targets import Target

HEADER = "clause,zh,en,treatment,by,reason_zh,reason_en\n"

# The clauses of the draft that ask for something, as they are numbered in it.
DRAFT = [
    "002-3.1",
    "002-3.2",
    "002-4.2a",
    "002-4.2b",
    "002-4.3a",
    "002-4.3b",
    "002-4.3c",
    "002-4.3d",
    "002-4.4a",
    "002-4.4b",
    "002-4.5",
    "002-4.6a",
    "002-4.6b",
    "002-4.6c",
    "002-4.6d",
    "002-4.6e",
    "002-4.6f",
    "002-4.6g",
    "002-4.6h",
    "002-4.7",
    "002-5",
    "002-6.2",
    "002-6.3",
]


@pytest.fixture(scope="module")
def register(case):
    """The register of the shipped case."""
    return case.clauses


@pytest.mark.chizhou
def test_no_clause_that_asks_for_something_is_left_out(register):
    treated = {clause.clause: clause.treatment for clause in register}
    assert [clause for clause in DRAFT if treated.get(clause, NOT_SIMULATED) == NOT_SIMULATED] == []


def test_every_clause_cited_is_in_the_register(case, register):
    cited = [target.clause for target in case.targets]
    cited += [each.clause for each in (*case.file.mergers, *case.file.upgrades)]
    assert cited_but_unknown(cited, register) == []


@pytest.mark.parametrize("name", shipped())
def test_a_clause_that_is_treated_as_a_lever_names_one(name):
    for clause in load_case(name).clauses:
        assert clause.treatment != "lever" or set(clause.by) & set(LEVERS), clause.clause


@pytest.mark.parametrize("name", shipped())
def test_every_lever_that_a_shipped_case_sets_has_a_clause_or_is_called_an_assumption(name):
    """A lever that no shipped case uses needs neither."""
    case = load_case(name)
    tables = tomllib.loads((case.folder / "scenarios.toml").read_text(encoding="utf-8"))
    bases = {each.name: each.base for each in case.scenarios.values() if each.base}
    for scenario in case.scenarios.values():
        for lever in scenario.levers:
            chain = (tables[each].get("levers", {}) for each in chain_of(scenario.name, bases))
            setting = next(own[lever] for own in chain if lever in own)  # its own, or that of the nearest base
            note = setting.get("note", "") if isinstance(setting, dict) else ""
            assert clauses_of(case, lever) or "assumption" in note, (scenario.name, lever)


@pytest.mark.chizhou
def test_every_lever_of_the_plan_is_in_the_draft(case, register):
    used = set(case.scenario("draft").levers)
    asked = {name for clause in register for name in clause.by if name in LEVERS}
    assert asked - used == {"land_plan"}  # zones may expand: the draft names no land for it


@pytest.mark.chizhou
def test_a_name_stands_in_the_clauses_that_list_it(case):
    assert clauses_of(case, "innovation_fund") == ("002-4.4a", "002-6.2")
    assert clauses_of(case, "services_growth") == ("002-3.1",)
    assert clauses_of(case, "jobs") == ()


def write(tmp_path, row):
    """Write a register of one row and return its folder."""
    (tmp_path / "clauses.csv").write_text(HEADER + row + "\n", encoding="utf-8")
    return tmp_path


def test_a_case_without_a_register_has_none(tmp_path):
    assert read_clauses(tmp_path) == ()


def test_a_clause_may_name_a_target_of_the_case_by_indicator_and_year(tmp_path):
    row = "1,甲,a,target,jobs.2019;land_plan,,"
    targets = [Target(indicator="jobs", year=2019, at_least=1.0, clause="1")]
    (clause,) = read_clauses(write(tmp_path, row), targets)
    assert clause.by == ("jobs.2019", "land_plan")
    with pytest.raises(InputProblem, match=r"line 2, column by: .*'jobs.2018'; did you mean 'jobs.2019'"):
        read_clauses(write(tmp_path, row.replace("2019", "2018")), targets)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,甲,a,levers,land_plan,,", "unknown treatment 'levers'; did you mean 'lever'?"),
        (
            "1,甲,a,lever,land_plans,,",
            "no lever, indicator or target 'land_plans'; did you mean 'land_plan', 'land_balance', 'land_pooled', 'land_top_ranked', 'land_granted'?",
        ),
        ("1,甲,a,lever,,,", "a clause that is simulated names what by"),
        ("1,甲,a,not simulated,,,", "a clause that is not simulated needs a reason"),
        ("1,甲,a,lever,land_plan,,\n1,甲,a,lever,land_plan,,", "'1' occurs twice"),
    ],
)
def test_a_register_that_does_not_fit_is_refused(tmp_path, row, said):
    with pytest.raises(InputProblem, match=r"clauses\.csv") as refused:
        read_clauses(write(tmp_path, row))
    assert said in str(refused.value)
