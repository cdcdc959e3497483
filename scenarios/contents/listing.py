"""The list of contents of a folder of results: `contents.json`, with size, hash and kind of every file, and a hash of its own.

Units of a sweep and evaluations of a search come while it runs, and bear hashes of their own. They are not listed.
"""

import hashlib
import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import ConfigDict, Field, ValidationError

from ..files.strict import Strict
from ..sweep.durable import json_bytes, write_durably
from .place import fault_of

CONTENTS = "contents.json"
FORMAT = 1
# Written while the work goes on: units and evaluations bear their own hashes, the other is gone at the end.
UNLISTED_FOLDERS, UNLISTED_FILES = ("units", "failures"), (CONTENTS, "RUNNING", "evaluations.jsonl")
# What commands read back besides Parquet files; of a search two tables too.
READ_BACK = ("manifest.json", "provenance.json", "search.json", "sensitivity.json", "settings.json")
OF_SEARCH, READ_OF_SEARCH = "search.json", ("points.csv", "outcomes.csv")
# What a folder is taken for, and what is read of it, by name: such a file must be listed.
MUST_BE_LISTED = (*READ_BACK, "points.parquet", "indicators.parquet", "parameters.parquet", *READ_OF_SEARCH)


class FileKind(StrEnum):
    """What a file is for: `READ` back by commands, or `SHOWN` to people, who may change it with other programs."""

    READ = "read"
    SHOWN = "shown"


class Entry(Strict):
    """A file as it was written: SHA-256 of its bytes (hexadecimal), size in bytes, and kind."""

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    size: Annotated[int, Field(strict=True, ge=0)]
    kind: FileKind


class Listing(Strict):
    """The files of a folder by their path within it, with slashes."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
    format: Annotated[int, Field(strict=True, ge=FORMAT, le=FORMAT)] = FORMAT
    files: dict[str, Entry]

    @property
    def hash(self) -> str:
        """SHA-256 (hexadecimal) of the list as canonical JSON."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def data(self) -> bytes:
        """Contents of the file that holds it."""
        return json_bytes({**self.model_dump(mode="json"), "hash": self.hash})


def kind_of(name: str, of_search: bool) -> FileKind:
    """Return the kind of a file by its path; `of_search` says whether its folder is that of a search."""
    path = PurePosixPath(name)
    if len(path.parts) > 1:  # the copy of a case, which is held against its own digest where it is read
        return FileKind.SHOWN
    read = path.suffix == ".parquet" or name in READ_BACK or (of_search and name in READ_OF_SEARCH)
    return FileKind.READ if read else FileKind.SHOWN


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 (hexadecimal) of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def entry_of(folder: Path, name: str) -> Entry:
    """Return the entry of a file that is there."""
    path = folder / name
    kind = kind_of(name, (folder / OF_SEARCH).is_file())
    return Entry(sha256=digest_of_file(path), size=path.stat().st_size, kind=kind)


def files_in(folder: Path) -> list[str]:
    """Return the paths of all files of a folder that are listed, in order."""
    names = []
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in parts)
        if not hidden and path.is_file() and parts[0] not in (*UNLISTED_FOLDERS, *UNLISTED_FILES):
            names.append("/".join(parts))
    return names


def write_contents(folder: Path) -> None:
    """List every file of a folder. Nothing is written to it afterwards but by `add_to_contents`."""
    listing = Listing(files={name: entry_of(folder, name) for name in files_in(folder)})
    write_durably(folder / CONTENTS, listing.data)


def add_to_contents(folder: Path, names: Iterable[str]) -> None:
    """List files that were just written into a folder; nothing is done where it has no list, being older than lists are.

    What the other files should be stays as it was. Raises InputProblem for a list that is damaged.
    """
    listing = read_contents(folder)
    if listing is not None:
        files = {**listing.files, **{name: entry_of(folder, name) for name in names}}
        write_durably(folder / CONTENTS, Listing(files=dict(sorted(files.items()))).data)


def read_contents(folder: Path) -> Listing | None:
    """Return the list of a folder, None where there is none. Raises InputProblem for one that is not as it was written."""
    path = folder / CONTENTS
    if not path.is_file():
        return None
    damaged = fault_of(folder, CONTENTS, "altered")
    try:
        data = path.read_bytes()
        described = json.loads(data)
        own = described.pop("hash")
        listing = Listing.model_validate(described)
    except (OSError, ValueError, RecursionError, AttributeError, TypeError, KeyError, ValidationError):
        raise damaged from None
    if listing.hash != own or listing.data != data or not all(map(_is_within, listing.files)):
        raise damaged
    return listing


def _is_within(name: str) -> bool:
    """Return whether a path leads to a file within its folder, as all do that were ever written."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and not {".", ".."} & set(name.split("/")) and "\\" not in name
