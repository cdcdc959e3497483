"""What is said of a folder of results that is read: files for people that were changed since, and that it bears no hashes."""

from collections.abc import Sequence

from scenarios.contents.checking import Checked

from .language import listed
from .paragraphs import warning
from .screen import console

WORDS = {
    "zh": {
        "changed": "下列文件与写入时不同（已改动或删除），不影响读取的结果：{names}。",
        "more": "{names}等 {count} 个",
        "no_hashes": "该文件夹没有内容清单（contents.json），是旧版本写出的，无法核对文件是否有改动。",
    },
    "en": {
        "changed": "These files were changed or taken away since they were written; nothing that is read depends on them: {names}.",
        "more": "{names} and others, {count} in all",
        "no_hashes": "This folder bears no hashes (contents.json): an older version wrote it, and no change of its files can be found.",
    },
}
MOST_NAMED = 8


def contents_texts(checked: Checked, language: str) -> list[str]:
    """Return what is to be said of a folder of results that may be read."""
    words = WORDS[language]
    if not checked.bears_hashes:
        return [words["no_hashes"]]
    return [words["changed"].format(names=names_text(checked.changed, language))] if checked.changed else []


def names_text(names: Sequence[str], language: str) -> str:
    """Return the first of some names, and how many there are."""
    shown = listed(names[:MOST_NAMED], language)
    return WORDS[language]["more"].format(names=shown, count=len(names)) if len(names) > MOST_NAMED else shown


def tell_contents(checked: Checked | None, language: str) -> None:
    """Print it as warnings."""
    for text in contents_texts(checked, language) if checked is not None else ():
        console().print(warning(text))
