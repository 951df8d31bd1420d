"""Reading one heading at a time: what is wrong is noted, and reading goes on."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from prasan.assessments.intake.form import Text
from prasan.assessments.intake.nodes import Node, Problem
from prasan.thai.calendar import parse_date
from prasan.thai.digits import arabic

LIMITS = {
    "key": 50, "name": 200, "source": 400, "level": 20, "category": 200, "number": 8,
    "indicator": 300, "evidence": 200, "meaning": 300, "not_applicable": 200, "fact": 40,
    "reason": 200,
}  # fmt: skip
MOST_NUMBER = 32_767
_TRUTHS = {"true": True, "false": False, "ใช่": True, "ไม่ใช่": False}
_NOWHERE = Node("")


class Fields:
    """Takes values out of nodes; `problems` gathers all that is wrong."""

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        self.problems: list[Problem] = []
        self.names = names or {}

    def call(self, key: str) -> str:
        """What the file itself calls a heading: a workbook has Thai ones."""
        return self.names.get(key, key)

    def wrong(self, node: Node, about: str, text: str) -> None:
        self.problems.append(Problem(node.where, about, text))

    def part(self, raw: Node, key: str) -> Node:
        """The node under `key`; an empty one at the place of `raw` when there is none."""
        found = (raw.parts or {}).get(key)
        return found if found is not None else Node(raw.where)

    def has(self, raw: Node, key: str) -> bool:
        return not self.part(raw, key).is_empty

    def known(self, about: str, raw: Node, keys: Collection[str]) -> None:
        for key, node in (raw.parts or {}).items():
            if key not in keys:
                self.wrong(node, about, f"ไม่รู้จักหัวข้อ {key} ใช้ได้ {' '.join(keys)}")
        for key in raw.repeated:
            self.wrong(raw, about, f"หัวข้อ {key} มีสองครั้ง เหลือไว้ครั้งเดียว")

    def each(
        self, about: str, raw: Node, key: str, *, least: int = 1
    ) -> Iterator[tuple[int, Node]]:
        """The parts of a list with their places from 1."""
        node = self.part(raw, key)
        if node.items is None and (least or not node.is_empty):
            self.wrong(node, about, f"{self.call(key)} ต้องเป็นรายการอย่างน้อย {max(least, 1)} รายการ")
            return
        items = node.items or ()
        if len(items) < least:
            self.wrong(node, about, f"{self.call(key)} ต้องเป็นรายการอย่างน้อย {least} รายการ")
        for place, item in enumerate(items, start=1):
            if item.parts is None:
                self.wrong(item, about, f"{self.call(key)} ลำดับที่ {place} ต้องมีหัวข้อย่อย เช่น name")
            else:
                yield place, item

    def unlike(self, about: str, what: str, values: Sequence[tuple[object, Node]]) -> None:
        """No two of the values that could be read may be the same; both places are told."""
        first: dict[object, Node] = {}
        for value, node in values:
            if value in (None, ""):
                continue
            if value in first:
                before = first[value].where
                told = f" มีแล้วที่{before}" if before else ""
                self.wrong(node, about, f"{what} {value} ซ้ำกัน{told} แต่ละรายการต้องมีเลขของตน")
            else:
                first[value] = node

    def text(
        self, about: str, raw: Node, key: str, *, limit: str = "", is_needed: bool = True
    ) -> str:
        return self.plain(about, self.part(raw, key), key, limit=limit, is_needed=is_needed)

    def plain(
        self, about: str, node: Node, key: str, *, limit: str = "", is_needed: bool = True
    ) -> str:
        """The text of `node` itself; `key` is what it is called."""
        if not node.is_text:
            self.wrong(node, about, f"{self.call(key)} ต้องเป็นข้อความ")
            return ""
        text, most = " ".join(node.text.split()), LIMITS[limit or key]
        if is_needed and not text:
            self.wrong(node, about, f"ยังไม่มี {self.call(key)}")
        if len(text) > most:
            self.wrong(node, about, f"{self.call(key)} ยาว {len(text)} อักษร ย่อให้ไม่เกิน {most}")
        return text

    def both(
        self, about: str, raw: Node, key: str, *, limit: str = "", is_needed: bool = True
    ) -> Text:
        """The Thai under `key` and the English under `key`_en."""
        limit = limit or key
        thai = self.text(about, raw, key, limit=limit, is_needed=is_needed)
        return Text(thai, self.text(about, raw, f"{key}_en", limit=limit, is_needed=False))

    def slug(self, about: str, raw: Node) -> str:
        key = self.text(about, raw, "key")
        if key and not (key.isascii() and key.replace("-", "").replace("_", "").isalnum()):
            told = f"{self.call('key')} ใช้ได้เฉพาะอักษรอังกฤษ ตัวเลข - และ _ เช่น example-5x23"
            self.wrong(self.part(raw, "key"), about, told)
        return key

    def number(
        self, about: str, raw: Node, key: str, *, least: int = 0, most: int = MOST_NUMBER
    ) -> int | None:
        """A whole number; None with its problem noted. Ask has() first where it may be left out."""
        return self.whole(about, self.part(raw, key), key, least=least, most=most)

    def whole(
        self, about: str, node: Node, key: str, *, least: int = 0, most: int = MOST_NUMBER
    ) -> int | None:
        digits = arabic(node.text).strip()
        # A spreadsheet tells whole numbers as 2.0.
        digits = digits.removesuffix(".0")
        sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
        is_number = node.is_text and digits.isdecimal() and len(digits) < 7
        if is_number and least <= int(sign + digits) <= most:
            return int(sign + digits)
        self.wrong(node, about, f"{self.call(key)} ต้องเป็นจำนวนเต็มตั้งแต่ {least} ถึง {most}")
        return None

    def decimal(self, about: str, raw: Node, key: str, *, most: int) -> Decimal | None:
        """A number from 0 with up to two decimals; None with its problem noted."""
        node = self.part(raw, key)
        try:
            number = Decimal(arabic(node.text).strip().removesuffix("%").strip())
        except InvalidOperation:
            number = Decimal("NaN")
        fits = number.is_finite() and 0 <= number <= most and number == round(number, 2)
        if node.is_text and fits:
            # 80, 80.0 and 80.00 are one and the same, also in a digest.
            return Decimal(int(number)) if number == int(number) else number.normalize()
        self.wrong(node, about, f"{self.call(key)} ต้องเป็นจำนวนตั้งแต่ 0 ถึง {most} ทศนิยมไม่เกิน 2 ตำแหน่ง")
        return None

    def truth(self, about: str, raw: Node, key: str) -> bool:
        node = self.part(raw, key)
        typed = node.text.strip().lower()
        if node.is_text and typed in _TRUTHS:
            return _TRUTHS[typed]
        self.wrong(node, about, f"{self.call(key)} ต้องเป็น true หรือ false")
        return True

    def day(self, about: str, raw: Node, key: str) -> date | None:
        node = self.part(raw, key)
        if node.is_empty:
            return None
        try:
            return parse_date(node.text)
        except ValueError as error:
            self.wrong(node, about, f"{self.call(key)} {error}")
            return None
