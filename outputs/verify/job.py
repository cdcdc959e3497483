"""The command `verify`: which files of a folder of results are as they were written, and which are not."""

from pathlib import Path
from typing import NamedTuple

from scenarios.contents.checking import Checked, checked
from scenarios.contents.listing import CONTENTS, MUST_BE_LISTED, READ_OF_SEARCH
from scenarios.files.text import is_folder
from scenarios.finished import place_of
from scenarios.folders.held_folder import refuse_running
from scenarios.refusals.problem import InputProblem, say
from scenarios.search.evaluations import damaged_lines
from scenarios.search.search import EVALUATIONS
from scenarios.sweep.described import MANIFEST, read_manifest
from scenarios.sweep.repair import damaged_beside_units
from scenarios.sweep.results import unit_tables

from ..shared.contents_words import contents_texts, names_text
from ..shared.ending import DONE, FAILED
from ..shared.paragraphs import Paragraph, warning
from ..shared.screen import console
from .words import WORDS


class Verified(NamedTuple):
    """A folder held against its list, and against the hashes that units of a sweep and evaluations of a search bear.

    `intact` counts files of the list, `units` those of a sweep; None where it is none.
    """

    checked: Checked
    damaged: tuple[str, ...]
    intact: int
    units: int | None = None


def run_verify(folder: Path, language: str) -> int:
    """Say what is intact and what is damaged; return 0 intact, 1 damaged, or without hashes. Raises InputProblem."""
    refuse_running(folder, place_of(folder))
    if not is_folder(folder) or not _holds_results(folder):
        raise InputProblem(place_of(folder), say("no_results"), say("name_results"))
    found, words, screen = verified(folder), WORDS[language], console()
    if found.checked.listing is not None:
        screen.print(Paragraph(words["intact"].format(count=found.intact)))
    if found.units is not None:
        screen.print(Paragraph(words["units"].format(count=found.units)))
    for text in contents_texts(found.checked, language):
        screen.print(warning(text))
    if found.damaged:
        names = names_text(found.damaged, language)
        screen.print(warning(words["damaged"].format(count=len(found.damaged), names=names)))
    sound = not found.damaged and found.checked.bears_hashes
    if sound:
        screen.print(Paragraph(words["sound"]))
    return DONE if sound else FAILED


def verified(folder: Path) -> Verified:
    """Return what of a folder of results differs from the hashes that it bears."""
    state = checked(folder)
    damaged = [each.name for each in state.damaged]
    listed = len(state.listing.files) if state.listing is not None else 0
    intact = listed - len(state.changed) - sum(each.fault != "not_listed" for each in state.damaged)
    units = None
    if (folder / MANIFEST).is_file():
        damaged += [name for name in _beside_units(folder) if name not in damaged]
        told = [(path, table is not None) for path, table in unit_tables(folder)]
        damaged += [f"{path.parent.name}/{path.name}" for path, good in told if not good]
        units = sum(good for _, good in told)
    if (folder / EVALUATIONS).is_file() and damaged_lines(folder / EVALUATIONS):
        damaged.append(EVALUATIONS)
    return Verified(state, tuple(damaged), intact, units)


def _beside_units(folder: Path) -> list[str]:
    """Return what is damaged beside the units of a sweep; a manifest that is none is damaged itself."""
    try:
        digest = read_manifest(folder).get("points_digest")
    except InputProblem:
        return [MANIFEST]
    return damaged_beside_units(folder, digest)


def _holds_results(folder: Path) -> bool:
    return any((folder / name).is_file() for name in (CONTENTS, *MUST_BE_LISTED) if name not in READ_OF_SEARCH)
