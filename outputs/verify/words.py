"""What the command `verify` says, in both languages."""

WORDS = {
    "zh": {
        "intact": "{count:,} 个文件与写入时相同。",
        "units": "{count:,} 个工作单元完好。",
        "damaged": "{count:,} 个文件已损坏、缺失或不属于这批结果：{names}。",
        "sound": "供读取的文件全部完好。",
    },
    "en": {
        "intact": "{count:,} files are as they were written.",
        "units": "{count:,} units are intact.",
        "damaged": "{count:,} files are damaged, gone, or not of these results: {names}.",
        "sound": "All files that commands read are intact.",
    },
}
