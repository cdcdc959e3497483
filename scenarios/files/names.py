"""Names and labels: what people may call a case, a park, an industry or a scenario."""

import re

from ..refusals.problem import InputProblem, Message, as_written, say

LONGEST_NAME = 60
LONGEST_LABEL = 100
# Names become folders, columns and words of a command: letters, Chinese characters, digits, _ and -, nothing else.
NAME_PATTERN = r"^[A-Za-z0-9_\u3400-\u9fff][A-Za-z0-9_\u3400-\u9fff-]*$"
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # no folder of Windows can be called so


def check_name(name: str, place: Message) -> None:
    """Refuse what cannot be the name of a folder on every system. Raises InputProblem."""
    if not re.match(NAME_PATTERN, name) or name.endswith("\n") or len(name) > LONGEST_NAME:
        raise InputProblem(place, say("bad_name", name=as_written(name)), say("name_rule", longest=LONGEST_NAME))
    if _RESERVED.fullmatch(name):
        raise InputProblem(place, say("reserved_name", name=as_written(name)), say("another_name"))


def check_label(label: str, place: Message) -> None:
    """Refuse a label that shows nothing, breaks a line, or fits no table. Raises InputProblem."""
    if not label.strip():
        raise InputProblem(place, say("is_empty"), say("label_rule", longest=LONGEST_LABEL))
    if len(label) > LONGEST_LABEL or not label.isprintable():
        raise InputProblem(place, say("bad_label", label=as_written(label)), say("label_rule", longest=LONGEST_LABEL))
