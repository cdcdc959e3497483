"""What a name means: an id, or the label, in either language, of what has that id."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, Message, as_written, labels_of, nearest, say
from .text import plain


def same_label(label: str) -> str:
    """Return a label so that those which people take for the same are equal: plain forms, single spaces, small letters."""
    return " ".join(plain(label).split()).casefold()


def ids_meant(written: str, known: Collection[str]) -> list[str]:
    """Return the ids that a name means: the one that it is, else all that have it as a label in either language.

    Labels are those of the values of a mapping that have `zh` and `en`.
    """
    if plain(written) in known:
        return [plain(written)]
    wanted = same_label(written)
    return [each for each in known if wanted in map(same_label, labels_of(each, known))]


def not_one_meant(place: str | Message, key: str, written: object, known: Collection[str]) -> InputProblem:
    """Return the refusal of a name that means none of the known ones, by the message of a key, or several of them."""
    meant = ids_meant(written, known) if isinstance(written, str) else []
    if len(meant) > 1:
        return InputProblem(place, say("label_of_several", name=as_written(written)), say("known", names=meant))
    return InputProblem(place, say(key, name=as_written(written)), nearest(str(written), known))


def id_meant(place: str | Message, key: str, written: object, known: Collection[str]) -> str:
    """Return the id that a name or label means.

    Raises InputProblem by the message of a key, with the nearest, where it means none, and with the candidates where it
    means several.
    """
    meant = ids_meant(written, known) if isinstance(written, str) else []
    if len(meant) != 1:
        raise not_one_meant(place, key, written, known)
    return meant[0]


def with_ids(written: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """Return names with labels of one thing replaced by its id; whoever checks the names refuses the others."""
    found = ((each, ids_meant(each, known)) for each in written)
    return tuple(meant[0] if len(meant) == 1 else each for each, meant in found)


def keyed_by_id(
    place: str | Message, key: str, table: Mapping[str, Any], known: Collection[str], faults: Faults
) -> dict[str, Any]:
    """Return a table with its keys, ids or labels, as ids; what means none, several, or one a second time is a fault."""
    written: dict[str, str] = {}
    for name in table:
        with faults:
            meant = id_meant(place, key, name, known)
            if meant in written:
                raise InputProblem(place, say("same_twice", name=as_written(name), other=as_written(written[meant])))
            written[meant] = name
    return {meant: table[name] for meant, name in written.items()}
