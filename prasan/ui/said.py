"""What a form says went wrong, in the words of an officer, beside a field and in the summary."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.forms import BaseForm, BaseFormSet, ChoiceField, Field, FileField
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from prasan.ui import words

# Sentences of Django's own, which do not name the field they speak of.
_NAMELESS = {
    *("invalid", "invalid_choice", "invalid_list", "empty", "missing", "step_size"),
    *("min_value", "max_value", "min_length", "max_length"),
    *("max_digits", "max_decimal_places", "max_whole_digits"),
}


def beside(bound: BoundField) -> list[str]:
    """The problems of one field, as they stand between its label and its input."""
    return [text for error in _errors(bound) for text in _texts(bound, error)]


def lines(*forms: "BaseForm | BaseFormSet[BaseForm]") -> list[tuple[str, str]]:
    """Every problem of `forms` as (id of the field, text), in the order of the fields.

    A problem of the whole form has no id. Forms that are unbound or valid add nothing.
    """
    return [line for form in forms for line in _lines(form)]


def _lines(form: "BaseForm | BaseFormSet[BaseForm]") -> Iterator[tuple[str, str]]:
    if not form.is_bound:
        return
    for text in (
        form.non_form_errors() if isinstance(form, BaseFormSet) else form.non_field_errors()
    ):
        yield "", str(text)
    for part in form:
        if isinstance(part, BoundField):
            yield from ((_anchor(part), text) for text in _summed(part))
        else:
            yield from _lines(part)


def _anchor(bound: BoundField) -> str:
    """Where a link goes: the input, or for choices the fieldset that holds them."""
    return bound.id_for_label or bound.auto_id


def _summed(bound: BoundField) -> Iterator[str]:
    for error in _errors(bound):
        for text in _texts(bound, error):
            yield f"{bound.label}: {text}" if error.code in _NAMELESS else text


def _errors(bound: BoundField) -> list[ValidationError]:
    return bound.form.errors.as_data().get(bound.name, [])


def _texts(bound: BoundField, error: ValidationError) -> list[str]:
    if error.code == "required" and error.message == Field.default_error_messages["required"]:
        return [_missing(bound)]
    return [words.told(message) for message in error.messages]


def _missing(bound: BoundField) -> str:
    if isinstance(bound.field, FileField):
        return _("ยังไม่ได้แนบ%(label)s") % {"label": bound.label}
    if isinstance(bound.field, ChoiceField):
        return _("ยังไม่ได้เลือก%(label)s") % {"label": bound.label}
    return _("ยังไม่ได้กรอก%(label)s") % {"label": bound.label}
