"""A label works wherever an id does: it means one thing, or the candidates are told."""

import re

import numpy as np
import pytest

import run
from model.indicators import INDICATORS
from model.levers import LEVERS
from outputs.explain.job import explain
from outputs.run.job import chosen_scenarios
from scenarios import InputProblem, load_case
from scenarios.case import CASES
from scenarios.files.known_names import id_meant, ids_meant
from scenarios.refusals.bilingual import Text
from scenarios.search.plan import read_plan
from scenarios.sweep import design_of
from scenarios.targets import targets_named
from tests.input.reading import refusals, whole_copy
from tests.refusals.edits import cell, copy_case, data, swap, text
from tests.refusals.firm_faults import FIRST, SECOND, firms

POLLUTERS, TAX = LEVERS["polluter_exit"].zh, LEVERS["land_use_tax"].zh
SHARE, JOBS = INDICATORS["mixed_output_share"].zh, INDICATORS["jobs"].zh
KNOWN = {"tax": Text("税收", "Tax"), "levy": Text("征收", "tax"), "jobs": Text("就业", "jobs a mu")}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tax", ["tax"]),  # an id goes before a label
        ("税收", ["tax"]),
        (" 税收　", ["tax"]),
        ("TAX", ["tax", "levy"]),
        ("Jobs  A mu", ["jobs"]),
        ("税", []),
        ("", []),
    ],
)
def test_a_name_means_an_id_or_a_label(written, meant):
    assert ids_meant(written, KNOWN) == meant
    assert ids_meant(written, list(KNOWN)) == (["tax"] if written == "tax" else [])


def test_a_label_of_several_is_refused_with_the_candidates():
    with pytest.raises(InputProblem) as refused:
        id_meant("here", "unknown_lever", "TAX", KNOWN)
    assert str(refused.value) == "here: 'TAX' is the label of several; known: tax, levy"
    assert refused.value.in_language("zh") == "here：'TAX' 同时是几项的名称；可用：tax、levy"


@pytest.mark.parametrize("wrong", [None, 3, ["tax"], "taxes"])
def test_what_means_nothing_is_refused(wrong):
    with pytest.raises(InputProblem, match="unknown lever"):
        id_meant("here", "unknown_lever", wrong, KNOWN)


# --- the files of a case


def labelled(folder):
    """The shipped case with labels in place of ids wherever an id is asked for."""
    case = load_case(CASES / "chizhou")
    names = {label.id: label.zh for label in case.data.industries}
    rows = {park.id: ";".join(names[each] for each in park.leading) for park in case.data.baseline.parks}
    levels = {"national": "国家级", "provincial": "省级", "outside": "开发区外"}
    for park in case.data.baseline.parks:
        cell("parks.csv", park.id, "leading", rows[park.id])(folder)
        cell("parks.csv", park.id, "level", levels[park.level])(folder)
    for old, new in (
        ('plan = "draft"', 'plan = "征求意见稿"'),
        ('headline = ["mixed_output_share"]', f'headline = ["{SHARE}"]'),
        ('park = "qianjiang"', 'park = "前江工业园"'),
        ('into = "hightech_zone"', 'into = "Chizhou High-Tech Zone"'),
        ('[[upgrades]]\npark = "jiangnan"', '[[upgrades]]\npark = "江南集中区"'),
        ('readings = ["top3_by_area_share"]', f'readings = ["{INDICATORS["top3_by_area_share"].en}"]'),
        ("[totals.energy_total]", '[totals."规上工业能耗总量"]'),
        ("[[targets]]\n", f'[[targets]]\nindicator = "{JOBS}"\nyear = 2019\nat_least = 5\npark = "东至经开区"\nindustry = "化工"\nclause = "9"\n[[targets]]\n'),
    ):  # fmt: skip
        swap("case.toml", old, new)(folder)
    for lever, label in (
        ("multi_storey_rule", LEVERS["multi_storey_rule"].zh),
        ("polluter_exit", LEVERS["polluter_exit"].en),
    ):
        text("scenarios.toml", lambda read, lever=lever, label=label: read.replace(f"\n{lever} =", f'\n"{label}" ='))(
            folder
        )
    return folder


def test_a_case_in_labels_is_the_case_in_ids(tmp_path):
    plain, chinese = (load_case(each) for each in (copy_case(tmp_path / "a"), labelled(copy_case(tmp_path / "b"))))
    assert chinese.scenarios == plain.scenarios
    assert chinese.plan == "draft"
    assert chinese.headline == plain.headline
    assert chinese.file.mergers == plain.file.mergers
    assert chinese.file.upgrades == plain.file.upgrades
    assert chinese.file.totals == plain.file.totals
    assert [each.readings for each in chinese.targets[1:]] == [each.readings for each in plain.targets]
    assert [each.measure for each in chinese.targets if each.place] == ["jobs.park.dongzhi.industry.chemicals"]
    for one, other in zip(chinese.data.baseline.parks, plain.data.baseline.parks, strict=True):
        assert one == other
    for one, other in zip(*(each.world.populations_of(np.arange(1)) for each in (chinese, plain)), strict=True):
        assert np.array_equal(one, other)


def test_firms_may_name_parks_and_industries_by_label(tmp_path):
    worlds = []
    for name, place in (("a", ("etdz", "chemicals")), ("b", ("池州经开区", "化工"))):
        folder = copy_case(tmp_path / name)
        firms(FIRST, {**SECOND, "park": place[0], "industry": place[1]})(folder)
        worlds.append(load_case(folder).data.baseline.given)
    for name in worlds[0].dtype.names:
        assert np.array_equal(worlds[0][name], worlds[1][name], equal_nan=True)


BAD = {
    "lever twice": (data("scenarios.toml", lambda read: read + f'\n[mine.levers]\npolluter_exit = 0.1\n"{POLLUTERS}" = 0.2\n'.encode()), "[mine.levers]", "are the same", "是同一项"),
    "total twice": (swap("case.toml", "[totals.energy_total]", '[totals."规上工业能耗总量"]\nvalue = 3\nunit = "tce/year"\nsource = "seed-002"\n[totals.energy_total]'), "totals.规上工业能耗总量", "are the same", "是同一项"),
    "near miss of a level": (cell("parks.csv", "etdz", "level", "国家"), "level", "'国家级' (national)", "'国家级'（national）"),
    "near miss of an industry": (cell("parks.csv", "etdz", "leading", "化学工业"), "leading", "unknown industry '化学工业'", "没有行业"),
    "parks of one label": (lambda folder: [cell("parks.csv", "dongzhi", "zh", "前江工业园")(folder), swap("case.toml", 'park = "qianjiang"', 'park = "前江工业园"')(folder)], "mergers 1.park", "known: qianjiang, dongzhi", "可用：qianjiang、dongzhi"),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "place", "english", "chinese"), BAD.values(), ids=BAD)
def test_labels_that_mean_nothing_or_several_are_refused(edit, place, english, chinese, tmp_path, capsys):
    folder = copy_case(tmp_path / "case")
    edit(folder)
    told = refusals(capsys, "run", str(folder), "-n", "2")
    assert any(place in line and english in line for line in told["en"]), told["en"]
    assert any(chinese in line for line in told["zh"]), told["zh"]


# --- sweeps and searches


def test_designs_and_searches_take_labels(tmp_path):
    design = design_of(
        {
            "name": "x", "case": "池州市园区转型升级", "scenario": "征求意见稿",
            "levers": {"scenarios": ["无规划", "draft"], "axes": {TAX: {"strength": [1, 2]}}},
            "uncertainties": {"axes": {"macro_growth": [0.01]}},
            "replicates": {"target": SHARE, "year": 2020, "width": 0.1, "reference": "No plan"},
        }
    )  # fmt: skip
    assert design.scenario == "draft"
    assert list(dict.fromkeys(design.frame["scenario"])) == ["none", "draft"]
    assert "lever.land_use_tax.strength" in design.frame.columns
    assert design.rule.reference == "none"
    assert design.rule.goal.name == "mixed_output_share"


def test_points_of_a_file_may_name_scenarios_by_label(tmp_path):
    (tmp_path / "points.csv").write_text("scenario\n征求意见稿\nnone\n", encoding="utf-8")
    contents = {"name": "x", "case": "chizhou", "levers": {"file": "points.csv"}, "replicates": {"number": 4}}
    assert list(design_of(contents, "x.toml", tmp_path).frame["scenario"]) == ["draft", "none"]


def test_a_search_in_labels_is_the_search_in_ids(tmp_path):
    folder = whole_copy(tmp_path / "case")
    plain = read_plan(folder / "search.toml", {})
    for old, new in (
        ('"none"', '"无规划"'),
        ("mixed_output_share.2020", f"{SHARE}.2020"),
        ("\npolluter_exit", f'\n"{POLLUTERS}"'),
    ):
        swap("search.toml", old, new)(folder)
    assert read_plan(folder / "search.toml", {}).question == plain.question


@pytest.mark.chizhou
def test_targets_may_be_named_by_label(case):
    meant = targets_named(case.targets, [f"{SHARE}.2020"], "here")
    assert [each.key for each in meant] == ["mixed_output_share.2020"]


# --- the command line


@pytest.mark.chizhou
def test_scenarios_are_chosen_by_label_once(case):
    assert [each.name for each in chosen_scenarios(case, ["征求意见稿", "draft", "The Draft"])] == ["none", "draft"]


def test_a_label_is_explained_as_its_id_is():
    for written, name in (
        ("亩均税收", "tax_per_mu"),
        ("征求意见稿", "draft"),
        ("chizhou/征求意见稿", "chizhou/draft"),
        ("池州市园区转型升级", "chizhou"),
    ):
        assert explain(written, "zh") == explain(name, "zh")


@pytest.mark.parametrize("arguments", [("chizhou", "征求意见稿"), ("池州市园区转型升级", "draft"), ("chizhou/draft",)])
def test_explain_takes_a_case_and_a_scenario(arguments, capsys):
    assert run.main(["explain", *arguments, "--lang", "zh"]) == 0
    assert capsys.readouterr().out.startswith("chizhou/draft（情景）：征求意见稿")


def test_explain_reads_the_case_of_a_folder(tmp_path, capsys):
    folder = whole_copy(tmp_path / "case", name="town")
    swap("scenarios.toml", '[draft]\nzh = "征求意见稿"', '[draft]\nzh = "本市方案"')(folder)
    assert run.main(["explain", str(folder), "本市方案", "--lang", "zh"]) == 0
    assert capsys.readouterr().out.startswith("town/draft（情景）：本市方案")


def test_a_near_miss_lists_five_names_at_most(capsys):
    told = refusals(capsys, "explain", "亩均税")
    assert "'亩均税收' (tax_per_mu)" in told["en"][0]
    assert "'亩均税收'（tax_per_mu）" in told["zh"][0]
    told = refusals(capsys, "explain", "qqqqqqqq")
    assert re.search(r"; of \d{3} names the nearest are: '", told["en"][0])
    assert told["en"][0].count(",") == 4
    assert told["zh"][0].count("、") == 4


def test_an_unknown_case_is_told_with_the_labels(capsys):
    assert "'chizhou'" in refusals(capsys, "run", "chizou")["zh"][0]


# --- labels of scenarios


SAME = {
    "zh of another": ("the label '征求意见稿' is also that of 'draft'", "名称 '征求意见稿' 与 'draft' 相同", 'zh = "征求意见稿"'),
    "en, with other spaces and capitals": ("the label 'The  Draft' is also that of 'draft'", "名称 'The  Draft' 与 'draft' 相同", 'en = "The  Draft"'),
    "id of another": ("the label 'floors_first' is the id of another scenario", "名称 'floors_first' 是另一情景的编号", 'zh = "floors_first"'),
}  # fmt: skip


@pytest.mark.parametrize(("english", "chinese", "line"), SAME.values(), ids=SAME)
def test_two_scenarios_cannot_have_one_label(english, chinese, line, tmp_path, capsys):
    folder = copy_case(tmp_path / "case")
    data("scenarios.toml", lambda read: read + f"\n[mine]\n{line}\n".encode())(folder)
    told = refusals(capsys, "run", str(folder), "-n", "2")
    assert len(told["en"]) == len(told["zh"]) == 1
    assert told["en"][0].startswith(f"refused: scenarios.toml: [mine]: {english}")
    assert f"[mine]：{chinese}" in told["zh"][0]


def test_both_labels_of_one_scenario_may_be_the_same(tmp_path):
    folder = copy_case(tmp_path / "case")
    data("scenarios.toml", lambda read: read + '\n[mine]\nzh = "甲"\nen = "甲"\n["乙"]\n'.encode())(folder)
    scenarios = load_case(folder).scenarios
    assert (scenarios["mine"].en, scenarios["乙"].zh) == ("甲", "乙")


# --- one label is enough


def test_one_label_is_enough_in_every_file(tmp_path):
    folder = whole_copy(tmp_path / "case")
    text(
        "parks.csv",
        lambda read: "\n".join(",".join(line.split(",")[:2] + line.split(",")[3:]) for line in read.splitlines()),
    )(folder)
    cell("industries.csv", "mining", "zh", "")(folder)
    swap("case.toml", 'en = "Chizhou: upgrading the development zones"\n', "")(folder)
    swap("scenarios.toml", 'zh = "征求意见稿"\n', "")(folder)
    text("sources.toml", lambda read: "\n".join(line for line in read.splitlines() if not line.startswith("en =")))(
        folder
    )
    cell("clauses.csv", "002-2", "en", "")(folder)
    case = load_case(folder)
    assert case.parks[0].en == case.parks[0].zh == "池州经开区"
    mining = next(label for label in case.data.industries if label.id == "mining")
    assert mining.zh == mining.en != ""
    assert case.file.en == case.file.zh == "池州市园区转型升级"
    assert case.scenario("draft").zh == "the draft"
    assert all(source.en == source.zh for source in case.data.sources.values())
    assert case.clauses[0].en == case.clauses[0].zh
    assert run.main(["check", str(folder)]) == 0


def test_compare_takes_labels(tmp_path, capsys):
    folder, out = copy_case(tmp_path / "case"), tmp_path / "out"
    chosen = ["-s", "征求意见稿", "-s", "No plan", "-s", "draft"]
    assert run.main(["compare", str(folder), *chosen, "-n", "4", "--threads", "1", "--out", str(out)]) == 0
    lines = (out / "alternatives.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["draft", "none"]
    told = refusals(capsys, "compare", str(folder), "-s", "征求意见", "-n", "4")
    assert "'征求意见稿' (draft)" in told["en"][0]
    assert "'征求意见稿'（draft）" in told["zh"][0]
