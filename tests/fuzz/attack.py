"""An attack: a command line in a folder of its own, in which everything that it names lies."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from scenarios.case import CASES, shipped
from tests.fuzz.mutation import gently, mutated

LINHU = Path(__file__).parents[1] / "cities" / "linhu"
GENTLY = 0.4  # the share of attacks that leave most of a file as it is, so that they come further
TOWN = "town"  # the folder of the attacked case


@dataclass
class Attack:
    """Arguments of run.py, what was done, and the names of the files that a fault may name (none: not looked at)."""

    arguments: list[str]
    done: list[str] = field(default_factory=list)
    named: tuple[str, ...] = ()


Maker = Callable[[Random, Path], Attack]
Kinds = Mapping[str, tuple[Maker, int]]  # what makes an attack of a kind, and how often it comes


def drawn(seed: int, number: int, home: Path, kinds: Kinds) -> tuple[str, Attack]:
    """Return the kind and the attack of a number, with what it names in a folder that is made for it."""
    home.mkdir(parents=True)
    chance = Random(f"{seed}/{number}")
    kind = chance.choices(list(kinds), [often for _, often in kinds.values()])[0]
    return kind, kinds[kind][0](chance, home)


def case_folders() -> list[Path]:
    """Return the cases that are attacked: the invented city, which is quick to read, more often than the shipped ones."""
    return [*[LINHU] * 6, *(CASES / name for name in shipped())]


def copied_case(chance: Random, home: Path, source: Path | None = None) -> Path:
    """Return a copy of a case, one that was chosen by chance where none is named, under the name `TOWN`."""
    source = source or chance.choice(case_folders())
    folder = home / TOWN
    folder.mkdir()
    for path in sorted(source.iterdir()):
        if path.suffix in (".toml", ".csv"):
            shutil.copyfile(path, folder / path.name)
    return folder


def spoil(chance: Random, folder: Path, names: list[str]) -> list[str]:
    """Spoil one or two of the named files of a folder, gently or not; return what was done."""
    told, way = [], gently if chance.random() < GENTLY else mutated
    for name in chance.sample(names, min(len(names), chance.choice((1, 1, 1, 2)))):
        data, done = way(chance, name, (folder / name).read_bytes())
        (folder / name).write_bytes(data)
        told.append(f"{name}: {', '.join(done)}")
    return told
