"""What is done to a piece of evidence: a newer edition, its day, a check."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.evidence import actions
from prasan.evidence.forms import DateForm, ReplaceForm, VerifyForm
from prasan.evidence.models import Evidence, Finding
from prasan.evidence.views.opened import context, mine, must_change, must_check


@login_required
@require_http_methods(["GET", "POST"])
def replace(request: Request, pk: int) -> HttpResponse:
    """Asks for a newer edition of a file and why; a post lets it stand in its place."""
    evidence = mine(request, pk)
    must_change(request, evidence)
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ReplaceForm(*data, user=request.user, evidence=evidence, today=clock.today())
    newest = evidence.chain.newest.evidence
    if request.method == "GET" and newest != evidence:
        return redirect(newest)
    if form.is_valid():
        given = form.cleaned_data
        try:
            newer = actions.replace(
                by=request.user,
                older=evidence,
                upload=given["file"],
                reason=given["reason"],
                dated=given["dated"],
                at=clock.now(),
            )
        except actions.Replaced as refusal:
            # The new file is good, and stays held for the page of the newest.
            form.add_error(None, str(refusal))
        except actions.Known as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("แทนที่แล้ว ทุกที่ที่ใช้ไฟล์เดิมจะเห็นฉบับใหม่ ฉบับเดิมยังเปิดดูได้"))
            return redirect(newer)
    heading = _("แทนที่ด้วยฉบับใหม่")
    return _ask(request, evidence, form, heading, _("แทนที่ด้วยฉบับนี้"))


@login_required
@require_http_methods(["GET", "POST"])
def date_it(request: Request, pk: int) -> HttpResponse:
    """Asks of which day a file is; a post keeps it."""
    evidence = mine(request, pk)
    must_change(request, evidence)
    form = DateForm(request.POST or None, evidence=evidence, today=clock.today())
    if form.is_valid():
        actions.date_evidence(by=request.user, evidence=evidence, **form.cleaned_data)
        messages.success(request, _("บันทึกวันที่ของหลักฐานแล้ว"))
        return redirect(evidence)
    return _ask(request, evidence, form, _("วันที่ของหลักฐาน"), _("บันทึกวันที่"))


@login_required
@require_http_methods(["GET", "POST"])
def verify(request: Request, pk: int) -> HttpResponse:
    """Asks what a look at the file showed; a post keeps it with its day."""
    evidence = mine(request, pk)
    must_check(request, evidence)
    form = VerifyForm(request.POST or None)
    if form.is_valid():
        try:
            actions.verify(
                by=request.user,
                evidence=evidence,
                finding=Finding(form.cleaned_data["finding"]),
                note=form.cleaned_data["note"],
                at=clock.now(),
            )
        except actions.OwnFile as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("บันทึกการตรวจแล้ว"))
            return redirect(evidence)
    return _ask(request, evidence, form, _("ตรวจหลักฐาน"), _("บันทึกการตรวจ"))


def _ask(
    request: Request, evidence: Evidence, form: forms.Form, heading: str, verb: str
) -> HttpResponse:
    more: dict[str, Any] = {
        "form": form,
        "heading": heading,
        "verb": verb,
        "has_errors": bool(form.errors),
    }
    return render(request, "evidence/act.html", {**context(request, evidence), **more})
