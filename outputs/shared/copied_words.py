"""What a case still has of another city, in words: a warning of `check` and of `run`."""

from scenarios.inspection.copied import Copied

from .language import label

WORDS = {
    "zh": {
        "copied": "与内置案例“{original}”相同，请改为本市数据：{parts}。",
        "part": "{file}（{names}）",
        "more": "{names}等 {count} 项",
        "between": "、",
    },
    "en": {
        "copied": "These are still as in the shipped case '{original}'; put this city's own data in their place: {parts}.",
        "part": "{file} ({names})",
        "more": "{names} and others, {count} in all",
        "between": ", ",
    },
}
WARNING_MARK = "▲"
MOST_NAMED = 5  # of each file


def copied_text(copied: Copied, language: str) -> str:
    """Return what a case shares with a shipped one, file by file, as a sentence."""
    words = WORDS[language]
    parts = []
    for file, names in copied.shared.items():
        listed = words["between"].join(names[:MOST_NAMED])
        if len(names) > MOST_NAMED:
            listed = words["more"].format(names=listed, count=len(names))
        parts.append(words["part"].format(file=file, names=listed))
    return words["copied"].format(original=label(copied.original.file, language), parts=words["between"].join(parts))
