"""Committees that sit together: their meetings tied into one sitting, and let go again."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction

from prasan.accounts.models import User
from prasan.committees.models import Committee
from prasan.meetings.actions.convene import draft_meeting
from prasan.meetings.actions.events import tell
from prasan.meetings.actions.hold import arrive, tell_absence
from prasan.meetings.actions.locked import BEFORE, locked, locked_together
from prasan.meetings.joining import Called, joining_problem
from prasan.meetings.models import Gathering, Meeting, Presence, Told


@transaction.atomic
def draft_together(
    *,
    by: User,
    committees: Sequence[Committee],
    planned: date,
    place: str,
    at: datetime,
    starts: time | None = None,
    ends: time | None = None,
    subject: str = "",
) -> list[Meeting]:
    """A meeting to come of each of `committees`, at one place, day and hour, as one sitting.

    The same drafts again return those there are. What one of them cannot do raises
    ValidationError with its name, and then none is drafted.
    """
    meetings = []
    for committee in committees:
        try:
            meeting = draft_meeting(
                by=by, committee=committee, planned=planned, place=place, at=at,
                starts=starts, ends=ends, subject=subject,
            )  # fmt: skip
        except ValidationError as refusal:
            if committee == committees[0]:
                raise
            raise ValidationError({"beside": _named(committee, refusal)}) from None
        meetings.append(meeting)
    if len(meetings) > 1:
        gathering = sit_together(by=by, meetings=meetings, at=at)
        for meeting in meetings:
            meeting.gathering = gathering
    return meetings


@transaction.atomic
def sit_together(*, by: User, meetings: Sequence[Meeting], at: datetime) -> Gathering:
    """Tie meetings not opened yet into one sitting; those tied already let others join.

    The same again changes nothing; what cannot be one sitting raises ValidationError.
    """
    here = [locked(meeting) for meeting in sorted(meetings, key=lambda one: one.pk)]
    tied = {meeting.gathering_id for meeting in here if meeting.gathering_id}
    if len(tied) > 1:
        raise ValidationError({"beside": "บางคณะนัดประชุมร่วมกับคณะอื่นอยู่แล้ว แยกออกจากกันก่อน"})
    known = Gathering.objects.filter(pk__in=tied).first()
    new = [meeting for meeting in here if meeting.gathering_id is None or known is None]
    if known is not None and not new:
        return known
    _refuse_unless_before(here)
    gathering = known or Gathering.objects.create(made_at=at, made_by=by)
    whole = here + [one for one in _of(gathering) if one not in here]
    problem = joining_problem([called(meeting) for meeting in whole])
    if problem:
        raise ValidationError({"beside": problem})
    for meeting in new:
        meeting.gathering = gathering
        meeting.save(update_fields=["gathering"])
        names = " ".join(f"{one.committee}" for one in whole if one != meeting)
        summary = f"{meeting} ประชุมร่วมกับ {names}"
        tell(by, meeting, "meeting.joined", summary, {"beside": ["", names]})
    for meeting in whole:
        _spread(by, meeting, at)
    return gathering


def _spread(by: User, meeting: Meeting, at: datetime) -> None:
    """What was told of a person before they were tied holds for their other seats from now on."""
    for line in meeting.attendance.select_related("seat__person").prefetch_related("stays"):
        here = next((stay for stay in line.stays.all() if stay.left_at is None), None)
        if here is not None:
            arrive(by=by, meeting=meeting, seat=line.seat, at=here.arrived_at, told=Told(here.told))
        elif line.presence != Presence.PRESENT:
            presence = Presence(line.presence)
            tell_absence(
                by=by, meeting=meeting, seat=line.seat, presence=presence, at=at,
                substitute=line.substitute,
            )  # fmt: skip


@transaction.atomic
def sit_apart(*, by: User, meeting: Meeting) -> Meeting:
    """Take a meeting that did not open out of a common sitting; again changes nothing.

    Who was told of before for the whole sitting stays told of. One left alone is alone again.
    """
    meeting, *others = locked_together(meeting)
    if meeting.gathering_id is None:
        return meeting
    _refuse_unless_before([meeting])
    leaving = [meeting, *others] if len(others) == 1 else [meeting]
    names = " ".join(f"{one.committee}" for one in others)
    for one in leaving:
        one.gathering = None
        one.save(update_fields=["gathering"])
    tell(by, meeting, "meeting.parted", f"{meeting} แยกประชุม", {"beside": [names, ""]})
    return meeting


@transaction.atomic
def choose_companions(
    *, by: User, meeting: Meeting, committees: Iterable[Committee], at: datetime
) -> list[Meeting]:
    """Let exactly `committees` sit with the meeting: who is new is drafted, who is not leaves."""
    meeting, *others = locked_together(meeting)
    wanted = {committee.pk: committee for committee in committees}
    for other in others:
        if other.committee_id not in wanted:
            sit_apart(by=by, meeting=other)
    kept = {other.committee_id for other in others}
    new = [committee for pk, committee in wanted.items() if pk not in kept]
    if not new:
        return locked_together(meeting)
    plan = {name: getattr(meeting, name) for name in ("planned", "place", "starts", "ends")}
    draft_together(
        by=by, committees=[meeting.committee, *new], at=at, subject=meeting.subject, **plan
    )
    return locked_together(meeting)


def called(meeting: Meeting) -> Called:
    return Called(
        f"{meeting.committee}",
        meeting.committee.area_id,
        meeting.planned,
        meeting.starts,
        meeting.ends,
        meeting.place,
    )


def _of(gathering: Gathering) -> list[Meeting]:
    found = Meeting.objects.standing().filter(gathering=gathering)
    return list(found.select_related("committee__area"))


def _refuse_unless_before(meetings: Iterable[Meeting]) -> None:
    for meeting in meetings:
        if meeting.stage not in BEFORE:
            raise ValidationError(
                {"beside": f"การประชุม {meeting} เปิดแล้ว จัดเป็นการประชุมร่วมหรือแยกออกไม่ได้แล้ว"}
            )


def _named(committee: Committee, refusal: ValidationError) -> list[str]:
    return [f"{committee} {sentence}" for sentence in refusal.messages]
