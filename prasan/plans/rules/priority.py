"""The order a committee gives the projects of a plan: what keeps it from standing, and its sums."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prasan.plans.rules.entering import Problem
from prasan.thai.calendar import format_short

LARGEST_POINTS = Decimal("9999.99")


@dataclass(frozen=True)
class Scale:
    """One criterion as it was typed: its name, and the most points it gives."""

    name: str
    most: Decimal | None


@dataclass(frozen=True)
class Placed:
    """The place of one project; scored, with its sum."""

    place: int
    total: Decimal | None = None


def ranked_by_points(points: Mapping[int, Iterable[Decimal]]) -> dict[int, Placed]:
    """Sum and place of each project, the highest sum first; equal sums share a place, and the next
    place counts them all: 1, 1, 3. Source: ours.
    """
    totals = {key: sum(given, Decimal(0)) for key, given in points.items()}
    ordered = sorted(totals, key=lambda key: -totals[key])
    found: dict[int, Placed] = {}
    place, before = 0, None
    for number, key in enumerate(ordered, start=1):
        if totals[key] != before:
            place, before = number, totals[key]
        found[key] = Placed(place, totals[key])
    return found


def ranking_problems(titles: Mapping[int, str], places: Mapping[int, int | None]) -> list[Problem]:
    """What keeps places the committee gave from standing: each of 1 to as many as there are
    projects, once. `titles` are the projects of the version. Source: ours.
    """
    count = len(titles)
    problems = _stranger_problems(titles, places)
    often = Counter(place for key, place in places.items() if key in titles)
    for key, title in titles.items():
        place = places.get(key)
        if place is None:
            text = f"“{title}” ยังไม่มีลำดับ ใส่ 1 ถึง {count}"
        elif not 1 <= place <= count:
            text = f"“{title}” อยู่ลำดับ {place} ซึ่งไม่มี มี {count} โครงการ ใส่ 1 ถึง {count}"
        elif often[place] > 1:
            text = f"“{title}” อยู่ลำดับ {place} ซ้ำกับโครงการอื่น แต่ละลำดับมีโครงการเดียว"
        else:
            continue
        problems.append(Problem(f"place_{key}", text))
    return problems


def scoring_problems(
    titles: Mapping[int, str],
    scales: Sequence[Scale],
    points: Mapping[int, Sequence[Decimal | None]],
) -> list[Problem]:
    """What keeps points from standing: every project has some of each criterion, from none to the
    most. `points` are in the order of `scales`. Source: ours.
    """
    problems = _scale_problems(scales)
    if problems:
        return problems
    problems = _stranger_problems(titles, points)
    for key, title in titles.items():
        given = list(points.get(key, ()))
        for number, scale in enumerate(scales):
            found = given[number] if number < len(given) else None
            if text := _points_problem(title, scale, found):
                problems.append(Problem(f"points_{key}_{number}", text))
    return problems


def priority_day_problems(decided: date, today: date, met: date | None = None) -> list[Problem]:
    """The order was given by today, and no earlier than `met`, the meeting that resolved it."""
    if decided > today:
        text = f"วันที่อยู่หลังวันนี้ ({format_short(today)}) ใส่วันที่จัดลำดับแล้ว"
        return [Problem("decided", text)]
    if met is not None and decided < met:
        day = format_short(met)
        return [Problem("decided", f"วันที่อยู่ก่อนวันประชุมที่มีมติ ({day}) ใส่วันนั้นหรือหลังจากนั้น")]
    return []


def _points_problem(title: str, scale: Scale, given: Decimal | None) -> str:
    most = plain(scale.most or Decimal(0))
    asked = f"ใส่ 0 ถึง {most}"
    if given is None:
        return f"“{title}” ยังไม่มีคะแนนเกณฑ์ “{scale.name}” {asked}"
    if not given.is_finite() or not 0 <= given <= (scale.most or 0):
        is_told = given.is_finite() and abs(given) <= LARGEST_POINTS
        told = f"ได้ {plain(round(given, 2))} คะแนน" if is_told else "ได้คะแนนมากเกินไป"
        return f"“{title}” เกณฑ์ “{scale.name}” {told} คะแนนเต็ม {most} {asked}"
    if given != given.quantize(Decimal("0.01")):
        return f"“{title}” เกณฑ์ “{scale.name}” มีทศนิยมเกิน 2 ตำแหน่ง เช่น 7.50"
    return ""


def _scale_problems(scales: Sequence[Scale]) -> list[Problem]:
    if not scales:
        return [Problem("name_0", "ยังไม่มีเกณฑ์ ใส่อย่างน้อยหนึ่งเกณฑ์ เช่น ความเร่งด่วน คะแนนเต็ม 10")]
    problems = []
    often = Counter(one.name for one in scales)
    for number, one in enumerate(scales):
        if not one.name:
            problems.append(Problem(f"name_{number}", f"เกณฑ์ที่ {number + 1} ยังไม่มีชื่อ"))
        elif often[one.name] > 1:
            text = f"มีเกณฑ์ “{one.name}” มากกว่าหนึ่งข้อ รวมเป็นข้อเดียว"
            problems.append(Problem(f"name_{number}", text))
        most = one.most
        if most is None:
            text = f"เกณฑ์ “{one.name}” ยังไม่มีคะแนนเต็ม เช่น 10"
        elif not most.is_finite() or not 0 < most <= LARGEST_POINTS:
            text = f"คะแนนเต็มของเกณฑ์ “{one.name}” ต้องมากกว่า 0 และไม่เกิน {LARGEST_POINTS:,}"
        elif most != most.quantize(Decimal("0.01")):
            text = f"คะแนนเต็มของเกณฑ์ “{one.name}” มีทศนิยมเกิน 2 ตำแหน่ง เช่น 10 หรือ 7.50"
        else:
            continue
        problems.append(Problem(f"most_{number}", text))
    return problems


def _stranger_problems(titles: Mapping[int, str], given: Iterable[int]) -> list[Problem]:
    if set(given) - set(titles):
        return [Problem("", "มีโครงการที่ไม่อยู่ในแผนฉบับนี้ เปิดหน้านี้ใหม่แล้วจัดลำดับอีกครั้ง")]
    return [] if titles else [Problem("", "แผนฉบับนี้ยังไม่มีโครงการ เพิ่มโครงการก่อน")]


def plain(number: Decimal) -> str:
    """42.00 as 42, 7.50 as 7.5."""
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"
