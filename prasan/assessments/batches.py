"""Which assessments can be accepted together, and which of their answers are looked at first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from prasan.accounts.reach import Reach
from prasan.areas.models import Area, Level
from prasan.areas.rules import DISTRICT_DIGITS, PROVINCE_DIGITS
from prasan.assessments import agreeing, quality, workflow
from prasan.assessments.models import Assessment, Score
from prasan.assessments.models.assessments import AssessmentQuerySet
from prasan.assessments.workflow import Tier
from prasan.thai.calendar import FiscalYear

# Whose word is given for which area: the page that checks together is one of these.
TIERS = {Level.DISTRICT: Tier.DISTRICT, Level.PROVINCE: Tier.PROVINCE}
# A fiscal year, an area and whose word is waited for.
_Place = tuple[int, str, Tier]
_DIGITS = {Tier.DISTRICT: DISTRICT_DIGITS, Tier.PROVINCE: PROVINCE_DIGITS}


@dataclass(frozen=True)
class Pending:
    """How many results of a year wait in an area for the word of a tier."""

    area: Area
    year: FiscalYear
    tier: Tier
    many: int
    # Answers among them at full points that nothing proves yet.
    unproven: int = 0


@dataclass(frozen=True)
class Drawn:
    """What waits for a tier in an area: the assessments that can be accepted together, those that
    cannot with the reason, how many answers there are, and those drawn by lot."""

    ready: list[Assessment]
    held: list[tuple[Assessment, str]]
    answers: int
    sample: list[Score]


def pending(reach: Reach, year: FiscalYear | None = None) -> list[Pending]:
    """What waits for the word of the reader in the areas they check, the newest year first.

    Two queries for each tier the reader speaks for and one for the areas, whatever the numbers.
    """
    counted: Counter[_Place] = Counter()
    unproven: Counter[_Place] = Counter()
    for tier, digits in _DIGITS.items():
        held = reach.holding(workflow.right_to_score(tier))
        codes = [code for code in held if len(code) == digits]
        if codes:
            counted.update(_counted(codes, digits, tier, year))
            unproven.update(_unproven(codes, digits, tier, year))
    areas = Area.objects.in_bulk({code for _, code, _ in counted}) if counted else {}
    return [
        Pending(areas[code], FiscalYear(number), tier, many, unproven[number, code, tier])
        for (number, code, tier), many in sorted(
            counted.items(), key=lambda each: (-each[0][0], each[0][1])
        )
    ]


def _waiting(codes: Sequence[str], tier: Tier, year: FiscalYear | None) -> AssessmentQuerySet:
    waiting = Assessment.objects.within(codes)
    if year:
        waiting = waiting.in_year(year)
    return waiting.at(workflow.WAITING[tier]).order_by()


def _counted(
    codes: Sequence[str], digits: int, tier: Tier, year: FiscalYear | None
) -> Counter[_Place]:
    by_district = (
        _waiting(codes, tier, year)
        .values_list("fiscal_year", "centre__area__parent")
        .annotate(many=Count("pk"))
    )
    return _placed(by_district, digits, tier)


def _unproven(
    codes: Sequence[str], digits: int, tier: Tier, year: FiscalYear | None
) -> Counter[_Place]:
    by_district = (
        quality.bare()
        .filter(assessment__in=_waiting(codes, tier, year).values("pk"))
        .values_list("assessment__fiscal_year", "assessment__centre__area__parent")
        .annotate(many=Count("pk"))
    )
    return _placed(by_district, digits, tier)


def _placed(
    by_district: Iterable[tuple[int, str | None, int]], digits: int, tier: Tier
) -> Counter[_Place]:
    found: Counter[_Place] = Counter()
    for number, district, many in by_district:
        found[number, str(district)[:digits], tier] += many
    return found


def draw(codes: Sequence[str], year: FiscalYear, tier: Tier) -> Drawn:
    """The lot for what waits in `codes` just now: the same until something changes there.

    Four queries, whatever the number of assessments.
    """
    waiting = list(
        Assessment.objects.within(codes)
        .in_year(year)
        .at(workflow.WAITING[tier])
        .select_related("centre__area__parent", "framework")
        .order_by("centre__area")
    )
    scores = _scores(waiting, workflow.BELOW[tier])
    held = _held(waiting, scores, tier)
    ready = [each for each in waiting if each.pk not in held]
    keyed = {_key(each): each for each in scores if each.assessment_id not in held}
    chosen = workflow.sample(keyed, f"{tier}|{year.number}")
    return Drawn(
        ready=ready,
        held=[(each, held[each.pk]) for each in waiting if each.pk in held],
        answers=len(keyed),
        sample=[keyed[key] for key in chosen],
    )


def _scores(waiting: Sequence[Assessment], tier: Tier) -> list[Score]:
    known = {each.pk: each for each in waiting}
    scores = list(
        Score.objects.of(tier)
        .filter(assessment__in=known)
        .select_related("indicator__category", "by")
        .prefetch_related("indicator__points")
    )
    for each in scores:
        each.assessment = known[each.assessment_id]
    return scores


def _held(waiting: Sequence[Assessment], scores: Sequence[Score], tier: Tier) -> dict[int, str]:
    """Why an assessment cannot be accepted with the others, by its id."""
    below = _by_assessment(scores)
    above = _by_assessment(
        Score.objects.of(tier).filter(assessment__in=waiting).select_related("indicator")
    )
    found = {}
    for each in waiting:
        if numbers := agreeing.unconfirmed(tier, below[each.pk]):
            found[each.pk] = f"ข้อ {_listed(numbers)} ให้ต่างจากที่ระบบคิด รอคนที่สองยืนยัน"
        elif numbers := agreeing.unreasoned(below[each.pk], above[each.pk]):
            found[each.pk] = f"ข้อ {_listed(numbers)} ให้ต่างจากเดิม เขียนเหตุผลก่อน"
    return found


def _by_assessment(scores: Iterable[Score]) -> dict[int, dict[int, Score]]:
    found: dict[int, dict[int, Score]] = defaultdict(dict)
    for each in scores:
        found[each.assessment_id][each.indicator_id] = each
    return found


def _listed(numbers: Iterable[str]) -> str:
    return " ".join(sorted(numbers))


def _key(score: Score) -> str:
    area, number = score.assessment.centre.area_id, score.indicator.number
    return f"{area}|{number}|{score.edition}"
