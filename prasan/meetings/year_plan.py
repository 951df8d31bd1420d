"""The year of a district's committees: what is appointed, and days proposed for the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from prasan.areas.models import Area, within
from prasan.committees.models import Committee, Kind
from prasan.holidays.models import Holiday, holidays_of
from prasan.holidays.rules import is_working_day
from prasan.meetings.fields import ThaiTimeField
from prasan.meetings.models import Meeting
from prasan.meetings.planning import Proposal, Wish, propose
from prasan.meetings.quota import quota
from prasan.thai.calendar import FiscalYear, format_short, weekday
from prasan.ui.fields import ThaiDateField

HOUR = time(9, 30)


class RowForm(forms.Form):
    """One proposal as the officer takes, shifts or leaves it."""

    take = forms.BooleanField(label=gettext_lazy("รับ"), required=False)
    planned = ThaiDateField(
        label=gettext_lazy("วันประชุม"),
        error_messages={"required": gettext_lazy("ยังไม่ได้กรอกวันประชุม")},
    )
    starts = ThaiTimeField(
        label=gettext_lazy("เริ่มเวลา"),
        error_messages={"required": gettext_lazy("ยังไม่ได้กรอกเวลาเริ่ม")},
    )
    place = forms.CharField(
        label=gettext_lazy("สถานที่"),
        max_length=200,
        error_messages={"required": gettext_lazy("ยังไม่ได้กรอกสถานที่")},
    )
    # The day off that was pointed out and is wanted all the same.
    seen = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, holidays: dict[date, Holiday], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holidays = holidays
        self.doubt = ""

    def clean(self) -> None:
        if not self.cleaned_data.get("take"):
            # What is left may say what it likes.
            self.errors.clear()
        elif not self.errors:
            self._point_out()

    def _point_out(self) -> None:
        """A day off is pointed out once, and taken when it is sent again."""
        planned = self.cleaned_data.get("planned")
        if planned is None or is_working_day(planned, self.holidays):
            return
        if self.cleaned_data.get("seen") == planned:
            return
        holiday = self.holidays.get(planned)
        what = holiday.name if holiday else weekday(planned)
        self.doubt = f"{format_short(planned)} ตรงกับ{what} ถ้าตั้งใจประชุมวันนี้ กดร่างอีกครั้ง"
        sent = {name: self.data.get(name) for name in self.data}
        self.data = sent | {self.add_prefix("seen"): planned.isoformat()}
        self.add_error("planned", ValidationError(self.doubt, code="day_off"))


@dataclass(frozen=True)
class Row:
    """A proposal with its committee and its form."""

    committee: Committee
    proposal: Proposal
    number: int
    form: RowForm


class YearPlan:
    """The committees of one area in one fiscal year, as seen on a day."""

    def __init__(self, area: Area, *, year: FiscalYear, today: date) -> None:
        self.area, self.year, self.today = area, year, today
        self._mine = Committee.objects.filter(
            within([area.code], field="area"), kind__in=[Kind.DISTRICT, Kind.TAMBON]
        )

    @cached_property
    def holidays(self) -> dict[date, Holiday]:
        return holidays_of([self.area.code], self.year.first, self.year.last)

    @cached_property
    def committees(self) -> dict[int, Committee]:
        return self._mine.select_related("area").in_bulk()

    @cached_property
    def appointed(self) -> list[Meeting]:
        """What is called or drafted from today on, in order."""
        coming = Meeting.objects.to_come().filter(committee__in=self._mine.order_by())
        coming = coming.filter(planned__gte=self.today, planned__lte=self.year.last)
        return list(coming.select_related("committee__area").order_by("planned", "pk"))

    @cached_property
    def proposals(self) -> list[tuple[Committee, Proposal, int]]:
        """What is proposed, in the order of days; those without a day last."""
        counted = {one.pk: one for one in quota(self._mine, period=self.year, day=self.today)}
        held = self._held()
        wishes = [
            Wish(
                pk,
                str(self.committees[pk]),
                one.forecast.unappointed,
                (*held.get(pk, ()), *one.appointed),
            )
            for pk, one in counted.items()
        ]
        found = propose(
            wishes,
            year=self.year,
            today=self.today,
            holidays={day: holiday.name for day, holiday in self.holidays.items()},
            taken={meeting.planned: str(meeting.committee) for meeting in self.appointed},
        )
        found.sort(key=lambda one: (one.day is None, one.day or date.max, one.key))
        return [
            (self.committees[one.key], one, counted[one.key].forecast.next_number + one.place - 1)
            for one in found
        ]

    def rows(self, data: Any = None) -> list[Row]:
        """Each proposal with its form; hour and place are those the committee met at last."""
        usual = self._usual()
        rows = []
        for committee, proposal, number in self.proposals:
            place, starts = usual.get(committee.pk, ("", None))
            initial = {"planned": proposal.day, "place": place, "starts": starts or HOUR}
            prefix = f"p{committee.pk}-{proposal.place}"
            form = RowForm(data, prefix=prefix, initial=initial, holidays=self.holidays)
            rows.append(Row(committee, proposal, number, form))
        return rows

    def _held(self) -> dict[int, tuple[date, ...]]:
        held = Meeting.objects.filter(committee__in=self._mine.order_by()).in_year(self.year)
        days: dict[int, tuple[date, ...]] = {}
        for committee, day in held.values_list("committee", "planned"):
            days[committee] = (*days.get(committee, ()), day)
        return days

    def _usual(self) -> dict[int, tuple[str, time | None]]:
        """By committee, the place and the hour of its last meeting that tells them."""
        past = Meeting.objects.standing().filter(committee__in=self._mine.order_by())
        usual: dict[int, tuple[str, time | None]] = {}
        told = past.order_by("planned").values_list("committee", "place", "starts")
        began = past.order_by("planned").filter(starts=None, stretches__began__isnull=False)
        hours = dict(began.values_list("committee", "stretches__began"))
        for committee, place, starts in told:
            before = usual.get(committee, ("", None))[1]
            usual[committee] = (place, starts or before or hours.get(committee))
        return usual


def taken(rows: Sequence[Row]) -> list[Row]:
    """The rows the officer takes."""
    return [row for row in rows if row.form.cleaned_data.get("take")]
