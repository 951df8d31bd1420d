"""The cells of the grid, written at once: Django's own widgets take ten times as long."""

from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from prasan.orders.drafts import Row
from prasan.orders.forms import seats_of
from prasan.orders.rows import PREFIX

register = template.Library()


@register.simple_tag
def cell(row: Row, name: str, hint: str = "") -> SafeString:
    """The input of one cell, with its row in its name for the ear."""
    bound = row.form.fields[name]
    return format_html(
        '<input type="text" name="{0}-{1}-{2}" id="id_{0}-{1}-{2}" value="{3}" maxlength="{4}"'
        ' aria-label="{5}" autocomplete="off"{6}{7}>',
        PREFIX,
        row.form.row - 1,
        name,
        row.typed[name],
        bound.max_length,  # type: ignore[attr-defined]
        bound.label,
        format_html(' placeholder="{}"', hint) if hint else "",
        SafeString(' aria-invalid="true"') if name in row.form.errors else "",
    )


@register.simple_tag
def office(row: Row, kind: str) -> SafeString:
    """The list of offices of one row."""
    return format_html(
        '<select name="{0}-{1}-seat" id="id_{0}-{1}-seat" aria-label="{2}" autocomplete="off">'
        "{3}</select>",
        PREFIX,
        row.form.row - 1,
        row.form.fields["seat"].label,
        _options(kind, row.typed["seat"], get_language()),
    )


@register.simple_tag
def unseen(row: Row) -> SafeString:
    """Who was chosen for the name, and the post a vacant seat belongs to."""
    return format_html_join(
        "",
        '<input type="hidden" name="{0}-{1}-{2}" value="{3}">',
        ((PREFIX, row.form.row - 1, name, row.typed[name]) for name in ("who", "whose", "post")),
    )


@lru_cache(maxsize=200)
def _options(kind: str, chosen: str, language: str | None) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (value, SafeString(" selected") if value == chosen else "", label)
            for value, label in seats_of(kind)
        ),
    )
