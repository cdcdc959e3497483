"""Whatever is wrong with a file is said at once, with how many faults there are and where each is."""

import pytest

import run
from tests.input.reading import add_row, refusals, whole_copy
from tests.refusals.edits import cell, copy_case, swap, text
from tests.refusals.firm_faults import FIRST, SECOND, firms


def several(*edits):
    def edit(folder):
        for each in edits:
            each(folder)

    return edit


# nine faults of one table, which took nine rounds: a text, a percent sign, a level, an industry, three ranges, a label, an id
PARKS = several(
    cell("parks.csv", "etdz", "firms", "sixty"), cell("parks.csv", "etdz", "hightech_share", "65%"),
    cell("parks.csv", "hightech_zone", "level", "regional"), cell("parks.csv", "jiangnan", "leading", "chips;electronics"),
    cell("parks.csv", "qianjiang", "idle_share", "8"), cell("parks.csv", "dongzhi", "plot_ratio", "0"),
    cell("parks.csv", "dadukou", "leniency", "1"), cell("parks.csv", "qingyang", "en", "x" * 101),
    cell("parks.csv", "shitai", "id", "shi/tai"),
)  # fmt: skip
PARK_PLACES = [
    "line 2, column hightech_share", "line 2, column firms", "line 3, column level", "line 4, column leading",
    "line 5, column idle_share", "line 6, column plot_ratio", "line 7, column leniency", "line 8, column en",
    "line 9, column id",
]  # fmt: skip


def test_nine_faults_of_the_parks_are_nine_lines(tmp_path, capsys):
    folder = copy_case(tmp_path / "case")
    PARKS(folder)
    told = refusals(capsys, "run", str(folder), "-n", "2")
    assert told["en"][0] == "refused: 9 faults"
    assert told["zh"][0] == "无法运行：共 9 处错误"
    for place in PARK_PLACES:
        assert sum(f"parks.csv: {place}: " in line for line in told["en"]) == 1, place
    assert len(told["zh"]) == len(told["en"]) == 10


FILES = {
    "case.toml": (several(swap("case.toml", "years = 5", "years = 0"), swap("case.toml", "pool = 1", "pool = 0")), ["case.toml: years", "case.toml: population.pool"]),
    "numbers of case.toml": (several(swap("case.toml", "value = 0.453", "value = 45.3"), swap("case.toml", 'unit = "tce/year"', 'unit = "t"')), ["totals.hightech_output_share.value", "totals.energy_total.unit"]),
    "industries.csv": (several(cell("industries.csv", "mining", "heavy", "0.5"), cell("industries.csv", "autos", "trend", "8%")), ["line 17, column heavy", "line 13, column trend"]),
    "two files": (several(cell("industries.csv", "mining", "heavy", "0.5"), swap("case.toml", "years = 5", "years = 0")), ["industries.csv: line 17, column heavy", "case.toml: years"]),
    "firms.csv": (firms({**FIRST, "park": "nowhere", "grade": "E"}, {**SECOND, "output": "x", "hightech": "2"}), ["line 2, column park", "line 2, column grade", "line 3, column output", "line 3, column hightech"]),
    "header": (text("parks.csv", lambda read: read.replace("leniency", "lenience").replace("planned", "plan", 1)), ["'lenience'", "'plan'", "'leniency' is missing", "'planned' is missing"]),
    "scenarios.toml": (swap("scenarios.toml", "[none]", '[mine]\nzh = 3\nlever = 1\n[mine.levers]\npolluter_exit = 9\nenergy_caps = 1\n[other]\nlevers = 3\n[none]'), ["mine.zh", "[mine]: unknown key 'lever'", "polluter_exit", "'energy_caps'", "[other.levers]"]),
    "sources.toml": (text("sources.toml", lambda read: read + '[a]\nzh = ""\ndate = "then"\nwhere = "b"\n[prototype]\nzh = "a"\ndate = "2015"\nwhere = "b"\n'), ["a.zh", "a.en", "a.date", "[prototype]"]),
    "plans": (several(swap("case.toml", 'park = "qianjiang"', 'park = "qian"'), swap("case.toml", '[[upgrades]]\npark = "jiangnan"', '[[upgrades]]\npark = "etdz"')), ["mergers 1.park", "upgrades 1.park"]),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "places"), FILES.values(), ids=FILES)
def test_all_faults_of_a_file_are_told(edit, places, tmp_path, capsys):
    folder = copy_case(tmp_path / "case")
    edit(folder)
    told = refusals(capsys, "run", str(folder), "-n", "2")
    assert told["en"][0] == f"refused: {len(told['en']) - 1} faults"
    assert told["zh"][0] == f"无法运行：共 {len(told['zh']) - 1} 处错误"
    for place in places:
        assert any(place in line for line in told["en"]), (place, told["en"])
    assert len(told["en"]) - 1 == len(places)


def test_twenty_of_many_are_written_out(tmp_path, capsys):
    folder = copy_case(tmp_path / "case")
    firms(*({**FIRST, "id": f"A{number}", "grade": "E"} for number in range(33)))(folder)
    told = refusals(capsys, "run", str(folder), "-n", "2")
    assert [len(lines) for lines in told.values()] == [22, 22]
    assert [lines[-1].strip() for lines in told.values()] == ["and 13 more", "另有 13 处"]
    assert told["en"][0] == "refused: 33 faults"


# what only `check` reads
CHECKED = {
    "clauses.csv": (add_row("clauses.csv", "9.1,甲,,lever,land_plans,,", "9.2,甲,,levers,land_use_tax,,", "9.3,甲,,not simulated,,,"), ["line 37, column by", "line 38, column treatment", "line 39, column reason_zh"]),
    "sources.csv": (add_row("sources.csv", "parks.csv,etdz,firms,nowhere,,,", "parks.csv,etdz,other,nobody,,,"), ["'nowhere'", "'nobody'"]),
    "search.toml": (several(swap("search.toml", "budget = 160", "budget = 1"), swap("search.toml", "seed = 1", "seed = -1")), ["search.toml: budget", "search.toml: seed"]),
    "axes of search.toml": (several(swap("search.toml", "polluter_exit", "polluter_exits"), swap("search.toml", "chain_recruitment = [0.0", "chain_recruitment = [-1")), ["'polluter_exits'", "levers.chain_recruitment"]),
    "sweeps": (several(swap("sweeps/robust.toml", "macro_growth", "macro_grwth"), swap("sweeps/robust.toml", "0.05", "5"), swap("sweeps/two_levers.toml", "number = 200", "number = 0")), ["'macro_grwth'", "upgrade_platform", "two_levers.toml: replicates.number"]),
    "targets and axes of search.toml": (several(swap("search.toml", '"mixed_output_share.2020"', '"hightech"'), swap("search.toml", "polluter_exit", "polluter_exits")), ["'polluter_exits'", "search.toml: targets"]),
    "levers and uncertainties of sweeps": (several(swap("sweeps/robust.toml", "macro_growth", "macro_grwth"), swap("sweeps/robust.toml", '"none", "draft"', '"nobody", "draft"')), ["'macro_grwth'", "'nobody'"]),
    "scenarios of sweeps": (swap("sweeps/robust.toml", '"none", "draft"', '"nobody", "draught"'), ["'nobody'", "'draught'"]),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "places"), CHECKED.values(), ids=CHECKED)
def test_check_tells_the_faults_of_what_else_is_in_the_folder(edit, places, tmp_path, capsys):
    folder = whole_copy(tmp_path / "case")
    edit(folder)
    told = refusals(capsys, "check", str(folder))
    assert told["en"][0] == f"refused: {len(places)} faults"
    assert told["zh"][0] == f"无法运行：共 {len(places)} 处错误"
    for place in places:
        assert any(place in line for line in told["en"]), (place, told["en"])


def test_check_lists_the_search_and_the_sweeps(tmp_path, capsys):
    folder = whole_copy(tmp_path / "case")
    assert run.main(["check", str(folder), "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    assert "search.toml" in shown
    assert "256 个方案点" in shown
