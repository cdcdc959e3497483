"""The words of refusals that speak of several faults at once, of names and labels, and of files that another program spoiled.

A part of the table in `problem_texts`.
"""

from .bilingual import Text

_SEVERAL = {
    "faults": Text("共 {count} 处错误", "{count} faults"),
    "more_faults": Text("另有 {count} 处", "and {count} more"),
}

_NAMES = {
    "nearest_of_all": Text("共 {count} 个名称，最接近的是：{names}", "of {count} names the nearest are: {names}"),
    "label_of_several": Text("{name} 同时是几项的名称", "{name} is the label of several"),
    "one_label_rule": Text("请填写 zh 或 en", "give zh or en"),
    "label_and_id": Text("{label}（{id}）", "{label} ({id})"),
    "unknown_number": Text("没有名为 {name} 的项", "unknown key {name}"),
    "same_twice": Text("{name} 与 {other} 是同一项", "{name} and {other} are the same"),
    "label_twice": Text("名称 {label} 与 {other} 相同", "the label {label} is also that of {other}"),
    "label_is_id": Text("名称 {label} 是另一情景的编号", "the label {label} is the id of another scenario"),
    "labels_unique": Text(
        "请换一个名称，图表靠它区分情景", "choose another one: tables and figures tell scenarios by it"
    ),
}

_TOTALS = {
    "row_of_totals": Text("{name} 是合计行，不是单独一项", "{name} is a row of totals, not an item of its own"),
    "row_adds_up": Text(
        "{name} 的产值、企业数和用地都等于其余各行之和",
        "{name} has the output, firms and land of the other rows together",
    ),
    "leave_totals_out": Text("请删去合计行", "leave rows of totals out"),
}

_SPOILED = {
    "semicolons": Text("各列以分号分隔：{text}", "columns are separated by semicolons: {text}"),
    "save_with_commas": Text("请另存为逗号分隔的 CSV", "save it as CSV with commas"),
    "hashes": Text("单元格为 {value}，Excel 未显示出原数", "the cell is {value}: Excel had no room to show the number"),
    "widen_column": Text("请加宽该列后重新保存", "make the column wider and save the file again"),
    "date_for_number": Text("{value} 是日期，Excel 改写了原来的数字", "{value} is a date that Excel made of a number"),
    "number_format": Text(
        "请把单元格格式设为“数值”，重新填写", "set the cells to the format 'number' and enter it again"
    ),
    "scientific_id": Text("编号 {value} 被 Excel 改成了科学计数", "Excel rewrote the id as {value}"),
    "text_format": Text(
        "请把该列格式设为“文本”，重新填写", "set the column to the format 'text' and enter the ids again"
    ),
    "question_marks": Text(
        "{value} 中的汉字已变成问号", "in {value} question marks have taken the place of characters"
    ),
    "save_original_as_utf8": Text("请用原文件另存为 UTF-8 编码的 CSV", "save the original as CSV in UTF-8"),
    "other_encoding": Text(
        "不是简体中文的 GB18030：按此读取得到 {text}",
        "is not simplified Chinese in GB18030, by which it would read {text}",
    ),
}

INPUT_TEXTS: dict[str, Text] = {**_SEVERAL, **_NAMES, **_TOTALS, **_SPOILED}
