"""A lever whose object the case does not have is refused, by whatever way it comes, and the reason is said."""

import shutil
from dataclasses import replace

import numpy as np
import pytest

from model import ZoneModel, simulate
from model.levers import OBJECTS, LeverSetting
from scenarios import InputProblem, load_case
from scenarios.files.plans import with_plans
from scenarios.files.scenario_file import read_scenarios
from scenarios.scenario import Scenario

LEVER_OF = {"merger": "park_merger", "candidate": "status_upgrade", "outside": "township_relocation"}
TABLE = {"merger": "[[mergers]]", "candidate": "[[upgrades]]"}


@pytest.fixture
def copy_without(case, tmp_path):
    """Copy the folder of the case without the mergers or the upgrades it names."""

    def copied(missing):
        folder = tmp_path / "copy"
        shutil.copytree(case.folder, folder)
        path = folder / "case.toml"
        blocks = path.read_text(encoding="utf-8").split("\n\n")
        kept = [block for block in blocks if not block.lstrip().startswith(TABLE[missing])]
        assert len(kept) < len(blocks)
        text = "\n\n".join(kept) + "\n"
        path.write_text(text.replace(f'plan = "{case.plan}"', ""), encoding="utf-8")  # the tests write other scenarios
        return folder

    return copied


def world_without(world, missing):
    """The world without an object."""
    sites = world.arrays.sites.copy()
    if missing == "merger":
        sites.merges_into = np.arange(len(sites))
    elif missing == "candidate":
        sites.candidate = 0
    else:
        sites.zone = 1
    return replace(world, arrays=world.arrays._replace(sites=sites))


@pytest.mark.chizhou
def test_the_shipped_case_has_everything_that_levers_act_on(case):
    assert case.data.offers == case.world.offers == set(OBJECTS)


@pytest.mark.parametrize("missing", OBJECTS)
def test_a_world_says_what_it_has(world, missing):
    assert world_without(world, missing).offers == world.offers - {missing}


@pytest.mark.parametrize("missing", OBJECTS)
def test_a_run_refuses_a_lever_without_its_object(case, monkeypatch, missing):
    lever = LEVER_OF[missing]
    monkeypatch.setitem(case.__dict__, "world", world_without(case.world, missing))
    on = Scenario("on", settings={lever: LeverSetting(0.4 if missing == "outside" else 1.0)})
    for run in (lambda: simulate(case, on, 1, 1), lambda: ZoneModel(case, on)):
        with pytest.raises(ValueError, match=f"{lever}: {OBJECTS[missing]}"):
            run()
    off = Scenario("off", settings={lever: LeverSetting(0.0)})
    assert simulate(case, off, 1, 1).sizes["replicate"] == 1


@pytest.mark.chizhou
@pytest.mark.parametrize("missing", TABLE)
def test_a_case_without_the_object_is_read_but_not_with_a_scenario_that_needs_it(copy_without, missing):
    folder = copy_without(missing)
    lever = LEVER_OF[missing]
    path = folder / "scenarios.toml"
    path.write_text(f"[on.levers]\n{lever} = {{ strength = 0.0 }}\n", encoding="utf-8")
    assert load_case(folder).data.offers == set(OBJECTS) - {missing}
    path.write_text(f'[on.levers]\n{lever} = {{ strength = 1.0, start = "2016Q1" }}\n', encoding="utf-8")
    with pytest.raises(InputProblem, match=OBJECTS[missing]) as problem:
        load_case(folder)
    assert f"scenarios.toml: [on.levers] {lever}" in str(problem.value)


def test_scenarios_are_read_against_what_is_offered(case, tmp_path):
    path = tmp_path / "scenarios.toml"
    path.write_text("[on.levers]\ntownship_relocation = 0.1\n", encoding="utf-8")
    assert read_scenarios(path, case.calendar, {"outside"})["on"].levers["township_relocation"].strength == 0.1
    with pytest.raises(InputProblem, match=OBJECTS["outside"]):
        read_scenarios(path, case.calendar, {"merger", "candidate"})


@pytest.mark.chizhou
def test_the_case_names_who_merges_and_who_is_a_candidate(case):
    sites, names = case.world.arrays.sites, case.world.park_names
    joined = {names[place]: names[into] for place, into in enumerate(sites.merges_into) if into != place}
    assert joined == {"qianjiang": "hightech_zone"}
    assert {names[place] for place in np.flatnonzero(sites.candidate)} == {"jiangnan", "hightech_zone"}
    assert [names[place] for place in np.flatnonzero(sites.national)] == ["etdz"]


@pytest.mark.chizhou
@pytest.mark.parametrize(
    ("mergers", "upgrades", "says"),
    [
        ([("nowhere", "etdz")], [], "unknown zone 'nowhere'"),
        ([("etdz", "outside")], [], "unknown zone 'outside'"),
        ([("etdz", "etdz")], [], "'etdz' joins itself"),
        ([("shitai", "etdz"), ("shitai", "jiangnan")], [], "'shitai' joins 'etdz' already"),
        ([("shitai", "jiangnan"), ("jiangnan", "etdz")], [], "'jiangnan' joins 'etdz' itself"),
        ([], ["nowhere"], "unknown zone 'nowhere'"),
        ([], ["etdz"], "'etdz' is a national zone already"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(case, mergers, upgrades, says):
    file = case.file.model_copy(
        update={
            "mergers": tuple(
                type(case.file.mergers[0])(park=one, into=other, clause="002-4.2a") for one, other in mergers
            ),
            "upgrades": tuple(type(case.file.upgrades[0])(park=one, clause="002-3.2") for one in upgrades),
        }
    )
    with pytest.raises(InputProblem, match=says):
        with_plans(file, list(case.data.baseline.parks))
