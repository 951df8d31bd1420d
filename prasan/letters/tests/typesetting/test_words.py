import pytest

from prasan.letters.tests.typesetting import make
from prasan.letters.typesetting.words import pieces, place_names

# Each must never be broken inside, wherever it stands in a text.
GUARDED = (
    "คอช.", "คอช.ต.", "คอช.อ.", "ศอช.", "ศอช.ต.", "ก.บ.ต.", "พ.ศ. ๒๕๖๘", "๑๕ พฤศจิกายน ๒๕๖๗",
    "๕ หมวด", "๒๓ ตัวชี้วัด", "๒ ครั้ง/ปี", "ต่าง ๆ", "๑๐.๐๐ น.", "๔๕,๖๐๑ บาท", "ข้อ ๑๒",
    "ลป ๐๐๑๙.๓/ว ๒๕๙๘", "(มติที่ประชุมครั้งที่ ๒/๒๕๖๘)", "๐ ๕๔๐๐ ๐๐๐๐", "นางสาวปิยะดา ทองเกิดสุข",
    "ลำปาง", "เมืองปาน", "แจ้ห่ม", "เสริมงาม", "กระทรวงมหาดไทย", "องค์การชุมชน", "ขับเคลื่อน",
    "saraban@example.go.th", "๕ พ.ย. ๒๕๖๗", "ฯลฯ", "ณ ศาลากลาง",
)  # fmt: skip


@pytest.mark.parametrize("guarded", GUARDED)
@pytest.mark.parametrize("frame", ["{}", "รายงานผล {} ให้ทราบ", "เป็นไปตาม {}", "{} และอื่น"])
def test_no_line_ends_inside(guarded, frame):
    text = frame.format(guarded)

    assert "|" not in _between(text, guarded)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("จัดทำ/ปรับปรุงฐานข้อมูล", "จัดทำ/|ปรับปรุง|ฐานข้อมูล"),  # after the stroke, never before
        ("ตำบลปงเตา อำเภอเมืองปาน", "ตำบลปงเตา| |อำเภอ|เมืองปาน"),  # after the kind of a long name
        ("สรุปงาน", "สรุป|งาน"),  # ปง is a district, but not here
        ("นายอำเภอเสริมงาม", "นายอำเภอ|เสริมงาม"),  # an office, not a Mr Amphoe
        ("ทนายความ", "ทนายความ"),  # no title inside a word
        ("(ก.บ.ต.) ให้", "(ก.บ.ต.)| |ให้"),
        ("ให้ ๓ ๔", "ให้| |๓ ๔"),
        ("", ""),
    ],
)
def test_lines_may_end_here(text, cut):
    assert "|".join(pieces(text)) == cut


@pytest.mark.parametrize("mark", ["ๆ", "ฯ", ")", "/", ".", ",", "”"])
def test_no_piece_begins_with_a_mark(mark):
    cut = pieces(f"ประสานงาน{mark}ต่อไป")

    assert not any(piece.startswith(mark) for piece in cut)


def test_words_of_the_caller_stay_whole():
    assert "ใบบัวคำปัน" not in pieces("มอบให้ใบบัวคำปันรับไป")
    assert "ใบบัวคำปัน" in pieces("มอบให้ใบบัวคำปันรับไป", ["ใบบัวคำปัน"])
    assert "ศูนย์ ๓ ดี" in pieces("ที่ศูนย์ ๓ ดี วันนี้", ["ศูนย์ ๓ ดี"])


def test_words_of_the_caller_change_nothing_else():
    for paragraph in make.letter().body:
        assert pieces(paragraph.text) == pieces(paragraph.text, ["ใบบัวคำปัน"])


def test_pieces_joined_give_the_text_back():
    for seed in range(50):
        for paragraph in make.random_letter(seed).body:
            assert "".join(pieces(paragraph.text)) == paragraph.text


def test_every_place_of_the_nation_stays_whole_after_its_kind():
    places = [name for name in place_names() if name.startswith(("อำเภอ", "จังหวัด"))]

    broken = [name for name in places if len(pieces(f"ให้{name} รายงาน")) > 5]

    assert len(places) > 900
    assert broken == []


def _between(text, guarded):
    """`text` cut, from the first character of `guarded` to its last."""
    start = text.index(guarded)
    place, cut = 0, ""
    for piece in pieces(text):
        for character in (*piece, "|"):
            if start <= place - (character == "|") < start + len(guarded) - (character == "|"):
                cut += character
            place += character != "|"
    return cut
