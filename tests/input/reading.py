"""A copy of the shipped case, edited, and what the command line says of it."""

import shutil

import run
from scenarios.case import CASES
from tests.refusals.edits import swap

LANGUAGES = ("en", "zh")


def whole_copy(folder, name="chizhou"):
    """A copy of the whole folder of the shipped case, under another name where one is given."""
    shutil.copytree(CASES / "chizhou", folder)
    swap("case.toml", "[population]\n", "[population]\npool = 1\n")(folder)
    if name != "chizhou":
        swap("case.toml", 'name = "chizhou"', f'name = "{name}"')(folder)
    return folder


def refusals(capsys, *arguments):
    """The lines of a refusal by language, which all ends with 2 in."""
    told = {}
    for language in LANGUAGES:
        assert run.main([*arguments, "--lang", language]) == 2
        told[language] = capsys.readouterr().err.splitlines()
    return told


def add_row(file, *lines):
    """Write rows at the end of a table."""

    def edit(folder):
        with (folder / file).open("a", encoding="utf-8") as table:
            table.writelines(line + "\n" for line in lines)

    return edit
