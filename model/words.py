"""The words of declarations in Chinese and English, read from the TOML files beside them when the first is asked for."""

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "declared"
Words = dict[str, dict[str, dict[str, str]]]  # by table, name and key


@cache
def all_words() -> Words:
    """Return the words of all files by table, name and key. Raises ValueError for a name that two files hold."""
    joined: Words = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for table, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            held = joined.setdefault(table, {})
            twice = sorted(entries.keys() & held.keys())
            if twice:
                raise ValueError(f"{path.name}: words of {', '.join(twice)} are in another file too")
            held.update(entries)
    return joined


def word(table: str, name: str, key: str) -> str:
    """Return one text of a declaration. Raises LookupError naming what has no words."""
    text = all_words().get(table, {}).get(name, {}).get(key, "")
    if not text:
        raise LookupError(f"no {key!r} for {name!r} in table {table!r} of the files {FOLDER.name}/*.toml")
    return text
