"""The tags and filters of every template; no {% load %} needed. /parts/ shows each at work."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django import forms, template
from django.core.exceptions import ValidationError
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from prasan.thai import calendar, digits
from prasan.ui import said, words
from prasan.ui.fields import ThaiDateField
from prasan.ui.reader import shown

register = template.Library()


class Shown(Protocol):
    """Anything a {% state %} can show: css (met, part, late or wait), its sign, its words."""

    @property
    def css(self) -> str: ...
    @property
    def sign(self) -> str: ...
    @property
    def label(self) -> str: ...


@register.filter
def thai(value: object) -> str:
    """`value` in the digits, and what our code says in the language, that the reader chose."""
    return "" if value is None else shown(words.told(value) if isinstance(value, str) else value)


@register.filter
def official(value: object) -> str:
    """`value` as papers write it, in Thai digits: letter numbers, items, quoted dates.

    Whatever digits the reader chose; only within English they are his own.
    """
    if value is None:
        return ""
    return digits.thai(value) if words.is_thai() else shown(value)


@register.filter
def thai_date(day: date | None) -> str:
    """5 พฤศจิกายน 2567 as an element that does not break."""
    return format_html('<span class="day">{}</span>', words.long_day(day)) if day else ""


@register.filter
def thai_date_short(day: date | None) -> str:
    """5 พ.ย. 2567 as an element that does not break: tables and lists."""
    return format_html('<span class="day">{}</span>', words.short_day(day)) if day else ""


@register.filter
def plain_date(day: date | None) -> str:
    """5 พฤศจิกายน 2567 as text only: titles, attributes, options."""
    return words.long_day(day)


@register.filter
def thai_moment(moment: datetime | None) -> str:
    """5 พ.ย. 2567 เวลา 10.42 น., in Bangkok."""
    if not moment:
        return ""
    time = words.kept(gettext("เวลา %(time)s") % {"time": words.clock_time(moment)})
    return format_html('{} <span class="day">{}</span>', thai_date_short(moment), time)


@register.filter
def thai_time(moment: datetime | None) -> str:
    """10.42 น., in Bangkok."""
    return words.clock_time(moment)


@register.filter
def count(number: int | Decimal | None, unit: object = "") -> str:
    """7,436 ตำบล: a number with thousands parted, kept on one line with its unit."""
    return words.count(number, unit)


@register.filter
def baht(amount: Decimal | int | None) -> str:
    """12,500 บาท."""
    return words.baht(amount)


@register.filter
def file_size(bytes_: int | None) -> str:
    """840 kB, 1.2 MB."""
    return words.size(bytes_)


@register.filter
def name(person: object) -> SafeString:
    """A person's name that breaks between its words and never inside one."""
    parts = format_html_join(" ", "<span>{}</span>", ((part,) for part in str(person).split()))
    return format_html('<span class="name"{}>{}</span>', _in_thai(), parts)


@register.filter
def place(area: object) -> SafeString:
    """The name of a place, which never breaks."""
    return format_html('<span class="place"{}>{}</span>', _in_thai(), area)


def _in_thai() -> SafeString:
    """Names are Thai on an English page too, and are heard so."""
    return SafeString("" if words.is_thai() else ' lang="th"')


@register.simple_tag
def sign(name: str) -> SafeString:
    """The small filled mark of a standing; always beside a word or a number."""
    return format_html('<svg class="sign" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawn icon for a button, a notice or the menu; never alone."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def state(standing: Shown, plain: bool = False) -> SafeString:
    """A standing as sign and words. `plain`: without tint or edge, inside tables when met."""
    return format_html(
        '<span class="state state-{}{}">{}{}</span>',
        standing.css,
        " state-plain" if plain else "",
        sign(standing.sign),
        shown(words.told(standing.label)),
    )


@register.simple_tag
def share(part: int, whole: int, label: str = "", css: str = "") -> SafeString:
    """A bar of `part` in `whole`; put the two in words beside it. `css`: met, part, late, work."""
    heard = f"{label} {words.count(part)} {gettext('จาก')} {words.count(whole)}".strip()
    kind = f" share-{css}" if css else ""
    return format_html(
        '<progress class="share{}" max="{}" value="{}" aria-label="{}"></progress>',
        kind,
        max(whole, 1),
        part,
        heard,
    )


@register.simple_tag
def crumbs(*labels_and_urls: Any) -> str:
    """The way here: {% crumbs "ลำปาง" province_url "งาว" %}; the last label is this page."""
    pairs = [*labels_and_urls, ""]
    steps = list(zip(pairs[::2], pairs[1::2], strict=False))
    return render_to_string("ui/_crumbs.html", {"crumbs": steps})


@register.simple_tag
def field(bound: BoundField, label: str = "", hint: str | None = None) -> str:
    """A form field whole: label, hint, error, input, tied together for the ear.

    `label` and `hint` take the place of the field's own, for forms that are not ours to write.
    """
    if bound.is_hidden:
        return str(bound)
    bound.label = label or bound.label
    bound.help_text = bound.help_text if hint is None else hint
    # Our own sentences come from the server; the browser's bubble would come first, in English.
    bound.form.use_required_attribute = False
    parts = {
        "field": bound,
        "said": said.beside(bound),
        "is_optional": not bound.field.required,
        "reads": _read_back(bound),
    }
    return render_to_string(*_part_for(bound, parts))


def _part_for(bound: BoundField, parts: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The template that suits the widget, and what it needs."""
    widget = bound.field.widget
    if isinstance(widget, forms.Select | forms.RadioSelect):
        widget.choices = _told_choices(widget.choices)
    if isinstance(widget, forms.CheckboxInput):
        return "ui/_tick.html", {**parts, "input": bound.as_widget()}
    if isinstance(widget, forms.RadioSelect):
        # For Django, ticking several is a kind of choosing one.
        part = "tick" if isinstance(widget, forms.CheckboxSelectMultiple) else "choice"
        return "ui/_choices.html", {**parts, "part": part}
    css = f"input {widget.attrs.get('class', '')}".strip()
    # What a placeholder says is gone once one types; a hint stays.
    html = bound.as_widget(attrs={"class": css, "placeholder": False})
    return "ui/_field.html", {**parts, "input": html}


def _told_choices(choices: Iterable[Any]) -> list[Any]:
    """`choices`, groups too, with labels in the reader's language."""
    return [
        (value, _told_choices(label) if isinstance(label, list | tuple) else words.told(label))
        for value, label in choices
    ]


@register.simple_tag
def fields(form: forms.BaseForm) -> SafeString:
    """Every field of `form` in its order, hidden ones too."""
    return format_html_join("\n", "{}", ((field(bound),) for bound in form))


@register.simple_tag
def errors(*forms_: Any, heading: str = "") -> str:
    """The summary of what is wrong in one or more forms or formsets; nothing while all is well."""
    lines = said.lines(*(form for form in forms_ if form))
    if not lines:
        return ""
    heading = heading or gettext("ยังบันทึกไม่ได้ แก้ %(count)s จุด") % {"count": words.count(len(lines))}
    return render_to_string("ui/_errors.html", {"heading": heading, "lines": lines})


@register.simple_tag(takes_context=True)
def pages(context: RequestContext, page: Page[Any], name: str = "page") -> str:
    """Back and on through a long list, keeping the filter that stands in the address."""
    return render_to_string(
        "ui/_pages.html",
        {
            "page": page,
            "previous_url": _address(context, name, page.number - 1),
            "next_url": _address(context, name, page.number + 1),
        },
    )


@register.simple_block_tag
def nothing(content: str, heading: str, icon: str = "paper") -> str:
    """An empty list: {% nothing "ยังไม่มี…" %}<p>why, and the first step</p>{% endnothing %}."""
    values = {"heading": heading, "icon": icon, "content": content}
    return render_to_string("ui/_nothing.html", values)


def _address(context: RequestContext, name: str, number: int) -> str:
    query = context["request"].GET.copy()
    query[name] = str(number)
    return f"?{query.urlencode()}"


def _read_back(bound: BoundField) -> str:
    """The weekday of a date already in the field, so that a slip of the finger shows."""
    if not isinstance(bound.field, ThaiDateField) or bound.errors:
        return ""
    try:
        day = bound.field.to_python(bound.value())
    except ValidationError:  # typed, and not judged yet
        return ""
    return gettext(calendar.weekday(day)) if day else ""
