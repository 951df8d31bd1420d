"""What an officer types on the sheet: one small form per indicator."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from prasan.assessments.actions import Answer
from prasan.assessments.computing import Suggestion
from prasan.assessments.models import Indicator, Proof, Score
from prasan.assessments.scales import Given, ScoreField
from prasan.evidence.fields import HoldsUploads, UploadField, UploadInput
from prasan.evidence.inspection import Upload
from prasan.evidence.models import Evidence

NOTE_LIMIT = 500
_SALT = "assessments.seen"
BASIS_LIMIT = 200


def given(score: Score | None) -> Given:
    """What is stored, as it is asked for."""
    return Given(score.points, score.is_not_applicable) if score else Given()


def sealed(indicator: Indicator, suggestion: Suggestion | None) -> str:
    """The computed score and its basis for the way through the browser; "" without one."""
    if suggestion is None or suggestion.points is None:
        return ""
    content = [indicator.pk, suggestion.points, suggestion.note[:BASIS_LIMIT]]
    return signing.dumps(content, salt=_SALT)


def opened(indicator: Indicator, seal: str) -> tuple[int | None, str]:
    """What was sealed for this indicator; nothing when it is none of ours."""
    try:
        pk, points, basis = signing.loads(seal, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None, ""
    return (points, basis) if pk == indicator.pk else (None, "")


class AnswerForm(HoldsUploads):
    """The points of one indicator, with a reason and a proof; a draft may leave out any part."""

    note = forms.CharField(
        label=_("เหตุผลสั้น ๆ"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input"}),
    )
    proof = UploadField(label=_("ไฟล์หลักฐาน"), required=False)
    photo = UploadField(
        label=_("ถ่ายรูป"),
        required=False,
        widget=UploadInput({"accept": "image/jpeg,image/png", "capture": "environment"}),
    )
    drop = forms.TypedMultipleChoiceField(
        label=_("เอาออกจากข้อนี้"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    edition = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    # What the system had computed when the page was shown, sealed so that it stays our word.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    # With two answers side by side: which one is to stand.
    take = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        indicator: Indicator,
        score: Score | None,
        proofs: Sequence[Proof],
        suggestion: Suggestion | None = None,
        **kwargs: Any,
    ) -> None:
        self.indicator, self.score, self.proofs = indicator, score, proofs
        kwargs["initial"] = {
            "choice": given(score).value,
            "seen": sealed(indicator, suggestion),
            "note": score.note if score else "",
            "edition": score.edition if score else 0,
        }
        kwargs["prefix"] = f"i{indicator.pk}"
        super().__init__(*args, **kwargs)
        self.fields["choice"] = ScoreField(indicator=indicator)
        self.order_fields(["choice"])
        drop = self.fields["drop"]
        assert isinstance(drop, forms.TypedMultipleChoiceField)
        drop.choices = [(each.pk, str(each)) for each in proofs]

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
        mine = [*self.fields, "proof-held", "photo-held"]
        return ",".join(["csrfmiddlewaretoken", *(self.add_prefix(name) for name in mine)])

    @property
    def is_touched(self) -> bool:
        """Whether the reason and the proof are worth showing at once."""
        kept = self.proofs or (self.score and self.score.note)
        return bool(kept or self["note"].value() or self.errors)

    @property
    def uploads(self) -> list[Upload]:
        """The new files, from the camera too."""
        return [each for each in map(self.cleaned_data.get, ("proof", "photo")) if each]

    def answer(self, files: Sequence[Evidence]) -> Answer:
        """What was typed; `files` are new ones, beside those that are there."""
        suggested, basis = opened(self.indicator, self.cleaned_data["seen"])
        return Answer(
            points=self.cleaned_data["choice"].points,
            is_not_applicable=self.cleaned_data["choice"].is_not_applicable,
            suggested=suggested,
            basis=basis,
            note=self.cleaned_data["note"],
            files=tuple(files),
            withdrawn=frozenset(self.cleaned_data["drop"]),
            edition=self.cleaned_data["edition"] or 0,
        )
