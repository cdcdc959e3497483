"""The words of making the environment: what goes on, and what stops it.

A part of the table in `problem_texts`. Only the standard library may be imported here, as in all that it needs.
"""

from .bilingual import Text

INSTALLATION_TEXTS = {
    "setup_first": Text(
        "首次运行：正在 {folder} 中建立运行环境，约需一两分钟，以后不再重复。",
        "First run: the environment in {folder} is being set up. It takes a minute or two, and only once.",
    ),
    "setup_part": Text("正在安装 {part} 所需的程序包……", "Installing the packages for {part} ..."),
    "setup_downloading": Text("  下载 {file}", "  downloading {file}"),
    "setup_unpacking": Text("  安装 {count} 个程序包", "  installing {count} packages"),
    "setup_done": Text("运行环境已建好。", "The environment is ready."),
    "setup_waits": Text(
        "另一个命令正在 {folder} 中建立运行环境，等待其完成……",
        "Another command is setting up the environment in {folder}; waiting for it ...",
    ),
    "setup_stopped": Text(
        "已停止：运行环境尚未建好；再次运行同一命令即可继续。",
        "Stopped: the environment is not complete yet; the same command continues.",
    ),
    "setup_collecting": Text(
        "正在将各程序包收集到 {folder}……",
        "Collecting all packages in {folder} ...",
    ),
    "setup_collected": Text(
        "已收集 {count} 个程序包。在系统相同、装有 Python 3.{minor} 且未联网的计算机上运行：python run.py --offline {folder}",
        "{count} packages are there. On a PC without a network, of the same system and with Python 3.{minor}: "
        "python run.py --offline {folder}",
    ),
    "environment": Text("运行环境 {folder}", "environment {folder}"),
    "no_venv_module": Text(
        "当前 Python 缺少 venv 或 ensurepip，也未找到其他可用的 Python 3.{least} 或更高版本",
        "this Python lacks venv or ensurepip, and no other Python 3.{least} or newer was found",
    ),
    "install_venv_module": Text(
        "请安装完整的 Python 3.{least} 或更高版本（Debian、Ubuntu 系统：apt install python3-venv），再次运行",
        "install a complete Python 3.{least} or newer (on Debian or Ubuntu: apt install python3-venv), then run it again",
    ),
    "not_made": Text("无法建立（{reason}）", "could not be made ({reason})"),
    "make_room_for_packages": Text(
        "请检查该文件夹能否写入、磁盘是否有空间", "check that the folder can be written and that the disk has room"
    ),
    "packages_of": Text("{part} 所需的程序包", "packages for {part}"),
    "not_downloaded": Text("无法下载（{reason}）", "could not be downloaded ({reason})"),
    "no_connection": Text("网络无法连接", "no connection"),
    "mend_network": Text(
        "请检查网络，或用环境变量 PIP_INDEX_URL 指定可用的镜像；不联网时见 run.py wheels 和 --offline",
        "check the network, or name a mirror in PIP_INDEX_URL; without a network see run.py wheels and --offline",
    ),
    "not_in_folder": Text("未能从 {folder} 安装（{reason}）", "could not be installed from {folder} ({reason})"),
    "fill_folder": Text(
        "请在系统相同、装有 Python 3.{minor} 的联网计算机上用 run.py wheels 重新收集",
        "fill the folder by run.py wheels on a PC with a network, of the same system and with Python 3.{minor}",
    ),
    "no_such_folder": Text("没有文件夹 {folder}", "there is no folder {folder}"),
    "folder_needed": Text("须写一个文件夹", "it takes a folder"),
    "other_environment": Text(
        "本命令不是用 .venv 中的 Python 运行的", "this command does not run by the Python of .venv"
    ),
    "install_by_pip": Text("请运行 pip install '.[{part}]'", "run pip install '.[{part}]'"),
    "step_failed": Text("未通过：{step}", "failed: {step}"),
    "unknown_part": Text("没有部分 {name}", "there is no part {name}"),
}
