"""Whether text that decodes as GB18030 was meant to: nearly any bytes do, and come out as characters that nobody wrote."""

PRIVATE = ("\ue000", "\uf8ff")  # what other encodings come out as; no font shows it
# Letters that a Chinese table does not hold, and other encodings come out as: Cyrillic, kana, bopomofo.
FOREIGN = (("\u0400", "\u04ff"), ("\u3040", "\u30ff"), ("\u3105", "\u312f"))
FEWEST = 3  # odd characters: place names hold a rare one now and then
MOST_ODD = 0.25  # of the characters that are not ASCII
FEWEST_SYLLABLES = 12  # different ones: a few Chinese characters may all look like Korean ones by chance


def odd_characters(text: str, data: bytes) -> str:
    """Return the characters for which `text`, read from `data` as GB18030, is no simplified Chinese; empty if it is."""
    written = [character for character in text if character > "\x7f"]
    private = [character for character in written if PRIVATE[0] <= character <= PRIVATE[1]]
    if private:
        return "".join(private)
    odd = [character for character in written if _is_odd(character)]
    if len(odd) >= FEWEST and len(odd) > MOST_ODD * len(written):
        return "".join(odd)
    return "".join(written) if _is_korean(data) else ""


def _is_odd(character: str) -> bool:
    """Return whether a character is foreign, or one of GBK's that are not among the simplified ones of GB 2312."""
    if any(first <= character <= last for first, last in FOREIGN):
        return True
    return _fits(character, "gbk") and not _fits(character, "gb2312") and "\u4e00" <= character <= "\u9fff"


def _fits(character: str, encoding: str) -> bool:
    return bool(character.encode(encoding, errors="ignore"))


def _is_korean(data: bytes) -> bool:
    """Return whether bytes are Korean throughout. Read as GB18030 they come out as common characters without sense."""
    try:
        written = {character for character in data.decode("euc_kr") if character > "\x7f"}
    except UnicodeDecodeError:
        return False
    return len(written) >= FEWEST_SYLLABLES and all("\uac00" <= character <= "\ud7a3" for character in written)
