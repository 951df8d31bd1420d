"""The templates an office begins its letters with: seen, made, changed as a new version."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.letters.actions import save_template
from prasan.letters.forms.writing import TemplateForm
from prasan.letters.listing import offices_of
from prasan.letters.models import Template
from prasan.letters.wording import FILLED, as_typed, fields_in, paragraphs


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The templates of the offices in sight."""
    mine = {office.pk for office in offices_of(request.reach)}
    seen = Template.objects.visible_to(request.reach).select_related("office")
    context = {
        "templates": [(one, one.office_id in mine) for one in seen],
        "may_write": bool(mine),
    }
    return render(request, "letters/templates.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def create(request: Request) -> HttpResponse:
    """A new template."""
    request.reach.must_somewhere(Right.CORRESPOND)
    offices = offices_of(request.reach)
    if not offices:
        return render(request, "letters/no_office.html")
    form = TemplateForm(request.POST or None, offices=offices)
    if form.is_valid():
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
    return render(request, "letters/template_edit.html", {"form": form, "known": FILLED})


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """A template and its earlier versions; a post saves the next one."""
    seen = Template.objects.visible_to(request.reach).select_related("office")
    template = get_object_or_404(seen, pk=pk)
    may_change = request.reach.may(Right.CORRESPOND, template.office.area_id)
    if not may_change:
        request.reach.must(Right.CORRESPOND, template.office.area_id)
    versions = list(template.versions.select_related("made_by").prefetch_related("blocks"))
    newest = versions[0]
    body = as_typed((one.number, one.text) for one in newest.blocks.all())
    form = TemplateForm(
        request.POST or None,
        offices=[],
        template=template,
        initial={"subject": newest.subject, "body": body},
    )
    if form.is_valid():
        save_template(
            by=request.user,
            office=template.office,
            name=template.name,
            form=template.form,
            subject=form.cleaned_data["subject"],
            body=paragraphs(form.cleaned_data["body"]),
            at=clock.now(),
        )
        messages.success(request, _("บันทึกแบบแล้ว"))
        return redirect("letters:template", template.pk)
    asked = [name for name in fields_in(newest.subject, body) if name not in FILLED]
    context = {
        "template": template,
        "form": form,
        "known": FILLED,
        "asked": asked,
        "versions": versions,
    }
    return render(request, "letters/template_edit.html", context)
