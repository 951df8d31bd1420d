"""What an officer types on the sheet: one small form per indicator."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from prasan.assessments.actions import Answer
from prasan.assessments.models import Indicator, Proof, Score
from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.evidence.models import Evidence

NOTE_LIMIT = 500


class AnswerForm(HoldsUploads):
    """The points of one indicator, with a reason and a proof; a draft may leave out any part."""

    choice = forms.TypedChoiceField(
        label=_("คะแนน"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("เหตุผลสั้น ๆ"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input"}),
    )
    proof = UploadField(label=_("หลักฐาน"), required=False)
    drop = forms.TypedMultipleChoiceField(
        label=_("เอาออกจากข้อนี้"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    edition = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        indicator: Indicator,
        score: Score | None,
        proofs: Sequence[Proof],
        **kwargs: Any,
    ) -> None:
        self.indicator, self.score, self.proofs = indicator, score, proofs
        kwargs["initial"] = {
            "choice": score.points if score else None,
            "note": score.note if score else "",
            "edition": score.edition if score else 0,
        }
        kwargs["prefix"] = f"i{indicator.pk}"
        super().__init__(*args, **kwargs)
        choice = self.fields["choice"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = [(each.points, each.meaning) for each in indicator.points.all()]
        drop = self.fields["drop"]
        assert isinstance(drop, forms.TypedMultipleChoiceField)
        drop.choices = [(each.pk, str(each)) for each in proofs]
        choice.error_messages["invalid_choice"] = (
            f"ข้อ {indicator.number} ให้ได้ 0 ถึง {indicator.most} คะแนน"
        )

    def clean_note(self) -> str:
        # Browsers send line ends as CR LF; kept so, each save would look like a change.
        note = "\n".join(str(self.cleaned_data["note"]).splitlines())
        if len(note) > NOTE_LIMIT:
            raise ValidationError(
                f"เหตุผลข้อ {self.indicator.number} ยาว {len(note)} อักษร ย่อให้ไม่เกิน {NOTE_LIMIT}",
                code="long",
            )
        return note

    @property
    def names(self) -> str:
        """What the browser sends of this form: nothing of the other indicators."""
        mine = [*self.fields, "proof-held"]
        return ",".join(["csrfmiddlewaretoken", *(self.add_prefix(name) for name in mine)])

    @property
    def is_touched(self) -> bool:
        """Whether the reason and the proof are worth showing at once."""
        kept = self.proofs or (self.score and self.score.note)
        return bool(kept or self["note"].value() or self.errors)

    def answer(self, proof: Evidence | None) -> Answer:
        """What was typed; `proof` is a new file, beside those that are there."""
        return Answer(
            points=self.cleaned_data["choice"],
            note=self.cleaned_data["note"],
            evidence=proof,
            withdrawn=frozenset(self.cleaned_data["drop"]),
            edition=self.cleaned_data["edition"] or 0,
        )
