"""Titles and ranks before Thai names, as a list: add a line, and it is known everywhere."""

import re
from collections.abc import Iterable

# Written out when typed short; every other title is kept as it was written.
SHORT = {"น.ส.": "นางสาว", "ด.ช.": "เด็กชาย", "ด.ญ.": "เด็กหญิง"}

CIVIL = "นาย นาง นางสาว เด็กชาย เด็กหญิง คุณ คุณหญิง ท่านผู้หญิง"
NOBLE = "หม่อมเจ้า หม่อมราชวงศ์ หม่อมหลวง หม่อม ม.จ. ม.ร.ว. ม.ล. เจ้า พระยา หลวง ขุน"
LEARNED = (
    "ดร. ดอกเตอร์ ศาสตราจารย์ รองศาสตราจารย์ ผู้ช่วยศาสตราจารย์ ศ. รศ. ผศ. ศ.ดร. รศ.ดร. ผศ.ดร. อาจารย์ อ."
)
HEALERS = (
    "นายแพทย์ แพทย์หญิง นพ. พญ. ทันตแพทย์ ทันตแพทย์หญิง ทพ. ทพญ. เภสัชกร เภสัชกรหญิง ภก. ภญ."
    " สัตวแพทย์ สัตวแพทย์หญิง สพ. สพ.ญ. พยาบาล"
)
# Monks and nuns: of these one name is enough.
ORDAINED = (
    "พระ พระครู พระมหา พระอธิการ พระปลัด พระสมุห์ พระใบฎีกา พระครูปลัด พระครูสมุห์ พระครูใบฎีกา"
    " พระครูวินัยธร พระครูธรรมธร พระอาจารย์ พระราช พระเทพ เจ้าอธิการ สามเณร แม่ชี"
)
# Headmen are often written by their post.
HEADMEN = "กำนัน ผู้ใหญ่บ้าน ผู้ใหญ่ ผู้ช่วยผู้ใหญ่บ้าน สารวัตรกำนัน แพทย์ประจำตำบล"

# Army, navy, air force, police and territorial defence, in full and in letters; each rank is one
# of three grades, and may be followed by หญิง or led by ว่าที่ (acting).
_STEMS = (
    "จ่าสิบ สิบ ร้อย พันจ่าอากาศ พันจ่า พัน พล จ่าอากาศ จ่า เรืออากาศ เรือ นาวาอากาศ นาวา"
    " สิบตำรวจ ร้อยตำรวจ พันตำรวจ พลตำรวจ นายกอง นายหมวด นายหมู่ จ่าสิบตำรวจ"
)
_SINGLE_RANKS = (
    "จอมพล พลจัตวา พลทหาร พลตำรวจ ดาบตำรวจ จ่าสิบตำรวจ ด.ต. จ.ส.ต. พลอาสาสมัคร อส. มว.ต. มว.ท. มว.อ."
)
_RANK_LETTERS = (
    r"[สรพ]\.ต\.[ตทอ]\.|จ\.ส\.[ตทอ]\.|พ\.จ\.[อตท]\.|พ\.อ\.[อตท]\.|จ\.อ\.|[รนพ]\.อ\.[ตทอ]\."
    r"|[สรพนจ]\.[ตทอ]\.|พล\.(?:ต\.)?[ตทอ]\."
)


def _any_of(words: Iterable[str]) -> str:
    """A pattern of `words`, the longest first, so that นาง does not eat นางสาว."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_RANK = (
    f"(?:{_any_of(_STEMS.split())})(?:ตรี|โท|เอก)|{_RANK_LETTERS}|{_any_of(_SINGLE_RANKS.split())}"
)
_PLAIN = [
    word for words in (CIVIL, NOBLE, LEARNED, HEALERS, ORDAINED, HEADMEN) for word in words.split()
]
_LETTERS = _any_of(word for word in [*_PLAIN, *SHORT] if word.endswith("."))
# A second title follows only in letters (พ.ต.อ.ดร.): นางนางนวล is a lady called นางนวล.
_TITLE = re.compile(
    rf"(?:(?:ว่าที่\s*)?(?:{_RANK})(?:\s*หญิง(?=\s|[ก-ฮเ-ไ]))?|{_any_of([*_PLAIN, *SHORT])})"
    rf"(?:\s*(?:{_LETTERS}))*"
)
_ONE_NAME_IS_ENOUGH = tuple(ORDAINED.split())


def split_title(text: str) -> tuple[str, str]:
    """The title `text` begins with, written out, and what follows; "" where there is none."""
    match = _TITLE.match(text)
    if match is None:
        return "", text
    return SHORT.get(match[0], match[0]), text[match.end() :].strip()


def needs_family(title: str) -> bool:
    """Whether someone of `title` is called by two names; monks and nuns are not."""
    return not title.startswith(_ONE_NAME_IS_ENOUGH)


def all_titles() -> list[str]:
    """Every title of the list that is written as one word; ranks in each of their grades."""
    ranks = [stem + grade for stem in _STEMS.split() for grade in ("ตรี", "โท", "เอก")]
    return [*_PLAIN, *SHORT, *ranks, *_SINGLE_RANKS.split()]
