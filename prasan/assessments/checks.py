"""The sheet as a tier above the centre looks at it: what was said below, and its own word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from prasan.assessments import workflow
from prasan.assessments.actions import Answer
from prasan.assessments.forms import given
from prasan.assessments.models import Assessment, Category, Indicator, Score
from prasan.assessments.records import Line, Record
from prasan.assessments.scales import ScoreField
from prasan.assessments.workflow import Tier
from prasan.ui import said

NOTE_LIMIT, REASON_LIMIT = 300, 500


class CheckForm(forms.Form):
    """One tier's word on one indicator: a score, and why, or what to put right."""

    note = forms.CharField(label=_("เหตุผล หรือสิ่งที่ต้องแก้"), required=False)
    edition = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        indicator: Indicator,
        below: Score | None,
        own: Score | None,
    ) -> None:
        kept = own or below
        initial = {
            "choice": given(kept).value,
            "note": own.note if own else "",
            "edition": own.edition if own else 0,
        }
        super().__init__(data, prefix=f"i{indicator.pk}", initial=initial)
        self.indicator, self.below, self.own = indicator, below, own
        self.fields["choice"] = ScoreField(indicator=indicator)
        self.order_fields(["choice"])

    def clean_note(self) -> str:
        note = " ".join(str(self.cleaned_data["note"]).split())
        if len(note) > NOTE_LIMIT:
            raise ValidationError(
                f"ข้อ {self.indicator.number} ยาว {len(note)} อักษร ย่อให้ไม่เกิน {NOTE_LIMIT}",
                code="long",
            )
        return note

    @property
    def answer(self) -> Answer | None:
        """Its own word; None where it agrees without a word, which the step then takes over."""
        choice, note = self.cleaned_data["choice"], self.cleaned_data["note"]
        if not choice.value:
            choice = given(self.below)
        if self.own is None and not note and choice == given(self.below):
            return None
        return Answer(
            points=choice.points,
            is_not_applicable=choice.is_not_applicable,
            note=note,
            edition=self.cleaned_data["edition"] or 0,
            suggested=self.below.suggested if self.below else None,
            basis=self.below.basis if self.below else "",
        )


@dataclass
class Row:
    """A line of the record with the form beside it."""

    line: Line
    below: Score | None
    form: CheckForm
    problem: str = ""

    @property
    def errors(self) -> list[str]:
        texts = [*said.beside(self.form["choice"]), *said.beside(self.form["note"])]
        return [*texts, *filter(None, [self.problem])]


@dataclass(frozen=True)
class Group:
    category: Category
    rows: list[Row]


class Check:
    """What `tier` sees of an assessment, and what it typed."""

    def __init__(self, assessment: Assessment, tier: Tier, data: Mapping[str, Any] | None) -> None:
        self.tier, self.data = tier, data
        self.record = Record.of(assessment)
        self.problems: list[tuple[str, str]] = []
        below = workflow.BELOW[tier]
        self.rows: dict[int, Row] = {}
        for pk, line in self.record.lines.items():
            under, own = line.scores.get(below), line.scores.get(tier)
            form = CheckForm(data, indicator=line.indicator, below=under, own=own)
            self.rows[pk] = Row(line, under, form)

    @property
    def reason(self) -> str:
        typed = " ".join(str((self.data or {}).get("reason", "")).split())
        return typed[:REASON_LIMIT]

    @property
    def groups(self) -> list[Group]:
        grouped: dict[int, Group] = {}
        for row in self.rows.values():
            category = row.line.indicator.category
            grouped.setdefault(category.pk, Group(category, [])).rows.append(row)
        return list(grouped.values())

    @property
    def answers(self) -> dict[int, Answer]:
        found = {pk: row.form.answer for pk, row in self.rows.items()}
        return {pk: answer for pk, answer in found.items() if answer}

    @property
    def remarks(self) -> dict[int, str]:
        return {
            pk: row.form.cleaned_data["note"]
            for pk, row in self.rows.items()
            if row.form.cleaned_data["note"]
        }

    def is_valid(self) -> bool:
        self.problems = [line for row in self.rows.values() for line in said.lines(row.form)]
        return not self.problems

    def point_out(self, numbers: Sequence[str], text: str) -> None:
        """Name what keeps the tier from agreeing, at its rows and in the summary."""
        for row in self.rows.values():
            if row.line.indicator.number in numbers:
                row.problem = text
        first = next(row for row in self.rows.values() if row.problem)
        self.problems.append((first.form["choice"].auto_id, text))
