"""What a refusal shows of foreign text: printable, short, and made without writing out what is not shown."""

from pathlib import Path

import pytest

import run
from scenarios.refusals.problem import LONGEST_SENTENCE, LONGEST_SHOWN, InputProblem, as_written, say, spelt_out
from tests.refusals.edits import copy_case, lever

HOSTILE = "a\x1b[31m\u202eb\x07\n\x9b\u2066"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_part_of_a_refusal_reaches_the_screen_raw(language):
    """A place as plain text or as a message, the file's name, a list of names, a number too long to be written."""
    for problem in (
        InputProblem(HOSTILE, HOSTILE, HOSTILE),
        InputProblem(say("key", file=HOSTILE, key=HOSTILE), say("unknown_key", key=HOSTILE)),
        InputProblem(say("table", file="x", table=HOSTILE), say("known", names=[HOSTILE, HOSTILE])),
        InputProblem("x", say("is_there", folder=Path(HOSTILE))),
        InputProblem("x", say("out_of_range", value=0xF**40_000)),
    ):
        sentence = problem.in_language(language)
        assert sentence.isprintable(), repr(sentence)
        assert len(sentence) <= LONGEST_SENTENCE
        assert say("refused", sentence=sentence).in_language(language).isprintable()


def test_messages_that_are_shown_outside_refusals_are_spelt_out_too():
    assert str(say("line", file="\x1b]0;x\x07", line=1)) == "\\x1b]0;x\\x07: line 1"
    assert spelt_out("两\u3000行\n\u202e") == "两\u3000行\n\\u202e"


def test_values_look_as_in_the_file_and_are_cut():
    assert as_written({"a": [1, {"b": True}], "c": "x"}) == "{'a': [1, {'b': true}], 'c': 'x'}"
    assert as_written([]) == "[]"
    assert as_written({}) == "{}"
    assert as_written("a\u202e") == "'a\\u202e'"
    assert as_written(0xF**40_000).startswith("0x")
    for long in ("x" * 10**6, [1] * 10**6, {number: 1 for number in range(1000)}, 10**4000):
        assert len(as_written(long)) == LONGEST_SHOWN + 1


def test_no_more_of_a_list_is_looked_at_than_is_shown():
    looked = []

    class Entry:
        def __str__(self) -> str:
            looked.append(1)
            return "entry"

    as_written([Entry() for _ in range(10_000)])
    assert len(looked) <= LONGEST_SHOWN


@pytest.mark.parametrize(
    ("strength", "said"),
    [("0x" + "F" * 4000, "too many digits"), ("[" * 900 + "]" * 900, "nested too deeply"), ("0x" + "F" * 900, "range")],
)
def test_a_strength_of_thousands_of_digits_is_refused_in_a_line(strength, said, tmp_path, capsys):
    folder = copy_case(tmp_path / "case")
    lever(strength, "land_use_tax")(folder)
    assert run.main(["check", str(folder), "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert said in told
    assert "scenarios.toml" in told
    assert len(told) < 420


@pytest.mark.parametrize("text", ["years = 0xF" + "F" * 900, "baseline_year = 0b1" + "1" * 990])
def test_a_whole_number_that_no_reader_holds_is_refused_by_its_key(text, tmp_path, capsys):
    folder = copy_case(tmp_path / "case")
    path = folder / "case.toml"
    key = text.split(" ")[0]
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(text if line.startswith(f"{key} =") else line for line in lines), encoding="utf-8")
    assert run.main(["check", str(folder), "--lang", "en"]) == 2
    assert f"case.toml: {key}" in capsys.readouterr().err


def test_a_value_of_a_total_that_no_reader_holds_is_refused(tmp_path, capsys):
    folder = copy_case(tmp_path / "case")
    path = folder / "case.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("value = 120\n", f"value = 0x{'F' * 900}\n"), encoding="utf-8"
    )
    assert run.main(["check", str(folder), "--lang", "en"]) == 2
    assert "case.toml: totals.small_firms" in capsys.readouterr().err


LONG = "x" * 300


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", LONG], ["check", LONG], ["compare", LONG], ["sweep", LONG], ["search", LONG], ["facts", LONG],
        ["explain", LONG], ["clauses", LONG], ["levers", LONG], ["schema", LONG], ["run", "chizhou", "-s", LONG],
        ["run", "chizhou", "--out", LONG], ["sensitivity", LONG, "--target", LONG], ["sweep", f"{LONG}/x.toml"],
        ["discover", LONG, "--target", LONG], [LONG],
    ],
)  # fmt: skip
def test_names_longer_than_255_characters_are_refused_in_a_line(arguments, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run.main(arguments) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert len(told) < 450
