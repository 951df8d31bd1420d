"""The templates an office begins its letters with: seen, taken, made, changed as a new version."""

import base64

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Max
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.models import Office
from prasan.accounts.rights import Right
from prasan.letters import typesetting
from prasan.letters.actions import save_template, take_template
from prasan.letters.composing import example
from prasan.letters.documents import LetterProblem
from prasan.letters.forms.writing import TemplateForm
from prasan.letters.listing import offices_of
from prasan.letters.models import Series, Signatory, Template, TemplateVersion
from prasan.letters.shipped import Shipped, shipped_as, shipped_templates
from prasan.letters.wording import FILLED, as_typed, fields_in, paragraphs

_PAGE_WIDTH = 800


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The templates of the offices in sight, and those that come with Prasan."""
    offices = offices_of(request.reach)
    mine = {office.pk for office in offices}
    seen = Template.objects.visible_to(request.reach).select_related("office")
    seen = seen.annotate(edition=Max("versions__number"), used=Count("versions__letters"))
    context = {
        "templates": [(one, one.office_id in mine) for one in seen],
        "to_take": _to_take(offices),
        "may_write": bool(mine),
    }
    return render(request, "letters/templates.html", context)


@login_required
@require_POST
def take(request: Request, key: str) -> HttpResponse:
    """Makes one that comes with Prasan a template of one's own office."""
    request.reach.must_somewhere(Right.CORRESPOND)
    one = shipped_as(key)
    wanted = request.POST.get("office", "")
    office = next((it for it in offices_of(request.reach) if str(it.pk) == wanted), None)
    if one is None or office is None:
        raise Http404
    template = take_template(by=request.user, office=office, one=one, at=clock.now())
    messages.success(request, _("เพิ่มแบบแล้ว แก้ข้อความให้ตรงกับสำนักงานได้"))
    return redirect("letters:template", template.pk)


@login_required
@require_http_methods(["GET", "POST"])
def create(request: Request) -> HttpResponse:
    """A new template; asked to, shows it as paper before it is saved."""
    request.reach.must_somewhere(Right.CORRESPOND)
    offices = offices_of(request.reach)
    if not offices:
        return render(request, "letters/no_office.html")
    form = TemplateForm(request.POST or None, offices=offices)
    pictures = _typed_pictures(form) if form.is_valid() else None
    if pictures and request.POST.get("do") != "preview":
        known = form.cleaned_data
        version = save_template(
            by=request.user,
            office=known["office"],
            name=known["name"],
            form=known["form"],
            subject=known["subject"],
            body=paragraphs(known["body"]),
            at=clock.now(),
        )
        messages.success(request, _("บันทึกแบบแล้ว"))
        return redirect("letters:template", version.template_id)
    context = {"form": form, "known": FILLED, "pictures": pictures, "is_preview": bool(pictures)}
    return render(request, "letters/template_edit.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """A template beside its paper, and its earlier versions; a post saves the next one."""
    template = _to_change(request, pk)
    versions = list(template.versions.select_related("made_by").prefetch_related("blocks"))
    newest = versions[0]
    body = _body(newest)
    form = TemplateForm(
        request.POST or None,
        offices=[],
        template=template,
        initial={"subject": newest.subject, "body": body},
    )
    is_preview = request.POST.get("do") == "preview"
    pictures = _typed_pictures(form) if form.is_valid() else None
    if pictures and not is_preview:
        _save_next(request, template, form.cleaned_data["subject"], form.cleaned_data["body"])
        messages.success(request, _("บันทึกแบบแล้ว"))
        return redirect("letters:template", template.pk)
    said = (form["subject"].value() or "", form["body"].value() or "")
    original = shipped_as(template.shipped)
    context = {
        "template": template,
        "form": form,
        "known": FILLED,
        "asked": [name for name in fields_in(*said) if name not in FILLED],
        "versions": versions,
        "is_preview": is_preview,
        "pictures": pictures if form.is_bound else _saved_pictures(template, newest.subject, body),
        "original": original if original and not _is_shipped(newest, original) else None,
    }
    return render(request, "letters/template_edit.html", context)


@login_required
@require_POST
def again(request: Request, pk: int) -> HttpResponse:
    """The words of an earlier version, or those that came with Prasan, as the next version."""
    template = _to_change(request, pk)
    number = request.POST.get("number", "")
    if number == "shipped":
        original = shipped_as(template.shipped)
        if original is None:
            raise Http404
        _save_next(request, template, original.subject, original.body)
    else:
        wanted = template.versions.filter(number=number if number.isdecimal() else 0)
        version = get_object_or_404(wanted.prefetch_related("blocks"))
        _save_next(request, template, version.subject, _body(version))
    messages.success(request, _("ใช้ข้อความเดิมแล้ว ข้อความก่อนหน้ายังอยู่ในบันทึกแต่ละครั้ง"))
    return redirect("letters:template", template.pk)


def _to_change(request: Request, pk: int) -> Template:
    seen = Template.objects.visible_to(request.reach).select_related("office__area")
    template = get_object_or_404(seen, pk=pk)
    request.reach.must(Right.CORRESPOND, template.office.area_id)
    return template


def _save_next(request: Request, template: Template, subject: str, body: str) -> None:
    save_template(
        by=request.user,
        office=template.office,
        name=template.name,
        form=template.form,
        subject=subject,
        body=paragraphs(body),
        at=clock.now(),
    )


def _to_take(offices: list[Office]) -> list[tuple[Shipped, Office]]:
    """What comes with Prasan and each of the offices has not taken yet."""
    taken = set(
        Template.objects.filter(office__in=offices)
        .exclude(shipped="")
        .values_list("office", "shipped")
    )
    return [
        (one, office)
        for office in offices
        for one in shipped_templates()
        if (office.pk, one.key) not in taken
    ]


def _body(version: TemplateVersion) -> str:
    return as_typed((one.number, one.text) for one in version.blocks.all())


def _is_shipped(version: TemplateVersion, original: Shipped) -> bool:
    same = [(one.number, one.text) for one in paragraphs(original.body)]
    kept = [(one.number, one.text) for one in version.blocks.all()]
    return version.subject == original.subject and kept == same


def _typed_pictures(form: TemplateForm) -> list[str] | None:
    """The pages of what was typed; None, and said on the form, when no paper can be made of it."""
    typed, template = form.cleaned_data, form.template
    office = template.office if template else typed["office"]
    kind = template.form if template else typed["form"]
    try:
        return _drawn(office, kind, typed["subject"], typed["body"])
    except LetterProblem as unprintable:
        form.add_error(None, list(unprintable.problems))
        return None


def _saved_pictures(template: Template, subject: str, body: str) -> list[str] | None:
    """The pages of what is saved; a paper was made of it before, if not always with these faces."""
    try:
        return _drawn(template.office, template.form, subject, body)
    except LetterProblem:
        return None


def _drawn(office: Office, kind: str, subject: str, body: str) -> list[str]:
    """Each page as a picture that stands in the page itself, for it is of words not saved."""
    day = clock.today()
    series = Series.ORDER if kind == "order" else Series.ORDINARY
    signatory = Signatory.objects.filter(office=office).signing(series, day).first()
    paper = example(office, subject=subject, body=body, form=kind, signatory=signatory, day=day)
    drawn = typesetting.page_images(paper, width_px=_PAGE_WIDTH)
    return [f"data:image/png;base64,{base64.b64encode(one).decode()}" for one in drawn]
