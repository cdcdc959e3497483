"""Words of declarations: every text that a form asks for is there, in the file beside the declaration, and no other."""

import re
import shutil
import tomllib

import pytest

from model import words
from model.declaration import (
    Amount,
    Choice,
    Criterion,
    Declaration,
    DeclaredAlternative,
    Demerit,
    Indicator,
    Lever,
    Need,
    Parameter,
    Phase,
    Reading,
    Size,
)
from model.declared import declarations, mechanisms, table_of
from model.declared.column_order import COLUMN_ORDER

CHINESE = re.compile("[\u4e00-\u9fff]")
FORMS = (Parameter, Lever, Indicator, Reading, Need, Phase, Size, Amount, Criterion, Demerit)


def faults(folder):
    """What a folder of words lacks of the declarations, or has too much: file, table, name and key."""
    for mechanism in mechanisms():
        path = folder / f"{mechanism}.toml"
        held = tomllib.loads(path.read_text(encoding="utf-8"))
        wanted = {(entry.TABLE, entry.name, key) for entry in declarations(mechanism) for key in entry.WORDS}
        wanted |= {
            (DeclaredAlternative.TABLE, choice.name, f"{each}_{language}")
            for choice in declarations(mechanism)
            if isinstance(choice, Choice)
            for each in choice.words
            for language in ("zh", "en")
        }
        there = {
            (table, name, key)
            for table, entries in held.items()
            for name, texts in entries.items()
            for key, text in texts.items()
            if isinstance(text, str) and text
        }
        yield from ((path.name, *each) for each in sorted(wanted ^ there))


@pytest.fixture
def folder(tmp_path):
    """A copy of the files of words."""
    for path in words.FOLDER.glob("*.toml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def changed(folder, file, old, new):
    """Change one text of a file."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_no_word_lacks_and_none_is_left_over():
    assert list(faults(words.FOLDER)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("land.toml", 'en = "change of the yearly land plan of the zones"\n', "", ("levers", "land_plan", "en")),
        ("land.toml", 'zh = "年度新增用地计划增减"', 'zh = ""', ("levers", "land_plan", "zh")),
        ("land.toml", "[levers.land_plan]\n", '[levers.land_plan]\nnote = "x"\n', ("levers", "land_plan", "note")),
        ("demand.toml", "macro_growth = { zh", "micro_growth = { zh", ("parameters", "macro_growth", "zh")),
    ],
)
def test_a_word_too_few_or_too_many_is_found(folder, file, old, new, fault):
    changed(folder, file, old, new)
    assert (file, *fault) in list(faults(folder))


def test_a_word_that_is_missing_is_named_when_it_is_asked_for(folder, monkeypatch):
    changed(folder, "land.toml", 'zh = "年度新增用地计划增减"\n', "")
    monkeypatch.setattr(words, "FOLDER", folder)
    words.all_words.cache_clear()
    try:
        with pytest.raises(LookupError, match=r"no 'zh' for 'land_plan' in table 'levers'"):
            _ = table_of(Lever)["land_plan"].zh
        assert table_of(Lever)["land_plan"].en == "change of the yearly land plan of the zones"
    finally:
        words.all_words.cache_clear()


def test_words_in_two_files_are_refused(folder, monkeypatch):
    (folder / "second.toml").write_text('[parameters]\nrent = { zh = "租金", en = "rent" }\n', encoding="utf-8")
    monkeypatch.setattr(words, "FOLDER", folder)
    words.all_words.cache_clear()
    try:
        with pytest.raises(ValueError, match=r"second\.toml: words of rent are in another file too"):
            words.all_words()
    finally:
        words.all_words.cache_clear()


@pytest.mark.parametrize("mechanism", mechanisms())
def test_words_are_in_their_language_and_numbers_are_in_the_other_file(mechanism):
    text = (words.FOLDER / f"{mechanism}.toml").read_text(encoding="utf-8")
    assert not re.search(r"= *[-+\d]", text)
    for entries in tomllib.loads(text).values():
        for texts in entries.values():
            for key, each in texts.items():
                assert bool(CHINESE.search(each)) == key.endswith("zh"), each
    assert not CHINESE.search((words.FOLDER / f"{mechanism}.py").read_text(encoding="utf-8"))


def test_every_declaration_has_a_form_and_one_name():
    every = [entry for mechanism in mechanisms() for entry in declarations(mechanism)]
    assert {Parameter if isinstance(entry, Choice) else type(entry) for entry in every} == set(FORMS)
    assert len(every) == sum(len(table_of(form)) for form in FORMS)
    told = [entry.name for entry in every if isinstance(entry, (Parameter, Lever, Indicator))]
    assert len(told) == len(set(told))


def test_what_the_order_does_not_name_follows_and_what_it_names_must_be_there(monkeypatch):
    monkeypatch.setitem(COLUMN_ORDER, "phases", ["demand", "opening"])
    names = list(table_of(Phase))
    assert names[:3] == ["demand", "opening", "calendar"]
    assert names[-1] == "assessment"
    monkeypatch.setitem(COLUMN_ORDER, "phases", ["demand", "gone"])
    with pytest.raises(ValueError, match="nobody declares gone"):
        table_of(Phase)


def test_a_declaration_takes_no_value_without_its_keyword():
    with pytest.raises(TypeError):
        Parameter("rent", 0.01, 0.0, 1.0, "1")
    assert all(issubclass(form, Declaration) for form in FORMS)
