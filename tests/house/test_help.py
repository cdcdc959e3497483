"""The help is in the language asked for, with a text for every option of every command."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from rich.cells import cell_len

import run
from outputs.shared.arguments import languages_asked
from outputs.shared.help_words import COMMANDS, PARAMETERS, PROGRAM, VALUES, value_word
from outputs.shared.language import Language, locale_language

ROOT = Path(__file__).parents[2]
GROUP = typer.main.get_command(run.app)
NAMES = tuple(GROUP.commands)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Three English words in a row are a sentence, or a part of one.
ENGLISH = re.compile(r"\b[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}\b")
WIDTH = 80


def helped(capsys, *arguments):
    assert run.main([*arguments]) == 0
    return capsys.readouterr().out


def flat(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_every_option_of_a_command_has_a_chinese_text(name, capsys):
    text = helped(capsys, name, "--help", "--lang", "zh")
    assert flat(COMMANDS[name]) in flat(text)
    parameters = GROUP.commands[name].params
    assert parameters
    for parameter in parameters:
        said = PARAMETERS.get(f"{name}.{parameter.name}") or PARAMETERS[parameter.name]
        assert CHINESE.search(said)
        assert all(option in text for option in parameter.opts)
    assert not ENGLISH.search(text), ENGLISH.findall(text)
    assert all(cell_len(line) <= WIDTH for line in text.splitlines())


def test_no_text_is_left_over():
    asked = {f"{name}.{each.name}" for name, command in GROUP.commands.items() for each in command.params}
    shared = {name.partition(".")[2] for name in asked} | {"help"}
    assert set(PARAMETERS) <= asked | shared
    assert set(COMMANDS) == set(NAMES)
    metavars = {each.metavar for command in GROUP.commands.values() for each in command.params}
    assert set(VALUES) <= metavars | shared


def test_a_value_without_a_word_is_missed():
    assert value_word(None, "scenario") == "情景"
    assert value_word("NUMBER", "scenario") == "数字"
    with pytest.raises(KeyError):
        value_word(None, "colour")


@pytest.mark.parametrize("arguments", [("--help", "--lang", "zh"), ("--lang=zh", "--help"), ("--lang", "zh", "--help")])
def test_the_program_lists_its_commands_in_chinese(arguments, capsys):
    text = helped(capsys, *arguments)
    assert text.startswith("用法：run.py")
    assert all(f"  {name} " in text for name in NAMES)
    assert not ENGLISH.search(text)
    assert all(cell_len(line) <= WIDTH for line in text.splitlines())


def test_a_default_and_what_must_be_there_are_named(capsys):
    text = flat(helped(capsys, "discover", "--help", "--lang", "zh"))
    assert "--target目标规划设有目标的指标；all_targets表示全部目标同时达成。（必填）" in text
    assert "--density小数要求条件范围内未达成比例不低于此值。（默认0.8）" in text
    assert "--resume继续--out文件夹中的寻优。" in flat(helped(capsys, "search", "--lang", "zh", "--help"))


@pytest.mark.parametrize(("locale", "named"), [("zh_CN.UTF-8", "zh"), ("C.UTF-8", "en")])
def test_the_default_language_is_that_of_the_locale(locale, named, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", locale)
    text = flat(helped(capsys, "compare", "--help", "--lang", "zh"))
    assert f"--langzh|en表格、图件和提示所用的语言。（默认{named}）" in text
    assert "--threads数字线程数。默认：全部处理器核心。" in text
    assert text.count("默认en") == (named == "en")


@pytest.mark.parametrize("columns", [40, 50])
@pytest.mark.parametrize("name", [None, *NAMES])
def test_the_help_fits_a_narrow_screen(name, columns, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", str(columns))
    text = helped(capsys, *filter(None, [name]), "--help", "--lang", "zh")
    assert max(cell_len(line) for line in text.splitlines()) <= columns
    assert flat(COMMANDS[name] if name else PROGRAM) in flat(text)


@pytest.mark.parametrize("name", NAMES)
def test_the_english_help_has_no_chinese(name, capsys):
    text = helped(capsys, name, "--help", "--lang", "en")
    assert "Usage: run.py" in text
    assert not CHINESE.search(text)


LOCALES = [
    ({"LC_ALL": "zh_CN.UTF-8"}, Language.ZH),
    ({"LANG": "zh_CN.GB18030"}, Language.ZH),
    ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, Language.EN),
    ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "C.UTF-8"}, Language.ZH),
    ({}, Language.EN),
]


@pytest.mark.parametrize(("variables", "language"), LOCALES)
def test_without_the_option_the_locale_decides(variables, language, monkeypatch, capsys):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert locale_language() == language
    assert bool(CHINESE.search(helped(capsys, "levers", "--help"))) == (language == Language.ZH)
    assert not CHINESE.search(helped(capsys, "levers", "--help", "--lang", "en"))


def test_the_language_is_asked_for_anywhere_or_nowhere(monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert languages_asked([])[0] == Language.ZH
    assert languages_asked(["run", "--lang"]) == (Language.ZH,)  # no value: that of the locale
    assert languages_asked(["run", "--lang=en"])[0] == Language.EN
    monkeypatch.setenv("LC_ALL", "C")
    assert languages_asked([])[0] == Language.EN
    assert languages_asked(["--lang", "zh"])[0] == Language.ZH
    assert languages_asked(["zh", "-s", "zh"])[0] == Language.EN


def test_the_help_goes_through_a_pipe():
    """On a stream that is no terminal, in UTF-8: no codes for colours, no boxes, lines as wide as COLUMNS says."""
    command = [sys.executable, "run.py", "compare", "--help"]
    environment = {**os.environ, "LC_ALL": "zh_CN.UTF-8", "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    text = done.stdout.decode("utf-8")
    assert "用法：run.py compare [选项] [what]" in text
    assert "\x1b" not in text
    assert WIDTH < max(cell_len(line) for line in text.splitlines()) <= 100


REFUSED = [
    (["discovr"], "discover"),
    (["run", "--replicate", "3"], "--replicate"),
    (["discover", "x"], "'--target'"),
    (["explain"], "'name'"),
    (["search", "--resume=yes"], "--resume"),
    (["run", "chizhou", "linhu"], "linhu"),
    (["schema", "--lang", "zh", "none"], "--lang"),
]


@pytest.mark.parametrize(("arguments", "named"), REFUSED)
def test_what_the_parser_refuses_is_said_in_chinese(arguments, named, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert run.main(arguments) == 2
    text = capsys.readouterr().err
    assert named in text
    assert CHINESE.search(text)
    assert not ENGLISH.search(text)
