"""A folder of results held against its list: what must be as it was written, and what people may have changed."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem
from .listing import (
    CONTENTS,
    MUST_BE_LISTED,
    OF_SEARCH,
    Entry,
    FileKind,
    Listing,
    digest_of_file,
    kind_of,
    read_contents,
)
from .place import fault_of


class Damage(NamedTuple):
    """A file that commands read and that is not as it was written: `altered`, `gone` or `not_listed`."""

    name: str
    fault: str


class Checked(NamedTuple):
    """A folder held against its list: the damage, and the files for people that were changed or taken away.

    `listing` is None for a folder without a list, of which nothing is known, and where the list itself is damaged.
    """

    listing: Listing | None
    damaged: tuple[Damage, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def bears_hashes(self) -> bool:
        """Whether the folder has a list at all."""
        return self.listing is not None or bool(self.damaged)

    def damage_of(self, name: str) -> Damage | None:
        """Return the damage of a file; None where it is as it was written."""
        return next((each for each in self.damaged if each.name == name), None)

    def was_written(self, name: str, data: bytes) -> bool:
        """Return whether a file was, to the byte, what the list says that was written."""
        entry = self.listing.files.get(name) if self.listing is not None else None
        return entry is not None and entry.sha256 == hashlib.sha256(data).hexdigest()


def checked(folder: Path) -> Checked:
    """Return what of a folder differs from its list. Nothing is raised for damage."""
    try:
        listing = read_contents(folder)
    except InputProblem:
        return Checked(None, (Damage(CONTENTS, "altered"),))
    if listing is None:
        return Checked(None)
    damaged, changed = [], []
    for name, entry in listing.files.items():
        fault = _fault_in(folder / name, entry)
        if fault and entry.kind is FileKind.READ:
            damaged.append(Damage(name, fault))
        elif fault:
            changed.append(name)
    damaged += [Damage(name, "not_listed") for name in _read_but_not_listed(folder, listing)]
    return Checked(listing, tuple(damaged), tuple(changed))


def refuse_damaged(folder: Path) -> Checked:
    """Return what of a folder differs from its list. Raises InputProblem naming every file that is read and is damaged."""
    found = checked(folder)
    Faults(fault_of(folder, *each) for each in found.damaged).refuse()
    return found


def _fault_in(path: Path, entry: Entry) -> str:
    try:
        same = path.stat().st_size == entry.size and digest_of_file(path) == entry.sha256
    except OSError:
        return "gone" if not path.exists() else "altered"
    return "" if same else "altered"


def _read_but_not_listed(folder: Path, listing: Listing) -> Iterator[str]:
    """Yield files that commands would read and that were not there when the folder was written."""
    of_search = OF_SEARCH in listing.files
    for name in MUST_BE_LISTED:
        if name not in listing.files and kind_of(name, of_search) is FileKind.READ and (folder / name).is_file():
            yield name
