"""Files in encodings that decode as GB18030 by chance are refused; simplified Chinese in GB18030 is read."""

import pytest

import run
from scenarios import InputProblem
from scenarios.files.text import read_text
from tests.refusals.edits import copy_case, data

TRADITIONAL = "池州經濟技術開發區,江南產業集中區,前江工業園,東至經濟開發區,大渡口經濟開發區,青陽經濟開發區,石台園區"
JAPANESE = "名古屋工業団地,つくば研究学園都市,北九州エコタウン,横浜みなとみらい"
KOREAN = "구로디지털단지,판교테크노밸리,대덕연구개발특구,송도국제도시,창원국가산업단지"
LABELS = {
    "Chizhou": "池州经开区,江南集中区,前江工业园,东至经开区,大渡口经开区,青阳经开区,石台园区,开发区外工业",
    "rare place names": "猇亭开发区,枝江经开区,堌阳产业园,兰考经开区,漈头工业区,塆里片区",
    "one rare name": "猇亭",
    "beyond GBK": "池州𠀀㐀",
    "signs": "面积（m²）≥１００亩，“甲”—乙……①②③Ⅳ℃‰×÷α·β",
    "lines of comments": "# ──────────── 开发区 ────────────",
    "few that look Korean": "开发区",
    "long": "开发区高端改革发展环保监管管理办法基本建成方案公布",
}


@pytest.mark.parametrize("written", LABELS.values(), ids=LABELS)
def test_simplified_chinese_is_read(written, tmp_path):
    (tmp_path / "t").write_bytes(written.encode("gb18030"))
    assert read_text(tmp_path / "t", 1000) == written


OTHERS = {
    "big5": TRADITIONAL.encode("big5"),
    "big5, one name": "池州經濟開發區".encode("big5"),
    "shift_jis": JAPANESE.encode("shift_jis"),
    "euc-jp": JAPANESE.encode("euc_jp"),
    "euc-kr": KOREAN.encode("euc_kr"),
    "traditional Chinese in GBK": TRADITIONAL.encode("gbk"),
}


@pytest.mark.parametrize("written", OTHERS.values(), ids=OTHERS)
def test_another_encoding_is_refused(written, tmp_path):
    (tmp_path / "t.csv").write_bytes(b"id,zh\r\n1," + written)
    with pytest.raises(InputProblem) as refused:
        read_text(tmp_path / "t.csv", 1000)
    assert str(refused.value).startswith("t.csv: line 2")
    assert "GB18030" in str(refused.value)
    assert "save it in UTF-8" in str(refused.value)
    assert "请另存为 UTF-8 编码" in refused.value.in_language("zh")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_refused(encoding, tmp_path):
    (tmp_path / "t.csv").write_bytes("id,zh\n池州,开发区\n".encode(encoding))
    with pytest.raises(InputProblem, match="save it in UTF-8"):
        read_text(tmp_path / "t.csv", 1000)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "is not simplified Chinese in GB18030"), ("zh", "不是简体中文的 GB18030")]
)
def test_a_case_with_a_table_in_big5_ends_with_2(language, said, tmp_path, capsys):
    folder = copy_case(tmp_path / "case")
    data(
        "parks.csv", lambda read: read.decode().replace("区", "區").replace("园", "園").encode("big5", errors="ignore")
    )(folder)
    assert run.main(["run", str(folder), "-n", "2", "--lang", language]) == 2
    assert said in capsys.readouterr().err
