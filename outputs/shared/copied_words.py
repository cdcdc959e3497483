"""What a case still has of another city, in words: a warning of `check` and of `run`."""

from scenarios.inspection.copied import Copied

from .language import label, listed

WORDS = {
    "zh": {
        "copied": "与内置案例“{original}”相同，请改为本市数据：{parts}。",
        "part": "{file}（{names}）",
        "more": "{names}等 {count} 项",
    },
    "en": {
        "copied": "These are still as in the shipped case '{original}'; put this city's own data in their place: {parts}.",
        "part": "{file} ({names})",
        "more": "{names} and others, {count} in all",
    },
}
MOST_NAMED = 5  # of each file


def copied_text(copied: Copied, language: str) -> str:
    """Return what a case shares with a shipped one, file by file, as a sentence."""
    words = WORDS[language]
    parts = []
    for file, names in copied.shared.items():
        shown = listed(names[:MOST_NAMED], language)
        if len(names) > MOST_NAMED:
            shown = words["more"].format(names=shown, count=len(names))
        parts.append(words["part"].format(file=file, names=shown))
    return words["copied"].format(original=label(copied.original.file, language), parts=listed(parts, language))
