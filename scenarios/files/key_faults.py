"""What pydantic finds wrong with a file's keys, said for people: key, value, and what is allowed."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, TypeVar, get_args

from annotated_types import Ge, Le
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, Message, as_written, nearest, say
from .names import LONGEST_LABEL, LONGEST_NAME

# Kinds of error by the beginning of their name, and the message for each; the first that fits.
_KINDS = (
    ("float", "not_a_number"),
    ("finite", "not_a_number"),
    ("int", "not_whole"),
    ("string_type", "not_text"),
    ("string_too_short", "is_empty"),
    ("string_too_long", "text_too_long"),
    ("string_pattern", "bad_name"),
    ("too_short", "empty_list"),
    ("model", "not_a_table"),
    ("dict", "not_a_table"),
    ("tuple", "not_a_list"),
    ("greater", "out_of_range"),
    ("less", "out_of_range"),
)


Location = Sequence[int | str]
Table = TypeVar("Table", bound=BaseModel)


def key_faults(
    file: str,
    model: type[BaseModel],
    error: ValidationError,
    range_of: Callable[[Location], Message | None],
    table: Location = (),
) -> list[InputProblem]:
    """Return the problems of a file, or of a `table` in it, that is read as `model`, in the order of finding them.

    `range_of` returns what a key of `model` may hold where the model itself does not declare it.
    """
    found = [dict(fault) for fault in error.errors(include_url=False)]
    return [_problem(file, model, fault, range_of, table) for fault in found if not _follows(fault)]


def validated(
    file: str,
    model: type[Table],
    contents: Mapping[str, Any],
    range_of: Callable[[Location], Message | None] = lambda location: None,
) -> Table:
    """Return the contents of a file as a model. Raises InputProblem naming every key at fault."""
    try:
        return model.model_validate(dict(contents))
    except ValidationError as error:
        raise Faults(key_faults(file, model, error, range_of)).together() from None


def key_path(location: Location) -> str:
    """Return where a key is as people count: tables of a list from one on."""
    parts: list[str] = []
    for part in location:
        if isinstance(part, int) and parts:
            parts[-1] += f" {part + 1}"
        else:
            parts.append(str(part))
    return ".".join(parts)


def _follows(fault: Mapping[str, Any]) -> bool:
    """Return whether a list seems too short only because its entries are at fault, each of which is reported."""
    return fault["type"] == "too_short" and fault["ctx"]["actual_length"] < len(fault["input"])


def _problem(
    file: str,
    model: type[BaseModel],
    fault: dict[str, Any],
    range_of: Callable[[Location], Message | None],
    table: Location,
) -> InputProblem:
    location, kind, value = fault["loc"], str(fault["type"]), as_written(fault["input"])
    place = say("key", file=file, key=key_path([*table, *_as_in_the_file(model, location)]))
    if kind == "missing":
        return InputProblem(place, say("key_missing"), range_of(location) or _allowed(model, location))
    if kind == "extra_forbidden":
        parent, _ = _declared(model, location[:-1])
        known = nearest(str(location[-1]), parent.model_fields)
        return InputProblem(place, say("unknown_key", key=as_written(str(location[-1]))), known)
    message = next((key for start, key in _KINDS if kind.startswith(start)), "not_usable")
    own = range_of(location)
    allowed = own or _allowed(model, location)
    if kind == "enum":
        allowed = nearest(str(fault["input"]), _choices(model, location))
    if message == "bad_name":
        message, allowed = ("not_usable", own) if own else (message, say("name_rule", longest=LONGEST_NAME))
    elif message in ("is_empty", "text_too_long"):
        allowed = own or say("label_rule", longest=LONGEST_LABEL)
    return InputProblem(place, say(message, value=value, name=value), allowed)


def _as_in_the_file(model: type[BaseModel], location: Location) -> Location:
    """Return a location with the key of its first table as the file has it: a field's title, if that is read from elsewhere."""
    _, field = _declared(model, location[:1])
    renamed = field is not None and field.validation_alias == location[0]
    return [str(field.title), *location[1:]] if renamed and field is not None else location


def _declared(model: type[BaseModel], location: Location) -> tuple[type[BaseModel], FieldInfo | None]:
    """Return the innermost model at a location, and the declaration of its field if it names one."""
    field = None
    for part in location:
        fields = {str(each.validation_alias or name): each for name, each in model.model_fields.items()}
        field = fields.get(str(part))
        if field is not None:
            model = _model_in(field.annotation) or model
    return model, field


def _choices(model: type[BaseModel], location: Location) -> list[str]:
    """Return the words that a key may hold, one that may be left out too."""
    _, field = _declared(model, location)
    kinds = (field.annotation, *get_args(field.annotation)) if field else ()
    kind = next((each for each in kinds if isinstance(each, type) and issubclass(each, Enum)), None)
    return [str(each.value) for each in kind] if kind else []


def _model_in(annotation: object) -> type[BaseModel] | None:
    """Return the model that an annotation is, or a list or a table of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for each in get_args(annotation) if (model := _model_in(each))), None)


def _allowed(model: type[BaseModel], location: Location) -> Message | str:
    """Return what a key may hold: its range, or what kind of value it is."""
    _, field = _declared(model, location)
    if field is None:
        return ""
    low = next((each.ge for each in field.metadata if isinstance(each, Ge)), None)
    high = next((each.le for each in field.metadata if isinstance(each, Le)), None)
    if low is not None and high is not None:
        return say("range", low=low, high=high)
    if "tuple" in str(field.annotation):
        return say("list_rule", key=location[-1])
    if _model_in(field.annotation):
        return say("table_rule", key=key_path(location))
    return say("number_rule") if "float" in str(field.annotation) else say("text_rule")
