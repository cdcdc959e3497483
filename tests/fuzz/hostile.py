"""What people, programs and attackers write where something else belongs: numbers, words, names and whole documents."""

NUMBERS = (
    "0", "-0", "-1", "1e308", "-1e308", "1e309", "1e-320", "nan", "inf", "-inf", "NaN", "1e999999", "9" * 25, "9" * 400,
    "0x7fffffff", "1_000", "1,000", "1,00", "１２３", "٣", "١٢٫٥", "0.1.2", "--1", "1e", "½", "²", "100%", "2.5 ", "1/2",
    "2147483648", "18446744073709551616", "-9223372036854775809", "0.30000000000000004", "true", "1e5", "四百", "1979-05-27",
)  # fmt: skip
WORDS = (
    "", " ", "\t", "　", "\u200b", "\ufeff", "\u202eabc", "\u2066x\u2069", "\u0000", "\u0007", "\u001b[31mred\u001b[0m", "\u0085",
    "\u2028", "a\rb", "e\u0301", "𠮷野", "\ud7ff", "\uffff", "\U0010ffff", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)",
    "=HYPERLINK(\"http://x\")", "../../../../x", "/etc/hostname", "/dev/zero", "C:\\x", "CON", "x" * 255, "x" * 300, "x" * 5000,
    "数" * 90, "数" * 700, "%s%n", "{0}", "{file}", "{", "}", "{x.__class__}", "$HOME", "`id`", "[bold]", "[/bold]", "[/]",
    "[link=file:///]x", "[red", "\\", "'", "\"", "\"\"\"", "'''", "#", "a;b", ";;", "a,b", "none", "None", "null", "true", "draft",
    "outside", "chizhou", "linhu", "point", "scenario", ".", "..", "-", "--", "-n", "__class__", "__proto__", "constructor",
)  # fmt: skip
# A whole file that is none of ours.
DOCUMENTS: tuple[bytes, ...] = (
    b"", b"\n", b" " * 10, b"\0" * 64, b"\xff" * 64, b"\xff\xfe", b"\xfe\xff\0", b"\xef\xbb\xbf", b"5", b"null", b"[]", b"{}", b"{",
    b"[", b"]", b"= ", b"x", b"=", b"a=1", b"a,b\n1,2\n", b",,,\n,,,\n", b"\r\r\r", b'"', b'"""', b"'", b"PK\x03\x04" + b"\0" * 200,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 200, b"<html><body>404</body></html>", b"PAR1" + b"\0" * 20 + b"PAR1", b"\x89PNG\r\n",
    b"version https://git-lfs.github.com/spec/v1\n", b"<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> x\n", b"%PDF-1.7", b"id\n" * 3000,
    b"a," * 5000 + b"\n", b"[[x]]\n" * 500, b"x = [" + b"1," * 3000 + b"]\n", b"\xb9\xfa\xbc\xd2" * 9, b"\xa4\xa4\xb0\xea" * 9,
)  # fmt: skip
# What the reader of TOML is asked for without measure. The files of a case and designs are attacked with these as well.
UNMEASURED: tuple[str, ...] = (
    "x = 0x" + "F" * 4000, "x = " + "9" * 4301, "x = 0b" + "1" * 20_000, "x = 1e" + "9" * 400, "x = " + "[" * 900 + "]" * 900,
    "x = " + "{a = " * 900 + "1" + "}" * 900, "[" + ".".join(["a"] * 900) + "]", ".".join(["a"] * 3000) + " = 1",
    "[" + ".".join(["a"] * 30_000) + "]", "x" * 300 + " = 1", "[" + "x" * 300 + "]", '"\\u202e" = 1', '"\\u0007" = 1', '"" = 1',
    "x = 9999-12-31T23:59:60Z", "x = 24:00:00", "[[x]]\n[x]", "[x]\n[x]", "x.y = 1\nx = 2", "x = '''", "x = [1, 'a', {b = []}]",
)  # fmt: skip
ENCODINGS = (
    "gb18030",
    "gbk",
    "big5",
    "shift_jis",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-7",
    "latin-1",
    "cp1252",
    "euc_kr",
)
