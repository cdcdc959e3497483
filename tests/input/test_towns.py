"""Specialised towns in parks.csv and case.toml: read, shown, or refused in both languages."""

import pytest

from model.levers import LEVERS, LeverSetting, parks_of
from model.towns import TownStatus
from outputs.shared.town_words import town_lines
from scenarios import InputProblem, load_case
from tests.refusals.edits import cell, copy_case, swap
from tests.refusals.said import assert_cell_is_refused

TABLE = '[towns]\nrecognition_from = "2016Q2"'


def sites_of(case):
    arrays = case.world.arrays
    return dict(zip(case.world.park_names, arrays.sites.contest_class.tolist(), strict=True))


def test_status_and_class_come_from_the_park_and_the_start_from_the_case(city):
    statuses = dict(zip(city.world.park_names, city.world.members([0]).parks.town_status[0].tolist(), strict=True))
    assert statuses == {
        "countryside": TownStatus.NONE,
        "hill": TownStatus.POTENTIAL,
        "lakeside": TownStatus.NONE,
        "north_shore": TownStatus.MUNICIPAL,
        "old_port": TownStatus.CANDIDATE,  # its cell is empty
        "upstream": TownStatus.CANDIDATE,
    }
    assert sites_of(city) == {
        "countryside": 0, "hill": 0, "lakeside": 0, "north_shore": 1, "old_port": 1, "upstream": 1,
    }  # fmt: skip
    assert city.world.arrays.recognition_from.tolist() == [6]  # the first of 2015 is quarter 1


@pytest.mark.parametrize(("written", "quarter"), [("2012Q3", 1), ("2015Q1", 1), ("2015Q4", 4), ("２０１７Ｑ１", 9)])
def test_recognition_begins_in_the_first_quarter_at_the_earliest(linhu, written, quarter):
    swap("case.toml", TABLE, f'[towns]\nrecognition_from = "{written}"')(linhu)
    assert load_case(linhu).world.arrays.recognition_from.tolist() == [quarter]


def test_left_out_the_contest_takes_all_classes_but_data_services(linhu):
    swap("case.toml", 'provincial_classes = ["manufacturing", "crafts"]\n', "")(linhu)
    cell("parks.csv", "old_port", "town_class", "数据服务")(linhu)
    assert sites_of(load_case(linhu)) == {
        "countryside": 0, "hill": 1, "lakeside": 0, "north_shore": 1, "old_port": 0, "upstream": 1,
    }  # fmt: skip


def test_labels_will_do(linhu):
    cell("parks.csv", "hill", "town_class", "特优农业")(linhu)
    cell("parks.csv", "hill", "town_status", "省级专业镇")(linhu)
    swap("case.toml", '["manufacturing", "crafts"]', '["特优农业"]')(linhu)
    case = load_case(linhu)
    assert sites_of(case)["hill"] == 1
    assert case.file.towns.provincial_classes == ("special_farming",)
    assert [park.town_status for park in case.data.baseline.parks if park.id == "hill"] == [TownStatus.PROVINCIAL]


def test_levers_of_towns_can_be_set_for_towns_only(city):
    for name in ("town_cultivation", "town_power_price", "town_energy_room"):
        assert parks_of(LEVERS[name], city.data.offers) == ("hill", "north_shore", "old_port", "upstream")


@pytest.mark.parametrize(
    ("lever", "need"),
    [("town_cultivation", "town"), ("town_energy_room", "town"), ("town_power_price", "emerging_town")],
)
def test_a_case_without_towns_refuses_the_levers_by_name(tmp_path, lever, need):
    case = load_case(copy_case(tmp_path / "copy"))
    scenario = case.scenario("none").with_(**{lever: LeverSetting(1.0)})
    with pytest.raises(ValueError, match=rf"{lever}: lacks_need \(need {need}\)"):
        scenario.schedule(case.calendar, case.data.offers)
    assert case.world.arrays.recognition_from.tolist() == [0]


@pytest.mark.parametrize(
    ("row", "column", "value", "english", "chinese"),
    [
        ("hill", "town_class", "special_farm", "unknown class of town 'special_farm'; did you mean 'special_farming'", "没有专业镇类别"),
        ("hill", "town_status", "potental", "unknown status of a town 'potental'; did you mean 'potential'", "没有专业镇梯次"),
        ("lakeside", "town_status", "candidate", "a status without a class (town_class); leave the cell empty", "没有填写类别（town_class）；请留空"),
        ("countryside", "town_class", "crafts", "countryside is no zone and cannot be a town; leave the cell empty", "countryside 不是开发区，不能作为专业镇；请留空"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_is_refused_with_its_place(linhu, row, column, value, english, chinese):
    cell("parks.csv", row, column, value)(linhu)
    assert_cell_is_refused(linhu, column, english, chinese)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('recognition_from = "2016Q2"', 'recognition_from = "2016"', ["towns", "recognition_from", "'2016'", "2016Q1"]),
        ('recognition_from = "2016Q2"\n', "", ["towns.recognition_from", "is missing"]),
        ('"manufacturing", "crafts"', '"manufacturing", "craft"', ["towns.provincial_classes", "'craft'", "'crafts'"]),
        ('"manufacturing", "crafts"', '"crafts", "crafts"', ["towns.provincial_classes", "are the same"]),
        ('"manufacturing", "crafts"', "", ["towns.provincial_classes"]),
    ],
)
def test_a_table_that_cannot_be_is_refused_with_its_key(linhu, old, new, says):
    swap("case.toml", old, new)(linhu)
    with pytest.raises(InputProblem) as problem:
        load_case(linhu)
    assert all(each in str(problem.value) for each in says), str(problem.value)


def test_an_unknown_source_of_the_towns_is_refused(linhu):
    text = (linhu / "case.toml").read_text(encoding="utf-8")
    start = text.index("[towns]")
    (linhu / "case.toml").write_text(text[:start] + text[start:].replace("linhu-plan", "linhu-plam"), encoding="utf-8")
    with pytest.raises(InputProblem, match=r"towns.source: unknown source 'linhu-plam'.*'linhu-plan'"):
        load_case(linhu)


def test_towns_without_the_table_and_the_table_without_towns_are_refused(linhu):
    text = (linhu / "case.toml").read_text(encoding="utf-8")
    (linhu / "case.toml").write_text(text[: text.index("[towns]")], encoding="utf-8")
    with pytest.raises(
        InputProblem, match=r"towns.recognition_from: is missing; parks.csv has towns: write from which"
    ):
        load_case(linhu)
    (linhu / "case.toml").write_text(text, encoding="utf-8")
    for row in ("north_shore", "old_port", "upstream", "hill"):
        for column in ("town_class", "town_status"):
            cell("parks.csv", row, column, "")(linhu)
    with pytest.raises(
        InputProblem, match=r"column town_class: has no town, and case.toml has \[towns\]; at least one"
    ):
        load_case(linhu)


def test_check_and_explain_say_who_is_recognised_how_and_how_many_that_makes(city, tmp_path):
    lines = list(town_lines(city, "en"))
    assert lines[:3] == [
        "cluster that may become a town: Hillside zone (special farming)",
        "candidate: Old Port zone (crafts), Upstream zone (manufacturing)",
        "municipal town: North Shore zone (manufacturing)",
    ]
    # 2 x 0.7 x 0.8; 2 x 0.45 x 0.6 and 2 x 0.95 x 1
    assert "all 2 candidates meet the standard, 1.12 towns are recognised on average; 0.54 to 1.9 towns" in lines[4]
    assert "2 个培育专业镇如全部达到标准，平均认定 1.12 个" in list(town_lines(city, "zh"))[4]
    assert list(town_lines(load_case(copy_case(tmp_path / "copy")), "en")) == []
