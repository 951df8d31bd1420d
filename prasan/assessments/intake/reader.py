"""From the tree of a file to a form, with every problem of every part."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from prasan.assessments.intake.fields import Fields
from prasan.assessments.intake.form import (
    CategoryLine,
    Form,
    GateLine,
    IndicatorLine,
    LevelLine,
    PointLine,
    Text,
)
from prasan.assessments.intake.nodes import Node, Problem
from prasan.assessments.rules import Sums
from prasan.thai.calendar import FiscalYear
from prasan.thai.digits import arabic

HEAD = (
    "key", "version", "name", "name_en", "source", "source_en", "is_example", "sums", "declares",
    "published", "first_year", "levels", "categories",
)  # fmt: skip
DECLARED = ("categories", "indicators")
LEVEL = ("name", "name_en", "from_percent", "gates")
GATE = ("indicator", "category", "level", "least", "least_percent", "reason", "reason_en")
CATEGORY = ("number", "name", "name_en", "weight", "indicators")
INDICATOR = (
    "number", "name", "name_en", "evidence", "evidence_en", "evidence_from", "weight",
    "not_applicable", "scale", "points", "fact", "thresholds",
)  # fmt: skip
MEANING = ("text", "text_en")
MOST_WEIGHT = 100
_LIST_OF_SUMS = " ".join(Sums)


@dataclass
class Read:
    """What was read, with the places that later checks point at."""

    form: Form
    root: Node
    problems: list[Problem]
    # By (kind, number): ("level", "ระดับ ก"), ("category", 1), ("indicator", "1.1").
    places: dict[tuple[str, object], Node] = field(default_factory=dict)
    gates: list[tuple[LevelLine, GateLine, Node]] = field(default_factory=list)

    def place(self, kind: str, key: object) -> Node:
        return self.places.get((kind, key), self.root)


class Reader(Fields):
    """Reads part after part and goes on after a problem, so that all are told together."""

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        super().__init__(names)
        self.places: dict[tuple[str, object], Node] = {}
        self.gates: list[tuple[LevelLine, GateLine, Node]] = []

    def form(self, root: Node) -> Read:
        about = "หัวแบบ"
        self.known(about, root, HEAD)
        categories = [
            (self.category(place, part), part)
            for place, part in self.each("หมวด", root, "categories")
        ]
        levels = [
            (self.level(place, part), part) for place, part in self.each("ระดับ", root, "levels")
        ]
        self.unlike(
            "หมวด",
            "เลขหมวด",
            [
                (line.number, self.part(part, "number"))
                for line, part in categories
                if line.number > 0
            ],
        )
        self.unlike(
            "ระดับ",
            "ร้อยละ",
            [
                (line.from_percent, self.part(part, "from_percent"))
                for line, part in levels
                if line.from_percent >= 0
            ],
        )
        self.unlike(
            "ระดับ", "ชื่อ", [(line.name.thai, self.part(part, "name")) for line, part in levels]
        )
        published = self.day(about, root, "published")
        form = Form(
            key=self.slug(about, root),
            version=self.number(about, root, "version", least=1) or 0,
            name=self.both(about, root, "name"),
            source=self.both(about, root, "source"),
            is_example=self.truth(about, root, "is_example"),
            sums=self.sums(about, root),
            published=published,
            first_year=self.year(about, root, published is not None),
            levels=tuple(line for line, _ in levels),
            categories=tuple(line for line, _ in categories),
        )
        if form.first_year is None and published:
            form = replace(form, first_year=FiscalYear.of(published).number)
        return Read(form, root, self.problems, self.places, self.gates)

    def sums(self, about: str, root: Node) -> Sums:
        node = self.part(root, "sums")
        typed = node.text.strip() or Sums.POINTS
        if node.is_text and typed in list(Sums):
            return Sums(typed)
        self.wrong(node, about, f"{self.call('sums')} ต้องเป็นอย่างใดอย่างหนึ่งใน {_LIST_OF_SUMS}")
        return Sums.POINTS

    def year(self, about: str, root: Node, is_published: bool) -> int | None:
        if not self.has(root, "first_year"):
            return None
        if not is_published:
            node = self.part(root, "first_year")
            self.wrong(node, about, "first_year ใช้คู่กับ published เท่านั้น ร่างเลือกปีตอนประกาศใช้")
        return self.number(about, root, "first_year", least=2551, most=2700)

    def level(self, place: int, raw: Node) -> LevelLine:
        about = f"ระดับที่ {place}"
        self.known(about, raw, LEVEL)
        name = self.both(about, raw, "name", limit="level")
        share = self.decimal(about, raw, "from_percent", most=100)
        gates = [
            (self.gate(f"{about} เงื่อนไขที่ {number}", part), part)
            for number, part in self.each(about, raw, "gates", least=0)
        ]
        line = LevelLine(
            name, Decimal(-1) if share is None else share, tuple(gate for gate, _ in gates)
        )
        self.places["level", name.thai] = raw
        self.gates += [(line, gate, part) for gate, part in gates]
        return line

    def gate(self, about: str, raw: Node) -> GateLine:
        self.known(about, raw, GATE)
        named = [key for key in ("indicator", "category", "level") if self.has(raw, key)]
        if len(named) != 1:
            self.wrong(raw, about, "ต้องชี้อย่างใดอย่างหนึ่ง คือ indicator category หรือ level")
            return GateLine()
        reason = self.both(about, raw, "reason", is_needed=False)
        if named == ["indicator"]:
            number = self.text(about, raw, "indicator", limit="number")
            least = self.number(about, raw, "least", least=1)
            return GateLine(indicator=number, least=least, reason=reason)
        if named == ["category"]:
            category = self.number(about, raw, "category", least=1)
            least = self.number(about, raw, "least_percent", least=1, most=100)
            return GateLine(category=category, least=least, reason=reason)
        return GateLine(level=self.text(about, raw, "level"), reason=reason)

    def category(self, place: int, raw: Node) -> CategoryLine:
        about = f"หมวดลำดับที่ {place}"
        self.known(about, raw, CATEGORY)
        number = self.number(about, raw, "number", least=1) or 0
        self.places["category", number] = raw
        return CategoryLine(
            number=number,
            name=self.both(about, raw, "name", limit="category"),
            weight=self.weight(about, raw),
            indicators=tuple(
                self.indicator(f"{about} ตัวชี้วัดลำดับที่ {each}", part)
                for each, part in self.each(about, raw, "indicators")
            ),
        )

    def weight(self, about: str, raw: Node) -> Decimal | None:
        if not self.has(raw, "weight"):
            return None
        return self.decimal(about, raw, "weight", most=MOST_WEIGHT)

    def indicator(self, about: str, raw: Node) -> IndicatorLine:
        self.known(about, raw, INDICATOR)
        number = self.text(about, raw, "number")
        about = f"ข้อ {number}" if number else about
        if ("indicator", number) in self.places and number:
            before = self.places["indicator", number].where
            told = f"เลขข้อ {number} ซ้ำกัน มีแล้วที่{before} แต่ละรายการต้องมีเลขของตน"
            self.wrong(self.part(raw, "number"), "ตัวชี้วัด", told)
        self.places.setdefault(("indicator", number), raw)
        least, most, is_range = self.scale(about, raw)
        points = self.points(about, raw, is_range)
        if points and not is_range:
            least, most = points[0].points, points[-1].points
        line = IndicatorLine(
            number=number,
            name=self.both(about, raw, "name", limit="indicator"),
            points=points,
            least=least,
            most=most,
            is_range=is_range,
            evidence=self.both(about, raw, "evidence", is_needed=False),
            evidence_from=self.evidence_from(about, raw, most),
            weight=self.weight(about, raw),
            not_applicable=self.text(about, raw, "not_applicable", is_needed=False),
            fact=self.text(about, raw, "fact", is_needed=False),
        )
        if is_range:
            self.within(about, raw, line)
        return line

    def evidence_from(self, about: str, raw: Node, most: int) -> int | None:
        if not self.has(raw, "evidence_from"):
            return None
        return self.number(about, raw, "evidence_from", most=max(most, 1))

    def scale(self, about: str, raw: Node) -> tuple[int, int, bool]:
        """The ends of a range such as 0-100; without one the points make the scale."""
        node = self.part(raw, "scale")
        if node.is_empty:
            return 0, 0, False
        ends = [end.strip() for end in arabic(node.text).replace("–", "-").split("-")]
        if len(ends) == 2 and all(end.isdecimal() and len(end) < 5 for end in ends):
            least, most = int(ends[0]), int(ends[1])
            if least < most <= 1000:
                return least, most, True
        self.wrong(node, about, f"{self.call('scale')} ต้องเป็นช่วงของจำนวนเต็ม เช่น 0-100 ไม่เกิน 1000")
        return 0, 0, False

    def points(self, about: str, raw: Node, is_range: bool) -> tuple[PointLine, ...]:
        """The explained scores: a list counts from 0 up, headings name their own scores."""
        node = self.part(raw, "points")
        if node.items is not None:
            found = [(score, item) for score, item in enumerate(node.items)]
        elif node.parts is not None:
            read = [(self.score(about, key, item), item) for key, item in node.parts.items()]
            found = [(score, item) for score, item in read if score is not None]
        else:
            found = []
            if not node.is_empty:
                self.wrong(node, about, f"{self.call('points')} ต้องเป็นรายการความหมายของคะแนน")
        if len(found) < 2 and not is_range:
            told = f"{self.call('points')} ต้องมีความหมายของคะแนนอย่างน้อย 2 บรรทัด เริ่มจาก 0"
            self.wrong(node if node.where else raw, about, told)
            return ()
        edges = self.thresholds(about, raw, [score for score, _ in found])
        lines = [
            PointLine(score, self.meaning(about, score, item), edges.get(score))
            for score, item in found
        ]
        self.unlike(
            about,
            "คะแนน",
            [(line.points, item) for line, (_, item) in zip(lines, found, strict=True)],
        )
        return tuple(sorted(lines, key=lambda line: line.points))

    def score(self, about: str, key: str, item: Node) -> int | None:
        return self.whole(about, Node(item.where, text=key), "คะแนน", most=1000)

    def meaning(self, about: str, score: int, node: Node) -> Text:
        about = f"{about} คะแนน {score}"
        if node.parts is not None:
            self.known(about, node, MEANING)
            return self.both(about, node, "text", limit="meaning")
        return Text(self.plain(about, node, "points", limit="meaning"))

    def thresholds(self, about: str, raw: Node, scores: list[int]) -> dict[int, int]:
        """From which value of the fact each score is suggested."""
        node = self.part(raw, "thresholds")
        if node.is_empty:
            return {}
        if node.parts is None:
            self.wrong(node, about, "thresholds ต้องเป็นคู่ คะแนน: ค่า เช่น {1: 1, 2: 2}")
            return {}
        if not self.has(raw, "fact"):
            self.wrong(node, about, f"มี {self.call('thresholds')} แต่ไม่มี {self.call('fact')}")
        edges: dict[int, int] = {}
        for key, item in node.parts.items():
            score = self.score(about, key, item)
            edge = self.whole(about, item, "thresholds", least=-999_999, most=999_999)
            if score is not None and score not in scores:
                self.wrong(
                    item, about, f"{self.call('thresholds')} มีคะแนน {score} ซึ่งไม่มีความหมายบอกไว้"
                )
            elif score is not None and edge is not None:
                edges[score] = edge
        return edges

    def within(self, about: str, raw: Node, line: IndicatorLine) -> None:
        for each in line.points:
            if not line.least <= each.points <= line.most:
                told = f"คะแนน {each.points} อยู่นอกช่วง {line.least}-{line.most}"
                self.wrong(self.part(raw, "points"), about, told)
