"""A framework file: its shape, and every problem with it at once, by place, in Thai."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import yaml

from prasan.thai.calendar import parse_date
from prasan.thai.digits import arabic

_HEAD = ("key", "version", "name", "source", "is_example", "published", "levels", "categories")
LIMITS = {
    "key": 50, "name": 200, "source": 400, "level": 20,
    "category": 200, "number": 8, "indicator": 300, "evidence": 200, "meaning": 300,
}  # fmt: skip
_MOST_NUMBER = 32_767
# What stands for a number or a text already reported as unreadable.
_UNREAD = (-1, "")
_TRUTHS = {"true": True, "false": False}


@dataclass(frozen=True)
class LevelLine:
    name: str
    from_percent: int


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator; `meanings` says what each score stands for, from 0 up."""

    number: str
    name: str
    evidence: str
    meanings: tuple[str, ...]

    @property
    def most(self) -> int:
        return len(self.meanings) - 1


@dataclass(frozen=True)
class CategoryLine:
    number: int
    name: str
    indicators: tuple[IndicatorLine, ...]


@dataclass(frozen=True)
class Form:
    """A whole framework as a file gives it; `published` is None for a draft."""

    key: str
    version: int
    name: str
    source: str
    is_example: bool
    published: date | None
    levels: tuple[LevelLine, ...]
    categories: tuple[CategoryLine, ...]

    @property
    def digest(self) -> str:
        """The same for the same content, however the file is laid out."""
        content = json.dumps(asdict(self), default=str, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def read(text: str) -> tuple[Form | None, list[str]]:
    """The form in a YAML `text`, or every problem with it in Thai, each with its place."""
    try:
        # Everything as text: otherwise YAML makes the number 1.10 into 1.1, and "no" into false.
        raw = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        return None, [_unreadable(error)]
    if not isinstance(raw, dict):
        return None, ["ทั้งแฟ้ม: ไม่มีหัวข้อใดเลย เริ่มจากแฟ้มตัวอย่างแล้วแก้เนื้อหา"]
    reader = _Reader()
    form = reader.form(raw)
    return (None, reader.problems) if reader.problems else (form, [])


def _unreadable(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    place = f"บรรทัด {mark.line + 1} ช่องที่ {mark.column + 1}" if mark else "ทั้งแฟ้ม"
    return f"{place}: อ่านไม่ได้ ดูการย่อหน้าและเครื่องหมายรอบบรรทัดนี้"


class _Reader:
    """Reads part after part and goes on after a problem, so that all are told together."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def form(self, raw: Mapping[str, Any]) -> Form:
        here = "หัวแบบ"
        self.known(here, raw, _HEAD)
        categories = tuple(
            self.category(number, part) for number, part in self.each("หมวด", raw, "categories")
        )
        levels = tuple(
            self.level(number, part) for number, part in self.each("ระดับ", raw, "levels")
        )
        self.unlike("หมวด", "เลขหมวด", [each.number for each in categories])
        numbers = [line.number for each in categories for line in each.indicators]
        self.unlike("ตัวชี้วัด", "เลขข้อ", numbers)
        self.unlike("ระดับ", "ร้อยละ", [each.from_percent for each in levels])
        return Form(
            key=self.slug(here, raw),
            version=self.number(here, raw, "version", least=1),
            name=self.text(here, raw, "name"),
            source=self.text(here, raw, "source"),
            is_example=self.truth(here, raw, "is_example"),
            published=self.day(here, raw, "published"),
            levels=levels,
            categories=categories,
        )

    def level(self, place: int, raw: Mapping[str, Any]) -> LevelLine:
        here = f"ระดับที่ {place}"
        self.known(here, raw, ("name", "from_percent"))
        name = self.text(here, raw, "name", limit="level")
        return LevelLine(name, self.number(here, raw, "from_percent", most=100))

    def category(self, place: int, raw: Mapping[str, Any]) -> CategoryLine:
        here = f"หมวดลำดับที่ {place}"
        self.known(here, raw, ("number", "name", "indicators"))
        return CategoryLine(
            number=self.number(here, raw, "number", least=1),
            name=self.text(here, raw, "name", limit="category"),
            indicators=tuple(
                self.indicator(f"{here} ตัวชี้วัดลำดับที่ {number}", part)
                for number, part in self.each(here, raw, "indicators")
            ),
        )

    def indicator(self, here: str, raw: Mapping[str, Any]) -> IndicatorLine:
        self.known(here, raw, ("number", "name", "evidence", "points"))
        number = self.text(here, raw, "number")
        here = f"ข้อ {number}" if number else here
        return IndicatorLine(
            number=number,
            name=self.text(here, raw, "name", limit="indicator"),
            evidence=self.text(here, raw, "evidence", is_needed=False),
            meanings=self.meanings(here, raw),
        )

    def meanings(self, here: str, raw: Mapping[str, Any]) -> tuple[str, ...]:
        given = raw.get("points")
        if not isinstance(given, list) or len(given) < 2:
            self.problems.append(f"{here}: points ต้องมีความหมายของคะแนนอย่างน้อย 2 บรรทัด เริ่มจาก 0")
            return ()
        return tuple(
            self.text(f"{here} คะแนน {points}", {"points": meaning}, "points", limit="meaning")
            for points, meaning in enumerate(given)
        )

    def each(
        self, here: str, raw: Mapping[str, Any], key: str
    ) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The parts of a list with their places from 1; at least one is needed."""
        parts = raw.get(key)
        if not isinstance(parts, list) or not parts:
            self.problems.append(f"{here}: {key} ต้องเป็นรายการอย่างน้อย 1 รายการ")
            return
        for place, part in enumerate(parts, start=1):
            if isinstance(part, dict):
                yield place, part
            else:
                self.problems.append(f"{here}: {key} ลำดับที่ {place} ต้องมีหัวข้อย่อย เช่น name")

    def known(self, here: str, raw: Mapping[str, Any], keys: Collection[str]) -> None:
        for key in raw:
            if key not in keys:
                self.problems.append(f"{here}: ไม่รู้จักหัวข้อ {key} ใช้ได้ {' '.join(keys)}")

    def unlike(self, here: str, what: str, values: Sequence[object]) -> None:
        twice = {value for value in values if value not in _UNREAD and values.count(value) > 1}
        for value in sorted(twice, key=str):
            self.problems.append(f"{here}: {what} {value} ซ้ำกัน แต่ละรายการต้องมีเลขของตน")

    def text(
        self,
        here: str,
        raw: Mapping[str, Any],
        key: str,
        *,
        limit: str = "",
        is_needed: bool = True,
    ) -> str:
        value = raw.get(key, "")
        if not isinstance(value, str):
            self.problems.append(f"{here}: {key} ต้องเป็นข้อความ")
            return ""
        text, most = value.strip(), LIMITS[limit or key]
        if is_needed and not text:
            self.problems.append(f"{here}: ยังไม่มี {key}")
        if len(text) > most:
            self.problems.append(f"{here}: {key} ยาว {len(text)} อักษร ย่อให้ไม่เกิน {most}")
        return text

    def slug(self, here: str, raw: Mapping[str, Any]) -> str:
        key = self.text(here, raw, "key")
        if key and not (key.isascii() and key.replace("-", "").replace("_", "").isalnum()):
            self.problems.append(f"{here}: key ใช้ได้เฉพาะอักษรอังกฤษ ตัวเลข - และ _ เช่น example-5x23")
        return key

    def number(
        self,
        here: str,
        raw: Mapping[str, Any],
        key: str,
        *,
        least: int = 0,
        most: int = _MOST_NUMBER,
    ) -> int:
        typed = raw.get(key, "")
        digits = arabic(typed).strip() if isinstance(typed, str) else ""
        if digits.isdecimal() and len(digits) < 6 and least <= int(digits) <= most:
            return int(digits)
        self.problems.append(f"{here}: {key} ต้องเป็นจำนวนเต็มตั้งแต่ {least} ถึง {most}")
        return -1

    def truth(self, here: str, raw: Mapping[str, Any], key: str) -> bool:
        typed = raw.get(key)
        if isinstance(typed, str) and typed.lower() in _TRUTHS:
            return _TRUTHS[typed.lower()]
        self.problems.append(f"{here}: {key} ต้องเป็น true หรือ false")
        return True

    def day(self, here: str, raw: Mapping[str, Any], key: str) -> date | None:
        typed = raw.get(key, "")
        if not typed:
            return None
        try:
            return parse_date(str(typed))
        except ValueError as error:
            self.problems.append(f"{here}: {key} {error}")
            return None
