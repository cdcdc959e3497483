"""The specialised towns of a case in lines: who they are, how they are recognised, and what that comes to in the first review.

So a reader sees why so many or so few are recognised before a run is made.
"""

from collections.abc import Iterator

from model.parameters import PARAMETERS, range_around
from model.towns import TownStatus
from scenarios.case import Case
from scenarios.files.towns import CLASSES, STATUSES

from .language import label, listed
from .values import range_text, value_text

CHANCES = ("municipal_application", "municipal_pass")  # that a candidate which meets the standard is recognised by
UNIT = "towns"

TEXTS = {
    "zh": {
        "town": "{park}（{kind}）",
        "towns": "{status}：{towns}",
        "municipal": "市级认定：自 {start} 起，每年第四季度评审一次。培育专业镇申报的概率为 {municipal_application}，"
        "主导产业产值达到 {municipal_output}、规上企业达到 {municipal_firms} 的，通过评审的概率为 {municipal_pass}",
        "expected": "首次评审：{candidates} 个培育专业镇如全部达到标准，平均认定 {mean}；申报和通过概率取范围两端时为 {ends}",
        "provincial": "省级认定：{classes}类市级专业镇申报的概率为 {provincial_application}，与外市 {contest_rivals}一起排序，"
        "前 {contest_places}获评",
    },
    "en": {
        "town": "{park} ({kind})",
        "towns": "{status}: {towns}",
        "municipal": "The city holds a review in each fourth quarter from {start} on. A candidate applies with a chance of "
        "{municipal_application}. If its leading industries make {municipal_output} and have {municipal_firms} on the "
        "register, it passes with a chance of {municipal_pass}.",
        "expected": "First review: if all {candidates} candidates meet the standard, {mean} are recognised on average; "
        "{ends} with both chances at the ends of their ranges.",
        "provincial": "The province takes municipal towns of {classes}: one applies with a chance of "
        "{provincial_application}, is ranked among {contest_rivals} of other cities, and the first {contest_places} win.",
    },
}


def town_lines(case: Case, language: str) -> Iterator[str]:
    """Yield the towns of a case by status, and the rules by which they are recognised. Nothing where it has none."""
    file = case.file.towns
    if file is None:
        return
    texts, names = TEXTS[str(language)], {each.id: label(each, language) for each in case.parks}
    for status in TownStatus:
        towns = [
            texts["town"].format(park=names[park.id], kind=label(CLASSES[park.town_class], language))
            for park in case.data.baseline.parks
            if park.town_class and park.town_status == status
        ]
        if towns:
            known = label(STATUSES[status.name.lower()], language)
            yield texts["towns"].format(status=known, towns=listed(towns, language))
    central = case.file.central_values()[0]
    shown = {
        name: value_text(float(central[name]), parameter.unit, language)
        for name, parameter in PARAMETERS.items()
        if name.startswith(("municipal_", "provincial_", "contest_"))
    }
    yield texts["municipal"].format(start=file.recognition_from, **shown)
    yield from expected_line(case, language)
    classes = listed([label(CLASSES[each], language) for each in file.provincial_classes], language)
    yield texts["provincial"].format(classes=classes, **shown)


def expected_line(case: Case, language: str) -> Iterator[str]:
    """Yield how many towns the first review recognises on average if all candidates meet the standard."""
    candidates = sum(park.town_status == TownStatus.CANDIDATE for park in case.data.baseline.parks)
    if not candidates:
        return
    central = case.file.central_values()[0]
    mean = low = high = float(candidates)
    for name in CHANCES:
        ends = range_around(name, float(central[name]))
        mean, low, high = mean * float(central[name]), low * ends[0], high * ends[1]
    yield TEXTS[str(language)]["expected"].format(
        candidates=candidates,
        mean=value_text(mean, UNIT, language, rounded=True),
        ends=range_text(low, high, UNIT, language, rounded=True),
    )
