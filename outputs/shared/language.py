"""The two languages of the product, and what several outputs call things: labels, units, lists."""

import locale
import os
import re
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum

# Units of levers, indicators and parameters in Chinese; in English a unit is written as it is declared.
UNITS_ZH: dict[str, str] = {
    "1": "无量纲",
    "%/year": "%/年",
    "share": "比例",
    "share/year": "比例/年",
    "share of tax": "税收比例",
    "chance/year": "概率/年",
    "weight": "权重",
    "effort": "力度",
    "strictness": "严格程度",
    "on/off": "开/关",
    "cut per unit shortfall": "核减系数",
    "percentage points/year": "百分点/年",
    "1/year": "1/年",
    "1/year^0.5": "1/年^0.5",
    "1/quarter": "1/季度",
    "1/platform": "1/个平台",
    "year": "年",
    "quarter": "季度",
    "quarters": "季度",
    "firms": "家",
    "zones": "个",
    "towns": "个",
    "parks": "个",
    "persons": "人",
    "industries": "个",
    "projects": "个",
    "platforms": "个",
    "platforms/year": "个/年",
    "upgrades": "次",
    "10,000 workers": "万人",
    "mu": "亩",
    "mu/year": "亩/年",
    "m2/year": "平方米/年",
    "10,000 m2": "万平方米",
    "10k yuan": "万元",
    "100 million yuan": "亿元",
    "10k yuan/year": "万元/年",
    "10k yuan/quarter": "万元/季度",
    "10k yuan/mu": "万元/亩",
    "10k yuan/firm": "万元/户",
    "10k yuan/worker": "万元/人",
    "10k yuan/m2": "万元/平方米",
    "10k yuan/m2/year": "万元/平方米/年",
    "10k yuan/year/m2": "万元/年/平方米",
    "yuan/m2": "元/平方米",
    "yuan/m2/year": "元/平方米/年",
    "10k yuan/tce": "万元/吨标准煤",
    "yuan/tce": "元/吨标准煤",
    "tce/year": "吨标准煤/年",
    "tce/10k yuan": "吨标准煤/万元",
    "10,000 tce": "万吨标准煤",
    "10,000 equivalents": "万当量",
    "equivalents/10k yuan": "当量/万元",
    "yuan/t/year": "元/吨/年",
    "purchases": "宗",
    "yuan/kWh": "元/千瓦时",
}


class Language(StrEnum):
    """Language of tables, figures and messages."""

    ZH = "zh"
    EN = "en"


# How the languages are named where only their codes are meant.
OTHER_NAMES = {
    "cn": Language.ZH,
    "chinese": Language.ZH,
    "中文": Language.ZH,
    "汉语": Language.ZH,
    "english": Language.EN,
}
_LOCALE = re.compile(rf"({'|'.join(Language)})([-_.@].*)?", re.IGNORECASE)  # zh, zh_CN.UTF-8, zh-Hans


def language_of(code: str) -> Language | None:
    """Return the language that the code of a language or a locale means, if it is one of ours."""
    found = _LOCALE.fullmatch(code)
    return Language(found[1].lower()) if found else None


def locale_language() -> Language:
    """Return the language of the user's locale: Chinese where that is Chinese, else English."""
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if not named and sys.platform == "win32":
        import ctypes

        named = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return language_of(named) or Language.EN


def label(entry: object, language: str) -> str:
    """Return the label of anything with `zh` and `en` in a language; its name where it has none, as a scenario may."""
    return str(getattr(entry, str(language)) or getattr(entry, "name", ""))


def unit_label(unit: str, language: str) -> str:
    """Return how a declared unit is written in a language."""
    return UNITS_ZH[unit] if language == Language.ZH else unit


def listed(names: Iterable[str], language: str) -> str:
    """Return names as they are listed in a sentence."""
    return ("、" if language == Language.ZH else ", ").join(names)


def counted_up(names: Sequence[str], language: str) -> str:
    """Return the parts of a sentence one after the other, the last one after the word for `and`."""
    before, last = names[:-1], names[-1]
    if not before:
        return last
    return listed(before, language) + ("和" if language == Language.ZH else " and ") + last


def listed_apart(texts: Iterable[str], language: str) -> str:
    """Return texts as they are listed in a sentence where they may hold commas of their own."""
    return ("；" if language == Language.ZH else "; ").join(texts)
