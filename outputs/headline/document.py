"""docs/headline.md and its figure: made of what was measured, never by hand.

The links of the chain that stop a lever are kept as data in docs/headline.toml, one entry a lever that moves no target.
"""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from calibration.headline.effects import unmoved
from calibration.headline.tornado import carrying
from model import __version__
from model.levers import LEVERS
from model.parameters import PARAMETERS
from model.source_hash import MODEL_HASH

from ..reference.model_tables import MARKED, ROOT
from ..reference.validation import filled as fill_marked
from ..shared.language import label
from ..shared.values import numeral, probability_number
from .measuring import Measured
from .tables import (
    LANGUAGE,
    difference_text,
    effect_table,
    idle_table,
    readings_table,
    tornado_table,
    variant_tables,
)

DOCUMENT = ROOT / "docs" / "headline.md"
LINKS = ROOT / "docs" / "headline.toml"
FIGURE = ROOT / "docs" / "figures" / "headline_tornado.png"
PICTURE = f"![The tornado of the headline](figures/{FIGURE.name})"
LINK_KEYS = ("link", "size", "source")

Links = Mapping[str, Mapping[str, str]]


class LinkFault(ValueError):
    """A lever that moves no target and whose link that stops it is not named in full."""


def read_links(path: Path = LINKS) -> Links:
    """Return what stops levers that move no target, by lever: link, size and source. Raises LinkFault for a wrong entry."""
    links: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8")).get("links", {})
    unknown = [lever for lever in links if lever not in LEVERS]
    if unknown:
        raise LinkFault(f"{path.name} names levers that there are not: {', '.join(unknown)}")
    for lever, entry in links.items():
        if sorted(entry) != sorted(LINK_KEYS) or not all(str(entry[key]).strip() for key in entry):
            raise LinkFault(f"{path.name}: [links.{lever}] must have the keys {', '.join(LINK_KEYS)}, and nothing else")
    return links


def demand_links(levers: Iterable[str], links: Links) -> None:
    """Refuse a list of levers of which one has no entry. Raises LinkFault naming them."""
    missing = [lever for lever in levers if lever not in links]
    if missing:
        wanted = ", ".join(f"[links.{lever}]" for lever in missing)
        raise LinkFault(f"levers that move no target need an entry in docs/{LINKS.name}: {wanted}")


def contents(measured: Measured, links: Links) -> dict[str, str]:
    """Return what is between the markers of the document by name. Raises LinkFault for a lever without an entry."""
    case = measured.study.case
    idle = unmoved(measured.effects, case.targets)
    demand_links(idle, links)
    return {
        "headline made": made_text(measured),
        "headline readings": readings_table(measured),
        "headline tables": variant_tables(measured),
        "headline left out": effect_table(measured, "left_out"),
        "headline alone": effect_table(measured, "alone"),
        "headline tornado": f"{PICTURE}\n\n{tornado_table(measured)}",
        "headline carried": carried_text(measured),
        "headline idle": idle_table(idle, measured.effects, case, links),
    }


def made_text(measured: Measured) -> str:
    """Return with what the tables were made."""
    study = measured.study
    return (
        f"Case `{study.case.name}` (`{study.case.digest}`), seed {study.seed}, n = {numeral(measured.replicates)} replicates. "
        f"Tenglong {__version__}, model `{MODEL_HASH}`. "
        f"The tornado screens with n = {numeral(measured.screen)}.\n"
    )


def carried_text(measured: Measured) -> str:
    """Return which parameters carry the difference, how many were only screened, and what no population fits."""
    found = measured.tornado
    names = [f"`{each.name}`" for each in carrying(found.bars)]
    base = found.base
    lines = [
        f"As the model is, the probability is {probability_number(base.none)} % without the plan and "
        f"{probability_number(base.plan)} % with it: a difference of {difference_text(base)} points.",
        f"Nine tenths of all significant swings are made by {len(names)} of them: {', '.join(names)}."
        if names
        else "No swing is significant.",
    ]
    if found.screened:
        longest = found.screened[0]
        lines.append(
            f"Another {len(found.screened)} were screened with n = {numeral(measured.screen)} and left there. The longest "
            f"of them is {label(PARAMETERS[longest.name], LANGUAGE)} (`{longest.name}`)."
        )
    if found.refused:
        lines.append(f"At an end of these, no population meets the case's figures: {', '.join(found.refused)}.")
    return "\n\n".join(lines) + "\n"


def filled(text: str, parts: Mapping[str, str]) -> str:
    """Return a document with its marked parts as they are now. Raises ValueError where it has not exactly these parts."""
    there = sorted(found[2] for found in MARKED.finditer(text))
    if there != sorted(parts):
        raise ValueError(f"the document has the parts {there}, and {sorted(parts)} are made")
    return fill_marked(text, parts)
