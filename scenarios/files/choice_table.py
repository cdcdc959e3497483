"""Choices in case.toml: tables of [parameters] that hold a word, or give the alternatives weights of the case's own."""

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field

from model.declaration import Choice
from model.parameters import CHOICES

from ..refusals.problem import InputProblem, Message, as_written, say
from .known_names import ids_meant, not_one_meant, with_ids
from .sources import unknown_source
from .strict import LabelText, Number, Strict

PARAMETERS = "parameters"  # the table of case.toml
APART = "parameters that are choices"  # what choices are called while a file is read; no key of a file is


class ChoiceSetting(Strict):
    """What a case says of a choice: the `value` that all its runs have, or the `weights` that they draw alternatives by.

    Alternatives that `weights` leaves out have none.
    """

    value: LabelText | None = None
    weights: dict[str, Annotated[Number, Field(ge=0.0)]] | None = None
    source: str
    clause: str | None = None
    note: str | None = None

    def shares(self, choice: Choice) -> tuple[float, ...]:
        """Return the share of replicates that draw each alternative, in the order of the declaration."""
        weights = self.weights if self.weights is not None else {str(self.value): 1.0}
        total = sum(weights.values())
        return tuple(weights.get(word, 0.0) / total for word in choice.words)


def with_choices_apart(contents: Any) -> Any:
    """Return the contents of case.toml with its choices in a table of their own; anything else as it is."""
    written = contents.get(PARAMETERS) if isinstance(contents, dict) else None
    mine = (
        {key: table for key, table in written.items() if ids_meant(key, CHOICES)} if isinstance(written, dict) else {}
    )
    if not mine:
        return contents
    assert isinstance(written, dict)
    return {**contents, PARAMETERS: {key: each for key, each in written.items() if key not in mine}, APART: mine}


def by_word(name: str, chosen: ChoiceSetting) -> ChoiceSetting:
    """Return what a case says of a choice with the labels of alternatives as their words, where they mean one."""
    labels = CHOICES[name].labels
    value = chosen.value if chosen.value is None else with_ids([chosen.value], labels)[0]
    weights = chosen.weights
    if weights is not None:
        found = dict(zip(with_ids(weights, labels), weights.values(), strict=True))
        weights = found if len(found) == len(weights) else weights
    return chosen.model_copy(update={"value": value, "weights": weights})


def allowed_word(location: Collection[int | str]) -> Message | None:
    """Return the alternatives that the `value` of a choice may be, at a location of case.toml; None anywhere else."""
    table, name, *key = (*map(str, location), "", "")[:3]
    meant = ids_meant(name, CHOICES)
    return say("known", names=CHOICES[meant[0]].words) if table == APART and key == ["value"] and meant else None


def choice_faults(file: str, choices: Mapping[str, ChoiceSetting], sources: Collection[str]) -> Iterator[InputProblem]:
    """Yield what is wrong with the choices of a file, which may cite `sources`."""
    for name, chosen in choices.items():
        if name not in CHOICES:  # a label of one that is there by its id
            other = ids_meant(name, CHOICES)[0]
            yield InputProblem(_key(file, name), say("same_twice", name=as_written(name), other=as_written(other)))
            continue
        choice, weights = CHOICES[name], chosen.weights
        if (chosen.value is None) == (weights is None):
            what = say("key_missing") if weights is None else say("value_and_weights")
            yield InputProblem(_key(file, f"{name}.value"), what, say("value_or_weights", names=choice.words))
        written = {"value": chosen.value} if chosen.value is not None else {}
        for key, word in {**written, **{f"weights.{each}": each for each in weights or {}}}.items():
            if word not in choice.words:
                meant = ids_meant(word, choice.labels)
                place = _key(file, f"{name}.{key}")
                if len(meant) == 1:  # a label beside the word that it means
                    twice = say("same_twice", name=as_written(word), other=as_written(meant[0]))
                    yield InputProblem(place, twice)
                else:
                    yield not_one_meant(place, "unknown_alternative", word, choice.labels)
        if weights is not None and not sum(weights.values()) > 0.0:
            place = _key(file, f"{name}.weights")
            yield InputProblem(place, say("no_weight"), say("value_or_weights", names=choice.words))
        if chosen.source not in sources:
            yield unknown_source(_key(file, f"{name}.source"), chosen.source, sources)


def _key(file: str, key: str) -> Message:
    return say("key", file=file, key=f"{PARAMETERS}.{key}")
