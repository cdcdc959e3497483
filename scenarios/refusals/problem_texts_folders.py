"""The words of refusals that speak of folders of results that are held, unfinished or gone.

A part of the table in `problem_texts`.
"""

from .bilingual import Text

FOLDER_TEXTS: dict[str, Text] = {
    "owner": Text(
        "命令 {command}，进程 {process}，主机 {host}，始于 {start}",
        "{command}, process {process} on {host}, begun {start}",
    ),
    "with_owner": Text("{what}（{owner}）", "{what} ({owner})"),
    "held": Text("另一命令正在写入 {folder}", "another command is writing into {folder}"),
    "wait_or_other": Text("请等它结束，或另选一个文件夹", "wait for it, or name another folder"),
    "left_elsewhere": Text("{folder} 尚未完成，由另一台主机上的命令写入", "{folder} is unfinished, left by a command of another machine"),
    "remove_it": Text(
        "如该命令已不再运行，请删除 {folder}", "if that command does not run any more, remove {folder}"
    ),
    "is_filled": Text("另一命令正在写入", "another command is writing into it"),
    "is_unfinished": Text("结果不完整，写入时被中断", "is unfinished: the command that filled it was stopped"),
    "finish_it": Text(
        "请重新运行该命令；sweep、search 和模拟次数多的 run 可加 --resume 继续",
        "run that command again; sweep, search and a large run continue with --resume",
    ),
    "vanished": Text("{folder} 在运行中被移走或删除，结果没有保存", "{folder} was moved or removed during the run: its results are lost"),
    "leave_alone": Text("请重新运行，运行结束前不要改动该文件夹", "run again, and leave the folder alone until the command ends"),
    "disk_full": Text("写入 {folder} 时磁盘已满（{code}），未留下结果", "the disk of {folder} is full ({code}): no results are kept"),
    "make_room": Text("请腾出空间后重新运行，或写到其他磁盘", "make room and run again, or name a folder on another disk"),
    "disk_full_kept": Text(
        "写入 {folder} 时磁盘已满（{code}），已完成的 {count} 个{what}安全保存",
        "the disk of {folder} is full ({code}); {count} {what} are safe",
    ),
    "units_kept": Text("工作单元", "units"),
    "evaluations_kept": Text("方案评估", "evaluations"),
    "other_run": Text(
        "{folder} 中是另一次模拟：{what}不同（文件夹中为 {there}，现为 {asked}）",
        "{folder} holds another run: {what} differs (there {there}, now {asked})",
    ),
    "other_replicates": Text("模拟次数", "the number of replicates"),
    "other_last_year": Text("末年", "the last year"),
    "resume_same_run": Text("请用原来的案例、次数和随机种子继续，或另选一个文件夹", "continue with the case, replicates and seed it was begun with, or name another folder"),
    "blocks_kept": Text("模拟批次", "blocks of runs"),
    "make_room_resume": Text("请腾出空间后用 --resume 继续", "make room and continue with --resume"),
}  # fmt: skip
