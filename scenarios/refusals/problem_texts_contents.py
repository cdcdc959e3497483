"""The words of refusals of files of results that are damaged or are none. A part of the table in `problem_texts`."""

from .bilingual import Text

CONTENTS_TEXTS = {
    "file_in_folder": Text("文件夹 {folder} 中的 {file}", "{file} in {folder}"),
    "altered": Text("内容与写入时不同，已损坏或被改动", "is not as it was written: it is damaged or was changed"),
    "gone": Text("文件缺失", "is gone"),
    "not_listed": Text("不属于这批结果", "was not written with these results"),
    "no_json": Text("不是有效的 JSON 文件", "is no JSON file"),
    "no_object": Text("内容不是结果的说明", "does not describe results"),
    "no_parquet": Text("不是有效的 Parquet 文件", "is no Parquet file"),
    "no_whole_numbers": Text("含有空值或不是整数", "has empty cells or other than whole numbers"),
    "no_numbers": Text("不是数值列", "holds no numbers"),
    "empty_texts": Text("含有空值或不是文字", "has empty cells or other than text"),
    "values_missing": Text("{year} 年有 {count} 次模拟没有数值", "has no value in {year} in {count} runs"),
    "other_targets": Text(
        "所记目标 {key} 与案例 {name} 的目标不同", "its target {key} is not that of the case {name}"
    ),
    "other_points": Text("与清单所记的方案点不同", "does not hold the points that the manifest was written for"),
    "other_manifest": Text("所记 {key} 与试验设计不符", "its {key} is not that of the design"),
    "whole_folder": Text(
        "请从备份恢复该文件，或重新运行（批量试验可用 --resume 重做）",
        "restore it from a copy, or run it anew (a sweep: with --resume)",
    ),
    "no_results": Text("不是结果文件夹", "is no folder of results"),
    "name_results": Text(
        "请写由 run、compare、sweep、search、discover、sensitivity、facts 或 score 写出的文件夹",
        "name a folder that run, compare, sweep, search, discover, sensitivity, facts or score wrote",
    ),
    "changed_meanwhile": Text("读取期间文件有改动", "its files were changed while they were read"),
    "try_again": Text("请保存好文件后再试", "save them, and try again"),
}  # fmt: skip
