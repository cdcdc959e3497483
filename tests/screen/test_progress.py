"""Bars that show how far a command is: on a terminal only, with the whole name of what is simulated."""

import io

from rich.console import Console

from outputs.shared.progress import bar_columns, bar_on
from outputs.shared.streams import ERRORS
from tests.screen.test_tables import HAN


def bar(encoding, *, terminal):
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=ERRORS)
    screen = Console(file=file, width=40, force_terminal=terminal, markup=False, emoji=False, highlight=False)
    return file, bar_on(screen, *bar_columns())


def shown(file):
    file.flush()
    return file.buffer.getvalue().decode(file.encoding)


def test_the_whole_name_is_shown_beside_the_bar():
    _, progress = bar("utf-8", terminal=True)
    progress.add_task(HAN * 2, total=100, completed=37)
    file = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    Console(file=file, width=40).print(progress.get_renderable())
    lines = shown(file).splitlines()
    assert "37/100" in lines[0]
    assert "".join(line.split()[0] for line in lines) == HAN * 2


def test_an_old_encoding_shows_a_bar_too():
    file, progress = bar("ascii", terminal=True)
    with progress:
        progress.add_task("正在模拟", total=100, completed=37)
        progress.refresh()
    assert "37/100" in shown(file)


def test_where_there_is_no_terminal_nothing_is_printed():
    file, progress = bar("utf-8", terminal=False)
    with progress:
        progress.add_task("simulating", total=10, completed=5)
    assert shown(file) == ""
