"""What must be true of a form as a whole: counts, weights, gates, facts."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from prasan.areas.facts import Fact
from prasan.assessments.intake.fields import Fields
from prasan.assessments.intake.form import CategoryLine, GateLine, IndicatorLine, LevelLine
from prasan.assessments.intake.nodes import Problem
from prasan.assessments.intake.reader import DECLARED, Read
from prasan.assessments.rules import Sums

_WHOLE = Decimal(100)


class Checks(Fields):
    """Goes over a form that was read; `problems` gathers what does not fit together."""

    def __init__(
        self, read: Read, facts: Mapping[str, Fact], names: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(names)
        self.read, self.form, self.facts = read, read.form, facts

    def run(self) -> list[Problem]:
        self.counts()
        self.weights()
        for level, gate, node in self.read.gates:
            for told in self.gate(level, gate):
                self.wrong(node, f"เงื่อนไขของ{level.name.thai}", told)
        self.circles()
        for line in self.form.indicators:
            self.computed(line)
        return self.problems

    def counts(self) -> None:
        """A form that says how many it has must have so many."""
        declared = self.part(self.read.root, "declares")
        if declared.is_empty:
            return
        if declared.parts is None:
            self.wrong(declared, "หัวแบบ", "declares ต้องมี categories และ indicators")
            return
        self.known("หัวแบบ", declared, DECLARED)
        has = {"categories": len(self.form.categories), "indicators": len(self.form.indicators)}
        words = {"categories": "หมวด", "indicators": "ตัวชี้วัด"}
        for key in DECLARED:
            if not self.has(declared, key):
                continue
            wanted = self.number("หัวแบบ", declared, key, least=1)
            if wanted is not None and wanted != has[key]:
                told = f"บอกว่ามี {wanted} {words[key]} แต่ในแฟ้มมี {has[key]} {words[key]}"
                told += f" {self.spread(key)} ตรวจว่าขาดหรือเกินข้อใด"
                self.wrong(self.part(declared, key), "หัวแบบ", told)

    def spread(self, key: str) -> str:
        if key == "categories":
            return ""
        counted = (f"หมวด {each.number} มี {len(each.indicators)}" for each in self.form.categories)
        return f"({' '.join(counted)})"

    def weights(self) -> None:
        """Weights add up: indicators to their category, categories to 100."""
        if self.form.sums is not Sums.WEIGHTED:
            self.needless()
            return
        for category in self.form.categories:
            self.category_weight(category)
        given = [each.weight for each in self.form.categories]
        sum_ = sum((weight for weight in given if weight is not None), Decimal(0))
        if None not in given and sum_ != _WHOLE:
            told = f"น้ำหนักทุกหมวดรวมได้ {_plain(sum_)} ต้องรวมได้ 100"
            self.wrong(self.part(self.read.root, "categories"), "น้ำหนัก", told)

    def needless(self) -> None:
        """Weights that would not be used are pointed out, so that nobody relies on them."""
        for kind, key, line in self.lines():
            if line.weight is not None:
                node = self.part(self.read.place(kind, key), "weight")
                told = f"มีน้ำหนัก แต่ {self.call('sums')} เป็น {self.form.sums} ซึ่งไม่ใช้น้ำหนัก "
                told += f"เปลี่ยนเป็น {Sums.WEIGHTED} หรือลบน้ำหนักออก"
                self.wrong(node, _about(line), told)

    def lines(self) -> Iterator[tuple[str, object, CategoryLine | IndicatorLine]]:
        for category in self.form.categories:
            yield "category", category.number, category
            for line in category.indicators:
                yield "indicator", line.number, line

    def category_weight(self, category: CategoryLine) -> None:
        place = self.read.place("category", category.number)
        about = f"หมวด {category.number}"
        if category.weight is None and not self.has(place, "weight"):
            self.wrong(place, about, f"ยังไม่มี {self.call('weight')} เพราะแบบนี้ถ่วงน้ำหนัก")
        for line in category.indicators:
            own = self.read.place("indicator", line.number)
            if line.weight is None and not self.has(own, "weight"):
                self.wrong(
                    own, f"ข้อ {line.number}", f"ยังไม่มี {self.call('weight')} เพราะแบบนี้ถ่วงน้ำหนัก"
                )
        given = [line.weight for line in category.indicators]
        if category.weight is None or None in given:
            return
        sum_ = sum((weight for weight in given if weight is not None), Decimal(0))
        if sum_ != category.weight:
            told = f"น้ำหนักของตัวชี้วัดรวมได้ {_plain(sum_)} "
            told += f"ต้องเท่ากับน้ำหนักหมวด {_plain(category.weight)}"
            self.wrong(self.part(place, "weight"), about, told)

    def gate(self, level: LevelLine, gate: GateLine) -> Iterator[str]:
        indicators = {line.number: line for line in self.form.indicators}
        if gate.indicator:
            line = indicators.get(gate.indicator)
            if line is None:
                yield f"อ้างข้อ {gate.indicator} ซึ่งไม่มีในแบบ"
            elif gate.least is not None and gate.least > line.most:
                yield f"ข้อ {gate.indicator} ให้ได้ไม่เกิน {line.most} คะแนน แต่เงื่อนไขต้องการ {gate.least}"
        elif gate.category and gate.category not in {each.number for each in self.form.categories}:
            yield f"อ้างหมวด {gate.category} ซึ่งไม่มีในแบบ"
        elif gate.level and gate.level not in {each.name.thai for each in self.form.levels}:
            yield f"อ้าง{gate.level} ซึ่งไม่มีในแบบ"

    def circles(self) -> None:
        """No level may need itself, straight or through others. A level needs all below it too."""
        shares = {each.name.thai: each.from_percent for each in self.form.levels}
        for level, gate, node in self.read.gates:
            unread = level.from_percent < 0 or shares.get(gate.level, -1) < 0
            if unread or shares[gate.level] < level.from_percent:
                continue
            name = level.name.thai
            if gate.level == name:
                told = f"{name} อ้างตัวเอง จึงไม่มีวันผ่าน ลบเงื่อนไขนี้"
            else:
                told = (
                    f"เงื่อนไขวนเป็นวง: {name} ต้องผ่าน {gate.level} ก่อน "
                    f"แต่ {gate.level} อยู่สูงกว่าและต้องผ่าน {name} ก่อน อ้างได้เฉพาะระดับที่ต่ำกว่า"
                )
            self.wrong(node, f"เงื่อนไขของ{name}", told)

    def computed(self, line: IndicatorLine) -> None:
        if not line.fact:
            return
        place, about = self.read.place("indicator", line.number), f"ข้อ {line.number}"
        fact = self.facts.get(line.fact)
        if fact is None:
            told = f"ไม่รู้จัก {self.call('fact')} {line.fact} ที่ใช้ได้คือ {' '.join(sorted(self.facts))}"
            self.wrong(self.part(place, "fact"), about, told)
            return
        edges = [each.threshold for each in line.points if each.threshold is not None]
        if not edges and not fact.is_percent:
            told = (
                f"{line.fact} นับเป็น{fact.unit} ต้องมี {self.call('thresholds')} บอกว่าค่าเท่าใดได้กี่คะแนน"
            )
            self.wrong(self.part(place, "fact"), about, told)
        in_order = sorted(edges, reverse=fact.at_most)
        if edges != in_order or len(set(edges)) != len(edges):
            way = "ลดลง" if fact.at_most else "เพิ่มขึ้น"
            told = f"{self.call('thresholds')} ต้อง{way}ตามคะแนน เพราะคะแนนสูงกว่าต้องยากกว่า"
            self.wrong(self.part(place, "thresholds"), about, told)


def _about(line: CategoryLine | IndicatorLine) -> str:
    return f"หมวด {line.number}" if isinstance(line, CategoryLine) else f"ข้อ {line.number}"


def _plain(number: Decimal) -> str:
    return str(int(number)) if number == int(number) else str(number.normalize())
