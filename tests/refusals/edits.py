"""Edits of a copy of the shipped case: one fault each."""

import csv
import io
import os
import shutil

from scenarios.case import CASES

SHIPPED = CASES / "chizhou"
FILES = ("case.toml", "parks.csv", "industries.csv", "scenarios.toml", "sources.toml")


def copy_case(folder):
    """A copy of the shipped case that is quick to load: one baseline population."""
    folder.mkdir()
    for name in FILES:
        shutil.copy(SHIPPED / name, folder / name)
    swap("case.toml", "[population]\n", "[population]\npool = 1\n")(folder)
    return folder


def swap(file, old, new):
    """Replace the first place where a text stands."""

    def edit(folder):
        text = (folder / file).read_text(encoding="utf-8-sig")
        assert old in text, old
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def cell(file, row, column, value):
    """Replace a cell of a table."""

    def edit(folder):
        table = list(csv.reader(io.StringIO((folder / file).read_text(encoding="utf-8-sig"))))
        line = next(index for index, cells in enumerate(table) if cells[0] == row)
        table[line][table[0].index(column)] = value
        with (folder / file).open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened, lineterminator="\n").writerows(table)

    return edit


def column(file, name, value):
    """Replace every cell of a column, but for the park outside."""

    def edit(folder):
        rows = list(csv.reader(io.StringIO((folder / file).read_text(encoding="utf-8-sig"))))
        for cells in rows[1:]:
            if cells[0] != "outside":
                cell(file, cells[0], name, value)(folder)

    return edit


def value(key, new):
    """Replace the value of a number of [totals]."""

    def edit(folder):
        text = (folder / "case.toml").read_text(encoding="utf-8-sig")
        before, after = text.split(f"[totals.{key}]", 1)
        old = after.split("value = ", 1)[1].split("\n", 1)[0]
        after = after.replace(f"value = {old}", f"value = {new}", 1)
        (folder / "case.toml").write_text(f"{before}[totals.{key}]{after}", encoding="utf-8")

    return edit


def data(file, change):
    """Change the bytes of a file."""
    return lambda folder: (folder / file).write_bytes(change((folder / file).read_bytes()))


def text(file, change):
    """Change the text of a file."""
    return data(file, lambda read: change(read.decode("utf-8-sig")).encode())


def lever(setting, name="polluter_exit"):
    """Write one setting of a lever into a scenario of its own."""
    return data(
        "scenarios.toml", lambda read: read + f'\n[mine]\nzh = "甲"\n[mine.levers]\n{name} = {setting}\n'.encode()
    )


def instead(file, make):
    """Put something else in the place of a file."""

    def edit(folder):
        (folder / file).unlink()
        make(folder / file)

    return edit


def loop(path):
    """A link that leads to itself."""
    path.symlink_to(path)


def fifo(path):
    """A pipe: reading it would wait for ever."""
    os.mkfifo(path)
