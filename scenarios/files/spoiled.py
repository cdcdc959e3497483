"""What Excel and other programs leave in a table in place of what was there: refused with the way to mend it."""

import re

from ..refusals.problem import InputProblem, Message, as_written, say
from .bounds import odd_character

_HASHES = re.compile(r"#{2,}")
_LOST = re.compile(r"\?{2,}|\N{REPLACEMENT CHARACTER}")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?e\+\d{1,3}", re.ASCII | re.IGNORECASE)
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}( \d{1,2}:\d{2}(:\d{2})?)?|\d{1,4}[-/]\d{1,2}|(\d{1,4}年)?\d{1,2}月(\d{1,2}日)?"
    rf"|\d{{1,2}}-{_MONTH}(-\d{{2,4}})?|{_MONTH}-\d{{1,4}}",
    re.ASCII | re.IGNORECASE,
)


def check_cell(text: str, place: Message) -> None:
    """Refuse a cell with ###### for a number, question marks for characters, or what nobody sees. Raises InputProblem."""
    odd = odd_character(text)
    if odd:
        raise InputProblem(place, say("control_character", text=as_written(odd)), say("plain_text_rule"))
    if _HASHES.fullmatch(text):
        raise InputProblem(place, say("hashes", value=as_written(text)), say("widen_column"))
    if _LOST.search(text):
        raise InputProblem(place, say("question_marks", value=as_written(text)), say("save_original_as_utf8"))


def check_no_date(text: str, place: Message) -> None:
    """Refuse a date where a number belongs: 1-2 becomes 2-Jan, 0/1 becomes Jan-00. Raises InputProblem."""
    if _DATE.fullmatch(text):
        raise InputProblem(place, say("date_for_number", value=as_written(text)), say("number_format"))


def check_id(text: str, place: Message) -> None:
    """Refuse an id of many digits that became a number: 913417001234567890 becomes 9.13417E+17. Raises InputProblem."""
    if _SCIENTIFIC.fullmatch(text):
        raise InputProblem(place, say("scientific_id", value=as_written(text)), say("text_format"))
