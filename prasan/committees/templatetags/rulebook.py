"""How a line of a rulebook is shown: never without saying whether it is confirmed."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from prasan.committees.rules import Line, said
from prasan.ui.reader import shown
from prasan.ui.templatetags.ui import sign
from prasan.ui.words import kept, told

register = template.Library()


@register.simple_tag
def wanted(line: Line) -> SafeString:
    """What a line wants, and that it is not confirmed while it is not: 9–25 คน ยังไม่ยืนยัน."""
    text = shown(told(said(line)))
    number = kept(text) if line.low is not None or line.high is not None else text
    return format_html("{} {}", number, _doubt(line)) if text else SafeString("")


@register.simple_tag
def number(line: Line) -> str:
    """What a line wants, where its confirmation stands elsewhere."""
    return shown(told(said(line))) or gettext("ยังไม่ทราบ")


@register.simple_tag
def confirmed(line: Line) -> SafeString:
    """Whether a line is confirmed, with its sign."""
    if not line.is_confirmed:
        return _doubt(line)
    words = gettext("ยืนยันแล้ว")
    return format_html('<span class="state state-met">{}{}</span>', sign("met"), words)


def _doubt(line: Line) -> SafeString:
    if line.is_confirmed:
        return SafeString("")
    words = gettext("ยังไม่ยืนยัน")
    return format_html('<span class="state state-part">{}{}</span>', sign("soon"), words)
