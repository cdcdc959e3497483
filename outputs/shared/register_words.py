"""What `check` and `run` say where the city's own firms moved published figures."""

from scenarios.case import Case
from scenarios.files.margins import Adopted
from scenarios.inspection.moved import moved_figures

from .values import value_text

WORDS = {
    "zh": '以企业名录为准（margins = "register"）：{count} 项公布值被改动，最大的是 {place}，公布值 {published} 改为 {register}。'
    "所有结果都从改动后的数值出发，不再与公布值一致。",
    "en": 'The register decides (margins = "register"): it moved {count} of the published figures, most of all {place}, from '
    "{published} to {register}. All results start from the moved figures and no longer from the published ones.",
}


def adopted_text(adopted: Adopted, language: str) -> dict[str, str]:
    """Return a published figure that gave way, and what is used."""
    figures = {"published": adopted.published, "register": adopted.register}
    texts = {name: value_text(value, adopted.unit, language, rounded=True) for name, value in figures.items()}
    return {"place": adopted.place.in_language(language), **texts}


def register_sentence(case: Case, language: str) -> str:
    """Return that the register moved published figures; empty where it moved none by more than rounding."""
    moved = moved_figures(case)
    return WORDS[language].format(count=len(moved), **adopted_text(moved[0], language)) if moved else ""
