"""Every message is there in both languages, names the same values, and is used."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from model.needs import NEEDS
from scenarios.files.key_faults import _KINDS as KEY_KINDS
from scenarios.files.lever_setting import ALLOWED
from scenarios.files.toml_file import _KINDS as TOML_KINDS
from scenarios.refusals.bilingual import Text
from scenarios.refusals.gathering import Faults
from scenarios.refusals.problem import InputProblem, as_written, nearest, number_text, say
from scenarios.refusals.problem_texts import TEXTS

ROOT = Path(__file__).parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SOURCES = [
    *(ROOT / "scenarios").rglob("*.py"),
    *(ROOT / "installation").rglob("*.py"),
    *(ROOT / "outputs" / "install").rglob("*.py"),
    *(ROOT / "model" / "population").rglob("*.py"),
    ROOT / "model" / "levers.py",
    *(ROOT / "calibration").rglob("*.py"),
    *(ROOT / "outputs").rglob("*.py"),
    ROOT / "run.py",
]


SAID = ("say", "fault")
REFUSING_NAMES = ("check_known", "id_meant", "not_one_meant", "keyed_by_id")
# Values that are looked up where a fault of the model is put into words.
ADDED = {"total_of_case": {"label"}, "lacks_need": {"where"}}


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def calls():
    """Every call of say, and of fault in the model: file, key (None where it is not written out), names of the values."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAID:
                key = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
                yield path.name, key, {keyword.arg for keyword in node.keywords}
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in REFUSING_NAMES:
                yield path.name, node.args[1].value if isinstance(node.args[1], ast.Constant) else None, {"name"}


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_name_the_same_values(key):
    zh, en = TEXTS[key]
    assert zh
    assert en
    assert placeholders(zh) == placeholders(en)
    assert not CHINESE.search(en)
    assert CHINESE.search(zh) or not re.search(r"[a-z]{2}", re.sub(r"\{\w+\}|\[.*\]|\.\w+", "", zh))


@pytest.mark.parametrize(("file", "key", "values"), [call for call in calls() if call[1]])
def test_every_call_gives_the_values_that_the_message_names(file, key, values):
    assert key in TEXTS
    if None not in values:  # values that are not written out one by one
        named = placeholders(TEXTS[key].en)
        if file == "levers.py":  # its values fill what is allowed as well
            named |= placeholders(TEXTS[ALLOWED[key]].en)
        assert values | ADDED.get(key, set()) == named


def test_every_message_is_used():
    written = "\n".join(
        path.read_text(encoding="utf-8") for path in SOURCES if not path.name.startswith("problem_texts")
    )
    assert [key for key in TEXTS if f'"{key}"' not in written] == []


def test_the_messages_chosen_by_a_table_are_there():
    keys = {key for _, key in (*KEY_KINDS, *TOML_KINDS)} | {
        "threshold_rule",
        "threshold_rule_outside",
        *ALLOWED.values(),
    }
    assert keys <= set(TEXTS)


def test_every_rule_of_a_setting_says_what_is_allowed():
    assert {key for file, key, _ in calls() if file == "levers.py"} == set(ALLOWED)


@pytest.mark.parametrize("need", [need for need in NEEDS.values() if need.required], ids=lambda need: need.name)
def test_a_need_is_called_by_its_label(need):
    message = say("lacks_need", need=need, where=need.where)
    assert str(message) == f"the case has no {need.en} ({need.where})"
    assert message.in_language("zh") == f"案例没有{need.zh}（{need.where}）"


def test_a_problem_speaks_both_languages():
    place = say("cell", file="parks.csv", line=3, column="firms")
    problem = InputProblem(place, say("out_of_range", value="-1"), say("range", low=0.0, high=1e6))
    assert str(problem) == "parks.csv: line 3, column firms: -1 is out of range; allowed: 0 to 1000000"
    assert problem.in_language("zh") == "parks.csv 第 3 行 firms 列：-1 超出范围；允许范围：0 至 1000000"


def test_a_problem_in_plain_words_is_shown_as_it_is():
    problem = InputProblem("firms.csv: line 2", "is odd", "make it even")
    assert str(problem) == "firms.csv: line 2: is odd; make it even"
    assert problem.in_language("zh") == "firms.csv: line 2：is odd；make it even"


def of_faults(count):
    """A refusal of several faults."""
    faults = Faults()
    for number in range(count):
        with faults:
            raise InputProblem("case.toml", f"fault {number}")
    return faults.together()


def test_several_faults_are_counted_and_told_one_a_line():
    assert str(of_faults(1)) == "case.toml: fault 0"
    assert str(of_faults(2)) == "2 faults\n  case.toml: fault 0\n  case.toml: fault 1"
    assert of_faults(2).in_language("zh").splitlines()[0] == "共 2 处错误"


@pytest.mark.parametrize(("count", "lines", "last"), [(20, 21, "case.toml: fault 19"), (33, 22, "and 13 more")])
def test_at_most_twenty_faults_are_written_out(count, lines, last):
    told = str(of_faults(count)).splitlines()
    assert len(told) == lines
    assert told[0] == f"{count} faults"
    assert told[-1].strip() == last


def test_what_is_no_refusal_is_not_gathered():
    faults = Faults()
    with pytest.raises(KeyError), faults:
        raise KeyError
    faults.refuse()
    assert faults.found == []


@pytest.mark.parametrize(("length", "shown"), [(388, 399), (389, 399), (5000, 399)])
def test_a_fault_is_shorter_than_four_hundred_characters(length, shown):
    sentence = str(InputProblem("case.toml", "x" * length))
    assert len(sentence) == shown
    assert sentence.startswith("case.toml: x")
    assert sentence.endswith("x" if length == 388 else "…")


def test_the_nearest_names_are_told_or_all_where_they_are_few():
    assert str(nearest("draught", ["draft", "none"])) == "did you mean 'draft'?"
    assert nearest("zzz", ["draft", "none"]).in_language("zh") == "可用：draft、none"
    assert str(nearest("zzz", [f"a{number}" for number in range(12)])).startswith("known: a0, a1")
    many = [f"a{number}" for number in range(235)]
    assert str(nearest("zzz", many)).startswith("of 235 names the nearest are: ")
    assert len(str(nearest("zzz", many)).split(",")) == 5
    assert len(str(nearest("a1", many)).split(",")) == 5


def test_a_label_that_is_near_is_told_with_its_id():
    known = {"tax": Text("亩均税收", "tax a mu"), "jobs": Text("就业人数", "jobs")}
    assert str(nearest("亩均税", known)) == "did you mean '亩均税收' (tax)?"
    assert nearest("亩均税", known).in_language("zh") == "您要写的是否为 '亩均税收'（tax）？"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(True, "true"), ("a\nb", "'a\\nb'"), (0.5, "0.5"), ("x" * 99, "'" + "x" * 59 + "…"), (float("nan"), "nan")],
)
def test_values_are_shown_as_they_are_written(value, shown):
    assert as_written(value) == shown


@pytest.mark.parametrize(("number", "shown"), [
        (1e6, "1000000"), (0.45, "0.45"), (-1.0, "-1"), (0.0, "0"), (0.1 + 0.2, "0.3"), (1234567.8, "1234567.8"),
        (-123456789012345.0, "-123456789012345"), (1e15, "1e+15"), (0.0000123, "0.0000123"), (1e-9, "1e-09"),
    ],
)  # fmt: skip
def test_numbers_are_shown_without_exponent_where_people_write_none(number, shown):
    assert number_text(number) == shown


def test_no_two_tables_of_texts_share_a_key():
    files = (ROOT / "scenarios" / "refusals").glob("problem_texts*.py")
    keys = re.findall(
        r'^    "(\w+)": Text\(', "".join(path.read_text(encoding="utf-8") for path in files), re.MULTILINE
    )
    assert len(keys) == len(TEXTS)
    assert sorted(keys) == sorted(TEXTS)
