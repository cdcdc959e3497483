"""Files in the folder of a case that no command reads: a name may be misspelt, or a workbook not saved as CSV."""

import difflib
from collections.abc import Iterator

from ..case import FILES, NEEDED_TO_READ, OPTIONAL_FILES, REGISTERS, Case
from ..files.scoring_faults import FILE as SCORING_FILE
from .files_read import SEARCH_FILE
from .finding import Finding

KNOWN = (*FILES, *OPTIONAL_FILES, *NEEDED_TO_READ, *REGISTERS, SEARCH_FILE)
STEMS = {name.partition(".")[0]: name for name in reversed(KNOWN)}  # of two of a stem the first known one
FOR_PEOPLE = (".md", ".txt", ".pdf", ".docx")  # documents that lie with the data
OF_SYSTEMS = ("thumbs.db", "desktop.ini")
SCORED = "scored"  # what the names of figures begin with that `score` is given
HIDDEN = (".", "~$")
NEAR = 0.75  # likeness of a name to a known one, of 1


def stray_findings(case: Case) -> Iterator[Finding]:
    """Yield the files that are not read, each with the known name that is nearest, if one is near."""
    for path in sorted(case.folder.iterdir()):
        name = path.name
        if name in KNOWN or name.startswith(HIDDEN) or name.lower() in OF_SYSTEMS or not path.is_file():
            continue
        figures = name.startswith(SCORED) and (case.folder / SCORING_FILE).is_file()
        if not figures and path.suffix.lower() not in FOR_PEOPLE:
            near = difflib.get_close_matches(path.stem.lower(), STEMS, n=1, cutoff=NEAR)
            named = {"near": STEMS[near[0]]} if near else {}
            yield Finding("stray_file_near" if near else "stray_file", values={"file": name, **named})
