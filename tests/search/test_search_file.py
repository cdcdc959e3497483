"""The search file is read strictly: every fault is refused where it stands, with what is allowed, in both languages."""

import re

import pytest

from scenarios.case import CASES, load_case
from scenarios.refusals.problem import InputProblem
from scenarios.search.plan import plan_of_case, read_plan
from scenarios.search.question import Algorithm

GOOD = """
case = "chizhou"
targets = ["hightech_output_share.2020"]
probability = 0.8
replicates = 50
[levers]
innovation_fund = { low = 0, high = 20000, step = 10000 }
energy_cap = { strength = [0, 2], start = ["2016Q1", "2017Q1"] }
[futures]
number = 4
uncertainties = { macro_growth = {}, exit_hazard = { low = 0.05, high = 0.06 } }
"""
FAULTS = {
    "unknown key": ("probability", "probabilty", ["probabilty", "did you mean 'probability'"]),
    "probability above one": ("0.8", "1.5", ["probability", "1.5", "0.01 to 1"]),
    "text for a number": ("= 0.8", '= "0.8"', ["probability", "not a number"]),
    "a fraction of a replicate": ("= 50", "= 50.5", ["replicates", "50.5"]),
    "too few replicates": ("= 50", "= 5", ["replicates", "10 to 1000000"]),
    "unknown case": ("chizhou", "chizou", ["chizou", "did you mean 'chizhou'"]),
    "unknown scenario": ('case = "chizhou"', 'case = "chizhou"\nscenario = "draught"', ["draught", "did you mean 'draft'"]),
    "unknown target": ("share.2020", "share.2021", ["targets", "hightech_output_share.2021", "did you mean 'hightech_output_share.2020'"]),
    "unknown algorithm": ("[levers]", 'algorithm = "nsga4"\n[levers]', ["algorithm", "did you mean 'nsga"]),
    "unknown lever": ("innovation_fund", "inovation_fund", ["inovation_fund", "did you mean 'innovation_fund'"]),
    "strength out of range": ("20000", "200000", ["levers.innovation_fund.strength", "200000 is out of range", "0 to 100000"]),
    "no uncertainties": ("{ macro_growth = {}, exit_hazard = { low = 0.05, high = 0.06 } }", "{}", ["uncertainties", "macro_growth = {}"]),
    "range the wrong way round": ("low = 0, high", "low = 30000, high", ["low 30000.0 is not below high 20000.0"]),
    "range without an end": ("low = 0, ", "", ["low is missing"]),
    "unknown key of a range": ("step", "steps", ["'steps'", "did you mean 'step'"]),
    "step of nothing": ("step = 10000", "step = 0", ["step is 0", "above 0"]),
    "too fine a step": ("step = 10000", "step = 1", ["step is 1", "at most 1000 values"]),
    "no axis": ("{ low = 0, high = 20000, step = 10000 }", "7", ["levers.innovation_fund", "7", "list of values"]),
    "empty list": ("[0, 2]", "[]", ["levers.energy_cap", "list of values"]),
    "text in a list": ("[0, 2]", '[0, "2"]', ["levers.energy_cap", "'2'"]),
    "start no list": ('["2016Q1", "2017Q1"]', '"2016Q1"', ["levers.energy_cap", '["2016Q1", "2017Q1"]']),
    "start no quarter": ('"2017Q1"', '"2017"', ["levers.energy_cap", "2017"]),
    "start too late": ('"2017Q1"', '"2022Q1"', ["levers.energy_cap", "2022Q1"]),
    "start that never acts": ('"2017Q1"', '"2020Q2"', ["levers.energy_cap", "2020Q2"]),
    "start of a lever not set": ("strength = [0, 2], ", "", ["levers.energy_cap", "'none'"]),
    "unknown uncertainty": ("macro_growth", "macro_grow", ["macro_grow", "did you mean 'macro_growth'"]),
    "uncertainty out of range": ("high = 0.06", "high = 0.6", ["exit_hazard", "0.05 to 0.07"]),
    "uncertainty without width": ("high = 0.06", "high = 0.05", ["exit_hazard", "is not below"]),
    "too few futures": ("number = 4", "number = 1", ["futures.number", "2 to 10000"]),
    "no levers": (re.compile(r"\[levers\].*?(?=\[futures)", re.DOTALL), "", ["levers", "missing", "innovation_fund = [0, 10000]"]),
    "no TOML": ("[levers]", "[levers", ["line 6"]),
}  # fmt: skip


def written(tmp_path, text):
    path = tmp_path / "search.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_what_it_says(tmp_path):
    plan = read_plan(written(tmp_path, GOOD), {})
    question = plan.question
    assert question.keys == ("hightech_output_share.2020",)
    assert [(axis.column, axis.choices) for axis in question.axes] == [
        ("lever.innovation_fund.strength", (0.0, 10000.0, 20000.0)),
        ("lever.energy_cap.strength", (0.0, 2.0)),
        ("lever.energy_cap.start", ("2016Q1", "2017Q1")),
    ]
    assert (question.base, plan.replicates, len(question.futures)) == ("none", 50, 4)
    assert question.futures["uncertainty.exit_hazard"].between(0.05, 0.06).all()
    assert question.margin == pytest.approx((0.8 * 0.2 / 50) ** 0.5)
    assert not plan.fresh_futures.equals(question.futures)


@pytest.mark.parametrize(("old", "new", "words"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_refused_in_both_languages(old, new, words, tmp_path):
    text = old.sub(new, GOOD) if isinstance(old, re.Pattern) else GOOD.replace(old, new, 1)
    assert text != GOOD
    with pytest.raises(InputProblem) as refused:
        read_plan(written(tmp_path, text), {})
    for word in words:
        assert word in str(refused.value)
    assert "\n" not in str(refused.value)
    assert re.search(r"[\u4e00-\u9fff]", refused.value.in_language("zh"))


def test_every_year_of_an_indicator_can_be_asked_at_once(tmp_path):
    plan = read_plan(written(tmp_path, GOOD.replace("hightech_output_share.2020", "hightech_output_share")), {})
    assert plan.question.keys == ("hightech_output_share.2017", "hightech_output_share.2020")


@pytest.mark.chizhou
def test_without_targets_all_of_the_case_are_asked(case):
    plan = plan_of_case("chizhou", ["energy_cap"], None, {"seed": 4, "algorithm": Algorithm.NSGA3})
    assert plan.question.targets == tuple(case.targets)
    assert (plan.question.seed, plan.question.algorithm) == (4, Algorithm.NSGA3)


def test_without_a_file_all_levers_that_the_case_has_something_for_may_be_set(case):
    from model.levers import LEVERS, lacks_need

    plan = plan_of_case("chizhou", None, 3, {})
    offers = load_case("chizhou").data.offers
    there = [name for name, lever in LEVERS.items() if not lacks_need(lever, offers)]
    assert [axis.column for axis in plan.question.axes] == [f"lever.{name}.strength" for name in there]
    assert set(LEVERS) - set(there) == {
        "price_by_trade", "backward_capacity", "price_by_grade", "small_firm_parks", "small_firm_quota", "low_hill_land",
        "emission_trading", "paid_use", "town_cultivation", "town_power_price", "town_energy_room",
    }  # fmt: skip
    switch = next(axis for axis in plan.question.axes if "park_merger" in axis.column)
    assert switch.choices == (0.0, 1.0)
    assert len(plan.question.futures) == 3


def test_an_unknown_lever_is_refused():
    with pytest.raises(InputProblem, match="--lever: unknown lever 'energy_cop'; did you mean 'energy_cap'"):
        plan_of_case("chizhou", ["energy_cop"], None, {})


def test_a_file_without_a_case_is_of_its_folder(tmp_path):
    for source in CASES.joinpath("chizhou").glob("*.*"):
        text = source.read_text(encoding="utf-8").replace('name = "chizhou"', 'name = "mine"')
        (tmp_path / source.name).write_text(text, encoding="utf-8")
    assert read_plan(tmp_path / "search.toml", {}).case.name == "mine"


def test_the_shipped_file_is_read():
    plan = read_plan(CASES / "chizhou" / "search.toml", {})
    assert plan.case.name == "chizhou"
    assert plan.question.keys == ("mixed_output_share.2020",)


def test_what_decides_a_search_is_its_identity(tmp_path):
    one = read_plan(written(tmp_path, GOOD), {}).identity()
    assert one == read_plan(written(tmp_path, GOOD), {}).identity()
    for change in ({"seed": 2}, {"budget": 7}, {"probability": 0.7}, {"replicates": 60}, {"population": 9}):
        assert read_plan(written(tmp_path, GOOD), change).identity() != one


def test_a_search_rests_on_the_populations_of_its_case_and_of_its_futures(tmp_path):
    """Futures that hold what the synthesis reads have populations of their own; others have those of the case."""
    plain = read_plan(written(tmp_path, GOOD), {})
    assert {plain.context(50)["baseline"], plain.identity()["baseline"]} == {plain.baseline}
    own = GOOD.replace("exit_hazard = { low = 0.05, high = 0.06 }", "upgrade_rate = {}")
    assert read_plan(written(tmp_path, own), {}).baseline != plain.baseline
    without = GOOD[: GOOD.index("[futures]")]
    alone = read_plan(written(tmp_path, without), {})
    assert alone.baseline == alone.case.world.baseline_digest
