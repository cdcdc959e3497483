"""How scenarios.toml sets levers: strengths in steps, for some parks only, and scenarios that build on another."""

import pytest

from model.calendar import Calendar
from model.levers import LeverSetting, Step
from scenarios import load_case
from scenarios.effective import effective_settings
from scenarios.files.lever_setting import changed_setting
from scenarios.refusals.problem import InputProblem, say
from tests.input.reading import whole_copy
from tests.refusals.edits import swap

PLACE = say("scenario", name="mine")


def read(folder, text):
    """The scenarios of a copy of the shipped case with a text in the place of its own."""
    if not folder.exists():
        whole_copy(folder)
        swap("case.toml", 'plan = "draft"', "")(folder)
    copied = folder
    (copied / "scenarios.toml").write_text(text, encoding="utf-8")
    return load_case(str(copied)).scenarios


STEPS = (
    "land_use_tax = { steps = [{ from = '2016Q3', strength = 3 }, { from = '2018Q1', strength = 0, note = 'ends' }] }"
)
TABLES = """[[mine.levers.land_use_tax.steps]]
from = "2016Q3"
strength = 3
[[mine.levers.land_use_tax.steps]]
from = "2018Q1"
strength = 0
"""


@pytest.mark.parametrize("text", [f"[mine.levers]\n{STEPS}\n", TABLES])
def test_steps_are_read_from_a_line_or_from_tables(tmp_path, text):
    setting = read(tmp_path / "case", text)["mine"].settings["land_use_tax"]
    assert setting == LeverSetting(3.0, "2016Q3", later=(Step("2018Q1", 0.0),))


def test_one_step_is_the_plain_form(tmp_path):
    found = read(
        tmp_path / "case",
        "[a.levers]\nland_use_tax = { steps = [{ from = '2016Q3', strength = 3 }] }\n"
        "[b.levers]\nland_use_tax = { strength = 3, start = '2016Q3' }\n",
    )
    assert found["a"].settings == found["b"].settings


def test_parks_are_named_by_id_or_label(tmp_path):
    found = read(tmp_path / "case", "[mine.levers]\nenergy_cap = { strength = 2, parks = ['etdz', '江南集中区'] }\n")
    assert found["mine"].settings["energy_cap"] == LeverSetting(2.0, "2016Q1", parks=("etdz", "jiangnan"))


def test_all_parks_are_as_good_as_none_named(tmp_path):
    zones = ["shitai", "qingyang", "qianjiang", "jiangnan", "hightech_zone", "etdz", "dongzhi", "dadukou"]
    found = read(
        tmp_path / "case",
        f"[all.levers]\nenergy_cap = {{ strength = 2, parks = {zones} }}\nstatus_upgrade = {{ strength = 0.3, "
        f"parks = ['jiangnan', 'hightech_zone'] }}\n[most.levers]\nenergy_cap = {{ strength = 2, parks = {zones[1:]} }}\n",
    )
    assert found["all"].settings["energy_cap"] == LeverSetting(2.0, "2016Q1")
    assert found["all"].settings["status_upgrade"] == LeverSetting(0.3, "2016Q1")
    assert found["most"].settings["energy_cap"].parks == tuple(zones[1:])


BASES = """[later]
base = "计划"
[later.levers]
energy_cap = 0
land_use_tax = { strength = 2, parks = ["etdz"] }
[last]
base = "later"
zh = "末"
[last.levers]
energy_cap = 1.5
[plan]
zh = "计划"
[plan.levers]
energy_cap = { strength = 2.5, start = "2017Q1" }
innovation_fund = { strength = 9000, ramp = 4 }
land_use_tax = { steps = [{ from = "2016Q1", strength = 1 }, { from = "2017Q1", strength = 3 }] }
[same]
base = "plan"
"""


def test_a_scenario_has_the_settings_of_its_base_but_for_those_it_names(tmp_path):
    found = read(tmp_path / "case", BASES)
    fund = LeverSetting(9000.0, "2016Q1", 4)
    assert found["later"].base == "plan"
    assert found["later"].levers == {  # a strength of 0 switches the cap off; a setting is replaced as a whole
        "innovation_fund": fund, "land_use_tax": LeverSetting(2.0, "2016Q1", parks=("etdz",)),
    }  # fmt: skip
    assert found["last"].levers == {**found["later"].levers, "energy_cap": LeverSetting(1.5, "2016Q1")}
    assert found["same"].settings == found["plan"].settings
    plan, same, later = (
        effective_settings(found[name].settings, Calendar(2015, 5)) for name in ("plan", "same", "later")
    )
    assert plan == same != later
    assert (found["last"].zh, found["same"].zh, found["same"].about) == ("末", "same", "")


def test_the_order_of_scenarios_does_not_matter(tmp_path):
    tables = ["[" + table for table in BASES.removeprefix("[").split("\n[")]
    groups = [tables[0] + "\n" + tables[1], tables[2] + "\n" + tables[3], tables[4] + "\n" + tables[5], tables[6]]
    there = read(tmp_path / "case", BASES)
    back = read(tmp_path / "case", "\n".join(reversed(groups)))
    assert {name: dict(each.settings) for name, each in back.items()} == {
        name: dict(each.settings) for name, each in there.items()
    }


def test_a_base_may_be_the_scenario_without_a_plan_that_no_file_has(tmp_path):
    found = read(tmp_path / "case", "[mine]\nbase = 'none'\n[mine.levers]\nenergy_cap = 1\n")
    assert found["mine"].levers == {"energy_cap": LeverSetting(1.0, "2016Q1")}


def test_none_may_not_take_over_levers(tmp_path):
    with pytest.raises(InputProblem, match=r"\[none\]: sets levers: energy_cap"):
        read(tmp_path / "case", "[none]\nbase = 'mine'\n[mine.levers]\nenergy_cap = 1\n")


def test_every_circle_is_told_once_and_what_leads_to_it_is_not(tmp_path):
    with pytest.raises(InputProblem) as refused:
        read(
            tmp_path / "case", "[a]\nbase = 'b'\n[b]\nbase = 'c'\n[c]\nbase = 'b'\n[d]\nbase = 'd'\n[e]\nbase = 'bb'\n"
        )
    assert [str(fault).split(";")[0] for fault in refused.value.faults] == [
        "scenarios.toml: e.base: unknown scenario 'bb'",
        "scenarios.toml: b.base: the bases go round in a circle: b, c, b",
        "scenarios.toml: d.base: the bases go round in a circle: d, d",
    ]


def test_every_fault_of_steps_and_parks_is_told_at_once(tmp_path):
    with pytest.raises(InputProblem) as refused:
        read(
            tmp_path / "case",
            "[mine.levers]\nland_use_tax = { strength = 1, steps = [{ from = '2016', strength = 1 }, { strength = 2 }, 3, "
            "{ from = '2017Q1', strength = 'x', when = 1 }], parks = ['etdz', 'etdz'] }\n"
            "energy_cap = { steps = [], parks = ['etd', 'jiangnam'] }\n"
            "innovation_fund = { steps = [{ from = '2016Q1', strength = -1 }, { from = '2021Q1', strength = 0 }], parks = ['etdz'] }\n",
        )
    told = [str(fault).removeprefix("scenarios.toml: [mine.levers] ").split(";")[0] for fault in refused.value.faults]
    assert told == [
        "land_use_tax: strength is 1 beside steps",
        "land_use_tax, step 1: from is '2016', which is not a quarter",
        "land_use_tax, step 2: from is missing",
        "land_use_tax, step 3: 3 is not a table",
        "land_use_tax, step 4: unknown key 'when'",
        "land_use_tax: 'etdz' is named twice",
        "energy_cap: steps is []",
        "energy_cap: unknown park 'etd'",
        "energy_cap: unknown park 'jiangnam'",
        "innovation_fund: this lever cannot be set for some parks only: etdz",
        "innovation_fund, step 1: strength -1 is out of range",
        "innovation_fund, step 2: the start, 2021Q1, is after the last quarter 2020Q4",
    ]


@pytest.mark.chizhou
def test_an_axis_keeps_the_parks_of_a_setting_and_refuses_its_steps(case):
    own = LeverSetting(2.0, "2016Q3", 2, parks=("etdz",))
    offers, calendar = case.data.offers, case.calendar
    changed = changed_setting(PLACE, "land_use_tax", own, {"strength": 5.0}, calendar, offers)
    assert changed == LeverSetting(5.0, "2016Q3", 2, parks=("etdz",))
    stepped = LeverSetting(2.0, "2016Q3", later=(Step("2018Q1", 3.0),))
    for change in ({"strength": 5.0}, {"start": "2017Q1"}, {"strength": 5.0, "start": "2017Q1"}):
        with pytest.raises(InputProblem, match="land_use_tax is set in steps"):
            changed_setting(PLACE, "land_use_tax", stepped, change, calendar, offers)
