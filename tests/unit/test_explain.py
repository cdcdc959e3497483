import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from model.declaration import Choice
from model.indicators import INDICATORS
from model.levers import LEVERS
from model.needs import NEEDS
from model.order import PHASES
from model.parameters import CHOICES, PARAMETERS
from model.sources import SOURCES
from outputs.explain import cases as explain_case
from outputs.explain.job import declared, drawn_by, explain, listing, source_listing, unit_or_kind
from outputs.explain.words import WORDS
from outputs.shared.columns import WIDTH, table, wrapped
from outputs.shared.language import UNITS_ZH
from scenarios.files.grading_numbers import numbers_of
from scenarios.refusals.problem import InputProblem

ROOT = Path(__file__).parents[2]
DECLARED = {**LEVERS, **INDICATORS, **PARAMETERS}
NAMES = [*declared(), *explain_case.names()]
CHINESE = re.compile("[\u4e00-\u9fff]")
# What a Chinese text may hold in Latin letters: names, keys, files, quarters, clauses, grades, and what a source cites.
LATIN = re.compile(r"[A-Za-z][A-Za-z_]+")


def cited(name):
    """Authors and journals of what a text cites: words with a capital, and the short ones between them, in both languages."""
    key = PARAMETERS[name].source if name in PARAMETERS else name
    if key not in SOURCES:
        return set()
    both = set(LATIN.findall(SOURCES[key].en)) & set(LATIN.findall(SOURCES[key].zh))
    return {word for word in both if word[0].isupper() or word in SMALL}


SMALL = {"of", "and", "the", "in", "de"}


def flat(text):
    """An explanation on one line and without the spaces that a break puts in or leaves out."""
    return re.sub(r"\s+", "", text)


def flat_words(text):
    """An explanation on one line, with one space between words."""
    return " ".join(text.split())


def identifiers():
    """The Latin words that names, keys and files are made of."""
    files = ["case.toml", "parks.csv", "industries.csv", "input_coefficients.csv", "observed.csv", "breaks.csv"]
    files += ["grading.toml", "scoring.toml"]
    columns = []
    for case in explain_case.cases().values():
        columns += [*case.file.totals, *(row.word("column") for row in case.data.citations)]
        columns += [placed.key for placed in numbers_of(case.data.grading)] if case.data.grading else []
        columns += [fact.statistic.name for fact in case.data.facts]
        columns += [name for each in case.data.breaks for name in each.indicators]
    alternatives = [word for choice in CHOICES.values() for word in choice.words]
    return {word for name in [*NAMES, *files, *columns, *alternatives] for word in LATIN.findall(name)}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", DECLARED)
def test_every_declared_name_is_explained_in_both_languages(name, language):
    entry = DECLARED[name]
    text = explain(name, language)
    assert text.startswith(name)
    assert flat(getattr(entry, language)) in flat(text)
    assert flat(unit_or_kind(entry, language)) in flat(text)


@pytest.mark.parametrize("name", [*LEVERS, *INDICATORS])
def test_a_definition_is_told_in_the_language_asked_for(name):
    chinese = re.sub(r" ?([a-z][a-z_]+) ?", lambda found: f"“{PARAMETERS[found[1]].zh}”", DECLARED[name].definition_zh)
    assert flat(chinese) in flat(explain(name, "zh"))
    assert flat(DECLARED[name].definition) in flat(explain(name, "en"))


def test_a_chinese_sentence_calls_a_parameter_by_its_label():
    text = flat(explain("land_quota_cut", "zh"))
    assert "以“核减上限”为上限" in text
    assert "文中参数核减上限（quota_cut_largest）：30%" in text
    assert "quota_cut_largest" in explain("land_quota_cut", "en")


def test_a_parameter_has_a_meaning_in_chinese():
    for parameter in PARAMETERS.values():
        assert len(parameter.meaning_zh) > len(parameter.zh) / 2
        assert parameter.meaning_zh != parameter.zh
    assert "含义企业申请的土地平均比实际需要多出的比例" in flat(explain("hoarding", "zh"))
    assert "中心值30%" in flat(explain("hoarding", "zh"))
    assert "hoarding囤地系数：企业申请的土地平均比实际需要多出的比例" in flat(
        listing({"hoarding": PARAMETERS["hoarding"]}, "zh")
    )


def without_place(text, language):
    """An explanation without the lines of where a source can be found, which is shown as it was written."""
    kept, place = [], False
    for line in text.splitlines():
        place = line.strip().startswith(WORDS[language]["where"]) or (place and line.startswith(" " * 8))
        kept += [] if place else [line]
    return "\n".join(kept)


@pytest.mark.parametrize("name", NAMES)
def test_an_explanation_keeps_to_its_language_and_to_the_screen(name):
    chinese, english = (without_place(explain(name, language), language) for language in ("zh", "en"))
    assert not CHINESE.search(english)
    assert not set(LATIN.findall(re.sub(r"\d{4}Q[1-4]", "", chinese))) - identifiers() - cited(name)
    for line in [*chinese.splitlines(), *english.splitlines()]:
        assert cell_len(line) <= WIDTH, line


@pytest.mark.parametrize("lever", LEVERS.values(), ids=list(LEVERS))
def test_a_lever_has_words_in_both_languages(lever):
    assert len(lever.definition) > 60
    assert lever.definition.isascii()
    assert CHINESE.search(lever.definition_zh)
    assert lever.cost.startswith("none") == lever.cost_zh.startswith("无")
    assert ("力度" in lever.definition_zh and "strength" in lever.definition) or lever.switch
    for name in re.findall(r"[a-z]+_[a-z_]+", lever.definition + lever.definition_zh):
        assert name in PARAMETERS, name


def test_declared_names_do_not_clash():
    assert len(declared()) == len(LEVERS) + len(INDICATORS) + len(PARAMETERS) + len(SOURCES)


def test_every_unit_has_a_chinese_form():
    assert {entry.unit for entry in DECLARED.values() if not isinstance(entry, Choice)} == set(UNITS_ZH)


def test_both_languages_have_the_same_words():
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    for key, text in WORDS["en"].items():
        assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", WORDS["zh"][key])), key
        assert not CHINESE.search(text)


def test_a_lever_says_when_it_acts_and_which_scenarios_set_it():
    text = explain("land_quota_cut", "en")
    assert "once a year, in quarter 1" in text
    assert "chizhou/draft: 0.8 from 2017Q1" in text
    assert "once a year, in quarter 4" in explain("evaluation", "en")
    assert "案例须有拟整合的开发区" in explain("park_merger", "zh")
    assert "a case with zones that miss their standards" in flat_words(explain("land_quota_cut", "en"))


@pytest.mark.parametrize("lever", LEVERS.values(), ids=list(LEVERS))
def test_a_lever_names_the_phases_that_read_it_and_what_it_needs(lever):
    for language in ("zh", "en"):
        text = flat(explain(lever.name, language))
        assert all(flat(getattr(PHASES[phase], language)) in text for phase in lever.phases)
        assert not lever.needs or flat(getattr(NEEDS[lever.needs], language)) in text


def test_a_lever_names_the_clauses_of_the_cases_and_no_others():
    assert "chizhou: 002-4.4a, 002-6.2" in explain("innovation_fund", "en")
    chinese = flat(explain("innovation_fund", "zh"))
    assert "池州市园区转型升级：四（四）企业技术创新，资源型企业转为高新技术企业；六（二）产业基金" in chinese
    assert "002-" not in chinese


def test_a_lever_that_no_case_names_says_so(monkeypatch):
    monkeypatch.setattr(explain_case, "clauses_of", lambda case, name: ())
    assert "none in the shipped cases" in explain("innovation_fund", "en")


def test_an_indicator_names_the_targets_of_shipped_cases():
    assert "chizhou: at least 48 % in 2017 (002-3.1)" in explain("hightech_output_share", "en")


def test_cases_scenarios_and_sources_are_explained():
    assert "8 zones and the industry outside them" in explain("chizhou", "en")
    assert explain("draft", "zh") == explain("chizhou/draft", "zh")
    assert "norm_plot_ratio" in explain("land-control-2008", "en")
    assert "国土资发〔2008〕24号" in explain("land-control-2008", "zh")


def test_a_source_that_a_scoring_table_cites_is_explained_with_its_parts():
    said = " ".join(explain("seed-004", "en").split())
    assert "Yueqing government office: work plan for emerging industries" in said
    assert "declared by yueqing (Yueqing: growing the emerging industries)" in said
    assert "yueqing/scoring.toml: industry, projects, innovation, growth, value added," in said
    assert "yueqing/scoring.toml：产业发展、项目带动、创新驱动、增加值增速、" in flat(explain("seed-004", "zh"))
    assert any(line.startswith("seed-004") for line in source_listing("en").splitlines())


@pytest.mark.parametrize(
    ("name", "near"),
    [("multi_story_rule", "multi_storey_rule"), ("chizou", "chizhou"), ("chizhou/drft", "chizhou/draft")],
)
def test_an_unknown_name_is_refused_with_the_nearest(name, near):
    with pytest.raises(InputProblem, match=f"did you mean '{near}'"):
        explain(name, "en")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_listing_stands_in_aligned_columns_within_the_screen(language):
    for entries in (LEVERS, INDICATORS, PARAMETERS):
        lines = listing(entries, language).splitlines()
        assert [line.split()[0] for line in lines if not line.startswith(" ")] == list(entries)
        assert max(map(cell_len, lines)) <= WIDTH
    firsts = [line for line in source_listing(language).splitlines() if line and not line.startswith(" ")]
    own = [sources for case in explain_case.cases().values() if (sources := explain_case.own_sources(case))]
    assert len(firsts) == len(SOURCES) + 1 + sum(len(sources) + 1 for sources in own)


def test_a_chinese_character_takes_two_columns():
    assert wrapped("容积率，亩均投资", 6) == ["容积", "率，亩", "均投资"]  # no line begins with a closing mark
    assert wrapped("output ≥ 700 mu", 9) == ["output", "≥ 700 mu"]  # a sign stays with its number
    assert table([("a", "容积率"), ("bcd", "x")], (3, 10)) == ["a    容积率", "bcd  x"]


def test_nothing_slow_is_loaded_to_explain():
    code = (
        "import sys; from outputs.explain.job import explain; explain('multi_storey_rule', 'zh')\n"
        "print(sorted({'numba', 'pandas', 'xarray', 'matplotlib', 'scipy', 'mesa'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("name", "who"), [("exit_hazard", "drawn"), ("ramp_quarters", "drawn_by_population"), ("overuse", "fixed")]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_says_who_draws_a_parameter(name, who, language):
    """`register_threshold` is read by populations too, but has no range."""
    assert drawn_by(PARAMETERS[name]) == who
    assert drawn_by(PARAMETERS["register_threshold"]) == "fixed"
    said = " ".join(explain(name, language).split()).replace(" ", "")
    assert WORDS[language][who].replace(" ", "") in said
