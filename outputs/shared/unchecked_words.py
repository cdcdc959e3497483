"""What is said of years beyond those that can be compared with published figures."""

from scenarios.case import Case

TEXTS = {
    "zh": {
        "sentence": "本次模拟至 {end} 年，{last} 年以后的结果未与公布数对照。",
        "allowed": "可用 --until 模拟至 {end} 年；{last} 年以后的结果未与公布数对照。",
        "remark": "未与公布数对照",
        "marked": "{title}（{remark}）",
    },
    "en": {
        "sentence": "This run goes on to {end}; nothing after {last} was checked against published figures.",
        "allowed": "With --until a run may go on to {end}; nothing after {last} is checked against published figures.",
        "remark": "not checked against published figures",
        "marked": "{title} ({remark})",
    },
}


def unchecked_sentence(case: Case, language: str) -> str:
    """Return that the last years of a run were not checked; empty where the run does not go on."""
    if not case.goes_on:
        return ""
    return TEXTS[language]["sentence"].format(end=case.last_year, last=case.file.last_year)


def longer_run_sentence(case: Case, language: str) -> str:
    """Return until when a run of a case may go on; empty where the case allows no longer one."""
    if case.file.latest_year == case.file.last_year:
        return ""
    return TEXTS[language]["allowed"].format(end=case.file.latest_year, last=case.file.last_year)


def remark_on(case: Case, year: int, language: str) -> str:
    """Return the remark on a year that was not checked; empty on any other."""
    return TEXTS[language]["remark"] if case.is_unchecked(year) else ""


def with_remark(title: str, case: Case, year: int, language: str) -> str:
    """Return a title of a year, with the remark where there is one."""
    remark = remark_on(case, year, language)
    return TEXTS[language]["marked"].format(title=title, remark=remark) if remark else title
