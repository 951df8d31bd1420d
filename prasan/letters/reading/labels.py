"""The labels of a letter's head, and line ends put back where a program lost them."""

import re

SUBJECT, TO, REFERENCES, ENCLOSURES = "เรื่อง", "เรียน", "อ้างถึง", "สิ่งที่ส่งมาด้วย"
_WAYS = {
    SUBJECT: "เรื่อง",
    TO: r"(?:กราบ)?เรียน|นมัสการ|ถึง(?=\s)",
    REFERENCES: "อ้างถึง|อ้างอิง",
    ENCLOSURES: "สิ่งที่(?:ส่ง|แนบ)มา(?:ด้วย|พร้อม(?:หนังสือ)?นี้)?",
}
_ANY = "|".join(f"(?:{ways})" for ways in _WAYS.values())
_LABEL = re.compile(rf"({_ANY})\s*[:：]?\s*(.*)")
_INLINE = re.compile(rf"(?<=\s)(?=(?:{_ANY})\s*[:：]?\s)")
_FLAT = re.compile(
    r"\sเรื่อง\s.{3,400}\s(?:กราบ)?เรียน\s|^เรื่อง\s.{3,400}\s(?:กราบ)?เรียน\s|\sเรื่อง\s.{200}"
)
_OWN_LINE = {
    SUBJECT: re.compile(r"^\s*เรื่อง\s", re.M),
    TO: re.compile(r"^\s*(?:กราบ)?เรียน\s", re.M),
}
_RULE = re.compile(r"\s[-_=*]{5,}\s")
# What the text of a letter begins with, after the last label; further on only a few words do.
_BEGINS = re.compile(
    r"(?<=\s)(?=ตามที่|ตามหนังสือ|ตามพระ|ตามระเบียบ|ตามมติ|ด้วย(?=จังหวัด|กรม|กระทรวง|อำเภอ|สำนัก|องค์การ|เทศบาล|คณะ|ใน|มี|ได้|ปัจจุบัน)"
    r"|เนื่องจาก|เนื่องด้วย|เนื่องใน|สืบเนื่อง|เพื่อให้|เพื่อ)"
)
# Where none of these words stands: whatever first asks, or the first number.
_ASKS = re.compile(
    r"(?<=\s)(?=ขอให้|ขอความ|(?:จังหวัด|กรม|สำนักงาน|อำเภอ)\S*\s*(?:พิจารณาแล้ว\s*)?(?:จึง)?ขอ(?:ให้|ความ)|[1๑][.)]\s)"
)
_GOES_ON = re.compile(
    r"(?<=\s)(?=(?:บัดนี้|ในการนี้|ทั้งนี้|อนึ่ง|ดังนั้น|พร้อมนี้|จึงเรียนมา|จึงแจ้งมา|จึงเสนอมา"
    r"|ขอแสดงความนับถือ|สั่ง ณ วันที่)(?:\s|เพื่อ|$))"
)


def label_of(line: str) -> tuple[str, str] | None:
    """The label a line begins with and what stands after it; None without one."""
    match = _LABEL.fullmatch(line)
    if match is None:
        return None
    label = next(name for name, ways in _WAYS.items() if re.match(ways, line))
    return label, match[2]


def relined(text: str) -> str:
    """`text` with the ends of lines that a mail or a form field lost.

    Only where the parts of the head share a line is anything put back: at the labels of the head
    in their order, where the text begins, and at words that begin a paragraph.
    """
    if not _is_flat(text):
        return "\n".join(map(_without_text, text.split("\n")))
    lines, last = [], 0
    seen: set[str] = set()
    for match in _INLINE.finditer(text):
        found = label_of(text[match.start() :].split("\n", 1)[0])
        if found and found[0] not in seen:
            seen.add(found[0])
            lines.append(text[last : match.start()])
            last = match.start()
    if begins := _BEGINS.search(text, last) or _ASKS.search(text, last):
        lines.append(text[last : begins.start()])
        last = begins.start()
    return _RULE.sub("\n\n", "\n".join([*lines, _GOES_ON.sub("\n", text[last:])]))


def _is_flat(text: str) -> bool:
    if _OWN_LINE[SUBJECT].search(text) and _OWN_LINE[TO].search(text):
        return False
    return any(_FLAT.search(line) for line in text.split("\n"))


def _without_text(line: str) -> str:
    """A salutation that runs into what is asked: เรียน พัฒนาการอำเภอ ขอความร่วมมือ…"""
    found = label_of(line.strip())
    begins = found and found[0] == TO and (_BEGINS.search(line) or _ASKS.search(line))
    return f"{line[: begins.start()]}\n{line[begins.start() :]}" if begins else line
