"""One small folder of results of each kind, made by the commands themselves, and changes of single bytes in them."""

import shutil
from pathlib import Path
from random import Random
from typing import NamedTuple

import run
from outputs.run.folder import RunFolder
from scenarios.contents.listing import CONTENTS, FileKind, read_contents, write_contents
from scenarios.sweep.durable import json_bytes
from scenarios.sweep.store import UNITS

CITY = Path(__file__).parents[1] / "cities" / "linhu"
DESIGN = """
name = "small"
case = "linhu"
scenario = "blueprint"
seed = 7
[uncertainties]
method = "latin_hypercube"
points = 3
[uncertainties.axes]
macro_growth = {}
[replicates]
number = 4
block = 2
"""
SEARCH = """
case = "linhu"
probability = 0.3
replicates = 10
fresh_replicates = 10
budget = 4
population = 4
caution = 0.0
alternatives = 0
[levers]
multi_storey_rule = [0, 0.5, 1.0]
[futures]
number = 2
share = 0.5
uncertainties = { macro_growth = {} }
"""
KINDS = ("run", "compare", "sweep", "search", "sensitivity", "morris", "discover")
READABLE = ("run", "sweep", "search", "morris")  # what other commands read


def command(*arguments: object) -> int:
    """Run a command in one thread; return its exit code."""
    return run.main([*map(str, arguments)])


def make_all(home: Path) -> None:
    """Make a folder of each kind in `home`, beside the case that is in `linhu`."""
    shutil.copytree(CITY, home / "linhu")
    (home / "small.toml").write_text(DESIGN, encoding="utf-8")
    (home / "search.toml").write_text(SEARCH, encoding="utf-8")
    case, one = home / "linhu", ("--threads", 1)
    assert command("run", case, "-s", "blueprint", "-n", 4, *one, "--out", home / "run") == 0
    assert command("compare", home / "run", "--out", home / "compare") == 0
    assert command("sweep", home / "small.toml", *one, "--out", home / "sweep") == 0
    assert command("search", home / "search.toml", *one, "--out", home / "search") == 0
    made = ("--method", "morris", "--samples", 4, "-n", 2, "--axis", "uncertainty.macro_growth")
    made += ("--axis", "uncertainty.exit_hazard", "--store", home / "morris", "--mean", "--target", "tax")
    assert command("sensitivity", case, *made, *one, "--out", home / "sensitivity") == 0
    # A discovery needs more runs than a quick test has. Its folder is written as that of the command is.
    with RunFolder(home / "discover") as writing:
        (writing.path / "settings.json").write_bytes(json_bytes({"case": "linhu", "by": "run"}))
        (writing.path / "boxes.csv").write_bytes(b"box,density\n1,0.8\n")


class Change(NamedTuple):
    """A byte of a file (path within its folder) that becomes another one."""

    name: str
    place: int
    byte: int


def read_files(folder: Path) -> list[str]:
    """Return the files of a folder that every change is to be found in: read back by commands, the list, and units."""
    listing = read_contents(folder)
    assert listing is not None
    names = [name for name, entry in listing.files.items() if entry.kind is FileKind.READ]
    return [CONTENTS, *names, *(f"{UNITS}/{path.name}" for path in sorted((folder / UNITS).glob("*.parquet")))]


def changes(folder: Path, count: int, random: Random) -> list[Change]:
    """Return changes of single bytes, spread evenly over the files and at random within them."""
    names, found = read_files(folder), []
    for number in range(count):
        name = names[number % len(names)]
        data = (folder / name).read_bytes()
        place = random.randrange(len(data))
        found.append(Change(name, place, (data[place] + random.randrange(1, 256)) % 256))
    return found


class changed:
    """A folder with one byte changed, and as it was when the context ends."""

    def __init__(self, folder: Path, change: Change) -> None:
        self.path, self.change = folder / change.name, change

    def __enter__(self) -> None:
        self.data = self.path.read_bytes()
        data = bytearray(self.data)
        data[self.change.place] = self.change.byte
        self.path.write_bytes(bytes(data))

    def __exit__(self, *_: object) -> None:
        self.path.write_bytes(self.data)


def rewritten(folder: Path, name: str, data: bytes, *, listed: bool = True) -> Path:
    """Put other contents into a file and, as a program that wrote the folder so would, list them."""
    (folder / name).write_bytes(data)
    if listed:
        write_contents(folder)
    return folder
