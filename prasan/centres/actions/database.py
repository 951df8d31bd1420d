"""What a centre's database holds beside the centre itself. Events name no telephone number."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from prasan.accounts.models import User
from prasan.audit import log
from prasan.centres.models import Activity, ActivityDuty, Centre, Organisation, Outcome, Review
from prasan.evidence.models import Evidence
from prasan.thai.calendar import format_short

_KNOWN = ("name", "kind", "size", "funds", "leader", "since")


class Refused(Exception):
    """Something that stands already in another way; `field` is where it was typed."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


@transaction.atomic
def record_organisation(
    *,
    by: User,
    centre: Centre,
    organisation: Organisation | None = None,
    leader_phone: str = "",
    **facts: object,
) -> Organisation:
    """Enter a member organisation, or put right what is known of `organisation`.

    The same again does nothing. An empty telephone keeps the known one. Raises Refused when
    another member of the centre has the name.
    """
    Centre.objects.select_for_update(of=("self",)).get(pk=centre.pk)
    named = Organisation.objects.filter(centre=centre, name=facts["name"], until=None)
    other = (named.exclude(pk=organisation.pk) if organisation else named).first()
    if other and organisation is None and _is_same(other, facts):
        return other
    if other:
        raise Refused("name", f"{other.name} เป็นสมาชิกของ {centre} อยู่แล้ว เปิดรายการเดิมเพื่อแก้")
    stored = organisation or Organisation(centre=centre)
    before = {name: getattr(stored, name) for name in _KNOWN}
    has_new_phone = bool(leader_phone) and leader_phone != stored.leader_phone
    changes: dict[str, object] = {
        name: [_said(before[name]), _said(facts[name])]
        for name in _KNOWN
        if before[name] != facts[name]
    }
    if organisation and not changes and not has_new_phone:
        return organisation
    for name in _KNOWN:
        setattr(stored, name, facts[name])
    stored.leader_phone = leader_phone or stored.leader_phone
    stored.save()
    done = "แก้ข้อมูล" if organisation else "เพิ่ม"
    log.record(
        by=by.username,
        verb="organisation.corrected" if organisation else "organisation.recorded",
        target=stored,
        area=centre.area_id,
        summary=f"{done}องค์การชุมชน {stored.name} {centre}",
        changes=changes | ({"leader_phone": "เปลี่ยน"} if has_new_phone else {}),
    )
    return stored


@transaction.atomic
def end_organisation(*, by: User, organisation: Organisation, until: date, because: str) -> None:
    """Let a member leave its centre on `until`; the same again does nothing."""
    stored = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if (stored.until, stored.ended_because) == (until, because):
        return
    if stored.until:
        raise Refused("until", f"{stored.name} พ้นสมาชิกภาพไปแล้วเมื่อ {format_short(stored.until)}")
    stored.until, stored.ended_because = until, because
    stored.save(update_fields=["until", "ended_because"])
    log.record(
        by=by.username,
        verb="organisation.ended",
        target=stored,
        area=stored.centre.area_id,
        summary=f"{stored.name} พ้นจากสมาชิกของ {stored.centre} เพราะ{because}",
        changes={"until": until, "because": because},
    )


@transaction.atomic
def record_activity(
    *,
    by: User,
    centre: Centre,
    held: date,
    name: str,
    duties: Collection[str],
    result: str = "",
    evidence: Evidence | None = None,
) -> Activity:
    """Record what a centre did; the same day and name a second time is the same activity."""
    activity, is_new = Activity.objects.get_or_create(
        centre=centre, held=held, name=name, defaults={"result": result, "evidence": evidence}
    )
    if not is_new:
        return activity
    ActivityDuty.objects.bulk_create(
        ActivityDuty(activity=activity, duty=duty) for duty in sorted(set(duties))
    )
    log.record(
        by=by.username,
        verb="activity.recorded",
        target=activity,
        area=centre.area_id,
        summary=f"บันทึกกิจกรรม {name} {centre}",
        changes={
            "held": held,
            "duties": sorted(set(duties)),
            "result": result,
            "copy": evidence.sha256 if evidence else "",
        },
    )
    return activity


@transaction.atomic
def record_review(
    *, by: User, centre: Centre, held: date, outcome: Outcome, because: str, led_to: str = ""
) -> Review:
    """Record that the centre's database and order were reviewed on a day, and the outcome.

    Which order took the place of the old one is kept by `orders`; `led_to` names it in the event.
    """
    review, is_new = Review.objects.get_or_create(
        centre=centre, held=held, defaults={"outcome": outcome, "because": because, "by": by}
    )
    if not is_new:
        if (review.outcome, review.because) == (outcome, because):
            return review
        raise Refused(
            "held", f"ทบทวนวันที่ {format_short(held)} ไว้แล้ว ผลคือ{review.get_outcome_display()}"
        )
    log.record(
        by=by.username,
        verb="centre.reviewed",
        target=centre,
        area=centre.area_id,
        summary=f"ทบทวน {centre} {review.get_outcome_display()}",
        changes={
            "held": held,
            "outcome": review.get_outcome_display(),
            "because": because,
            "order": led_to,
        },
    )
    return review


@transaction.atomic
def see_phone(*, by: User, of: Centre | Organisation) -> str:
    """The whole telephone number of a centre or of a member's leader; each look is recorded."""
    is_centre = isinstance(of, Centre)
    log.record(
        by=by.username,
        verb="centre.contact_seen" if is_centre else "organisation.contact_seen",
        target=of,
        area=of.area_id if isinstance(of, Centre) else of.centre.area_id,
        summary=f"ดูโทรศัพท์ของ {of}",
    )
    number: str = of.phone if isinstance(of, Centre) else of.leader_phone
    return number


def _is_same(stored: Organisation, facts: dict[str, object]) -> bool:
    return all(getattr(stored, name) == facts[name] for name in _KNOWN)


def _said(value: object) -> str:
    return "" if value is None else str(value)
