"""Attacks on folders of results: damaged, half there, or of another product."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd

from tests.fuzz.attack import LINHU, TOWN, Attack, copied_case
from tests.fuzz.designs import OWN
from tests.fuzz.hostile import DOCUMENTS, NUMBERS, WORDS
from tests.fuzz.mutation import mutated

SMALL = OWN.replace("points = 6", "points = 2").replace("points = 4", "points = 2")
MADE = {  # folders that are attacked, by what makes them
    "ran": ["run", TOWN, "-n", "2", "-s", "blueprint", "--out", "ran"],
    "swept": ["sweep", "design.toml", "--out", "swept"],
}  # fmt: skip
TARGET = "output_per_mu"


def make(home: Path, command: Callable[[list[str]], int]) -> Path:
    """Make the folders that are attacked, each once, by running commands in a folder; return that."""
    home.mkdir()
    copied_case(Random(0), home, LINHU)
    (home / "design.toml").write_text(SMALL, "utf-8")
    for arguments in MADE.values():
        if command(arguments):
            raise RuntimeError(f"no folder to attack: {arguments}")
    return home


def attacks_on(made: Path) -> Callable[[Random, Path], Attack]:
    """Return what attacks copies of the folders that were made."""

    def folders(chance: Random, home: Path) -> Attack:
        """Damage a file of a folder of results and read it."""
        name = chance.choice(list(MADE))
        for each in (TOWN, name):
            shutil.copytree(made / each, home / each)
        shutil.copyfile(made / "design.toml", home / "design.toml")
        files = sorted(
            path for path in (home / name).rglob("*") if path.is_file() and path.suffix not in (".png", ".zip")
        )
        path = chance.choice(files)
        done = damage(chance, path)
        return Attack(reading(chance, name), [f"{path.relative_to(home)}: {done}"])

    return folders


def reading(chance: Random, name: str) -> list[str]:
    """Return a command that reads a folder."""
    lines = [["compare", name, "--out", "read"]] * 2 + [["verify", name]]
    if name == "swept":
        lines += [
            ["sweep", "design.toml", "--out", name, "--verify"], ["discover", name, "--target", TARGET, "--out", "read"],
            ["sensitivity", name, "--target", TARGET, "--out", "read"],
        ]  # fmt: skip
    return [*chance.choice(lines), "--lang", chance.choice(("en", "zh"))]


def damage(chance: Random, path: Path) -> str:
    """Damage a file as chance has it; return how."""
    way = chance.random()
    if way < 0.1:
        path.unlink()
        return "gone"
    if way < 0.2:
        path.write_bytes(chance.choice(DOCUMENTS))
        return "another file"
    if way < 0.6 and path.suffix == ".parquet":
        return damaged_table(chance, path)
    if way < 0.6 and path.suffix == ".json":
        described = json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps(damaged_description(chance, described)), "utf-8")
        return "another value"
    data, done = mutated(chance, path.name, path.read_bytes())
    path.write_bytes(data)
    return ", ".join(done)


def damaged_table(chance: Random, path: Path) -> str:
    """Write a table with other columns, rows, kinds or values; return how."""
    table = pd.read_parquet(path)
    way = chance.choice(
        ("a column less", "a column more", "no rows", "not finite", "text", "doubled rows", "another name", "swapped")
    )
    columns = list(table.columns)
    if not columns or not len(table):
        return "left"
    one, other = chance.choice(columns), chance.choice(columns)
    if way == "a column less":
        table = table.drop(columns=one)
    elif way == "a column more":
        table["more"] = 1.0
    elif way == "no rows":
        table = table.iloc[:0]
    elif way == "not finite":
        table[one] = float(chance.choice(("nan", "inf", "-inf", "1e308")))
    elif way == "text":
        table[one] = chance.choice(WORDS).encode("utf-8", "replace").decode("utf-8")
    elif way == "doubled rows":
        table = pd.concat([table, table])
    elif way == "another name":
        table = table.rename(columns={one: "another"})
    else:
        table[one] = table[other].to_numpy()[::-1]
    table.to_parquet(path)
    return f"{way} ({one})"


def damaged_description(chance: Random, described: Any) -> Any:
    """Return a description with one value left out or replaced, at any depth."""
    if isinstance(described, dict) and described and chance.random() < 0.9:
        key = chance.choice(list(described))
        if chance.random() < 0.15:
            return {each: value for each, value in described.items() if each != key}
        return {**described, key: damaged_description(chance, described[key])}
    if isinstance(described, list) and described and chance.random() < 0.8:
        at = chance.randrange(len(described))
        return [*described[:at], damaged_description(chance, described[at]), *described[at + 1 :]]
    return chance.choice(
        (None, 5, -1, 1e308, True, [], {}, "x", "../../x", "/x/y", chance.choice(NUMBERS), chance.choice(WORDS))
    )
