"""Lengths of time and sizes of files as people say them."""


def duration(seconds: float, language: str) -> str:
    """Return a length of time as people say it."""
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    units = ("小时", "分", "秒") if language == "zh" else (" h", " min", " s")
    if hours:
        return f"{hours}{units[0]} {minutes}{units[1]}"
    if minutes:
        return f"{minutes}{units[1]} {left}{units[2]}"
    return f"{seconds:.1f}{units[2]}"


def size(count: float) -> str:
    """Return a number of bytes in MB or GB."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"
