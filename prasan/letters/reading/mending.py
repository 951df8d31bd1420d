"""Text as it comes out of PDFs, mails and old fonts, put back as it was typed."""

import re

# Old Thai fonts keep raised and lowered marks at places of their own.
_RAISED = str.maketrans(
    "\uf700\uf701\uf702\uf703\uf704\uf705\uf706\uf707\uf708\uf709\uf70a\uf70b\uf70c\uf70d\uf70e\uf70f"
    "\uf710\uf711\uf712\uf713\uf714\uf715\uf716\uf717\uf718\uf719\uf71a",
    "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู",
)
_MARKS = "ะัาำิีึืฺุู็่้๊๋์ํๅ"
_TONES = "่้๊๋์"
# No Thai word begins with a mark: a space before one came from the page.
_SPACE_BEFORE_MARK = re.compile(rf"(?<=[ก-ฮ{_MARKS}])[ \u00a0]+(?=[ะัำิีึืฺุู็{_TONES}ํ])")
# ด าเนินการ, ส่งส าเนา: ำ lost its ring.
_LOST_RING = re.compile(rf"(?<=[ก-ฮ])([{_TONES}]?)[ \u00a0]+า")
_RING_FIRST = re.compile(rf"ํ([{_TONES}]?)า")
_TWICE = re.compile(rf"([{_MARKS}])\1+")
# A hyphen a program put where a word was broken, and the sign for one that may be.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_QUOTED = re.compile(r"^(?:\s*>)+ ?", re.M)
_MAIL = re.compile(
    r"^\s*(?:from|sent|date|to|cc|bcc|subject|reply-to|attachments?|จาก|ถึง|สำเนาถึง|ส่งเมื่อ|วันที่ส่ง|ไฟล์แนบ)\s*:.*$"
    r"|^\s*-{2,}\s*(?:original message|forwarded message|ข้อความที่ส่งต่อ|ข้อความเดิม)\b.*$",
    re.I | re.M,
)


def mended(text: str) -> str:
    """`text` with its letters and line ends as they were typed; no word is changed.

    Source: how PDF text layers, web mail and Thai fonts of before 2000 break Thai.
    """
    text = text.translate(_RAISED)
    text = _UNSEEN.sub("", text)
    text = re.sub("\r\n?|\u2028|\u2029|\x0b", "\n", text)
    text = _QUOTED.sub("", text)
    text = _MAIL.sub("", text)
    text = _RING_FIRST.sub(r"\1ำ", text)
    text = _LOST_RING.sub(r"\1ำ", text)
    text = _SPACE_BEFORE_MARK.sub("", text)
    return _TWICE.sub(r"\1", text)
