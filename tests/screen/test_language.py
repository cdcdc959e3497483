"""The language of messages: that of --lang, else that of the locale; and what is said of a language that is not ours."""

import pytest

import run
from outputs.shared.arguments import languages_asked
from outputs.shared.language import Language, language_of, locale_language

CHINESE, ENGLISH = "池州市园区转型升级", "Chizhou: upgrading the development zones"


def set_locale(monkeypatch, **variables):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, Language.EN),
        ({"LANG": "zh_CN.UTF-8"}, Language.ZH),
        ({"LANG": "zh_CN.GB18030"}, Language.ZH),
        ({"LANG": "zh"}, Language.ZH),
        ({"LANG": "C.UTF-8"}, Language.EN),
        ({"LANG": "de_DE.UTF-8"}, Language.EN),
        ({"LANG": "zhong"}, Language.EN),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, Language.ZH),
        ({"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"}, Language.EN),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, Language.ZH),
    ],
)
def test_the_locale_gives_the_language(variables, language, monkeypatch):
    set_locale(monkeypatch, **variables)
    assert locale_language() == language


def test_the_locale_decides_where_no_language_is_asked_for(monkeypatch, capsys):
    set_locale(monkeypatch, LANG="zh_CN.UTF-8")
    assert run.main(["cases"]) == 0
    assert CHINESE in capsys.readouterr().out
    assert run.main(["cases", "--lang", "en"]) == 0
    assert ENGLISH in capsys.readouterr().out
    assert run.main(["explain", "nothing_of_ours"]) == 2
    assert capsys.readouterr().err.startswith("无法运行：")
    set_locale(monkeypatch, LANG="en_US.UTF-8")
    assert run.main(["cases"]) == 0
    assert ENGLISH in capsys.readouterr().out


@pytest.mark.parametrize("code", ["zh", "zh_CN", "zh-CN", "zh-Hans", "ZH", "zh_CN.UTF-8"])
def test_codes_of_locales_are_languages(code, capsys):
    assert language_of(code) == Language.ZH
    assert run.main(["cases", "--lang", code]) == 0
    assert CHINESE in capsys.readouterr().out


@pytest.mark.parametrize(("name", "hint"), [("cn", "zh"), ("中文", "zh"), ("Chinese", "zh"), ("english", "en")])
def test_a_name_of_a_language_is_refused_in_both_languages_with_the_code(name, hint, capsys):
    assert run.main(["cases", f"--lang={name}"]) == 2
    chinese, english = capsys.readouterr().err.splitlines()
    assert chinese == f"无法运行：参数 --lang：没有语言 '{name}'；您要写的是否为 '{hint}'？"
    assert english == f"refused: --lang: unknown language '{name}'; did you mean '{hint}'?"


def test_another_language_is_refused_with_those_there_are(capsys):
    assert run.main(["cases", "--lang", "fr"]) == 2
    assert "known: zh, en" in capsys.readouterr().err


def test_refusals_know_the_language_before_the_arguments_are_read(monkeypatch):
    set_locale(monkeypatch, LANG="zh_CN.UTF-8")
    assert languages_asked(["run", "nowhere"]) == (Language.ZH,)
    assert languages_asked(["run", "nowhere", "--lang=en"]) == (Language.EN,)
    assert languages_asked(["run", "--lang", "zh-Hans"]) == (Language.ZH,)
    assert languages_asked(["run", "--lang", "cn"]) == (Language.ZH, Language.EN)
    assert languages_asked(["run", "--lang"]) == (Language.ZH,)
