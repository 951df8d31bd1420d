"""Signed copies of a letter: signed here by certificate, or added as they came."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.letters import typesetting
from prasan.letters.actions import add_signed_copy, sign_letter
from prasan.letters.composing import printed
from prasan.letters.forms.registers import SignedCopyForm
from prasan.letters.models import Letter
from prasan.letters.signatures import CannotSign, certificate_of, timestamper


@login_required
@require_POST
def sign(request: Request, pk: int) -> HttpResponse:
    """Signs the numbered letter with the certificate of its office."""
    letter = _numbered(request, pk)
    try:
        certificate = certificate_of(letter.office)
        if certificate is None or not letter.content:
            messages.warning(
                request, _("สำนักงานนี้ยังไม่มีใบรับรองในเครื่อง พิมพ์ ลงนามด้วยปากกา สแกน แล้วแนบสำเนา")
            )
            return redirect("letters:detail", letter.pk)
        sign_letter(
            by=request.user,
            letter=letter,
            pdf=typesetting.pdf(printed(letter)),
            certificate=certificate,
            now=timezone.now(),
            at=clock.now(),
            timestamper=timestamper(),
        )
    except CannotSign as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("ลงลายมือชื่ออิเล็กทรอนิกส์แล้ว"))
    return redirect("letters:detail", letter.pk)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    """Adds a signed copy: a scan, or a file with electronic signatures."""
    letter = _numbered(request, pk)
    form = SignedCopyForm(request.POST or None, request.FILES or None, user=request.user)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        add_signed_copy(by=request.user, letter=letter, upload=upload, at=clock.now())
        messages.success(request, _("แนบสำเนาลงนามแล้ว ผลตรวจลายมือชื่ออยู่ข้างไฟล์"))
        return redirect("letters:detail", letter.pk)
    return render(request, "letters/signed_copy.html", {"letter": letter, "form": form})


def _numbered(request: Request, pk: int) -> Letter:
    mine = Letter.objects.filter(request.reach.q("office__area")).issued().standing()
    letter = get_object_or_404(mine.select_related("office__area", "signatory"), pk=pk)
    request.reach.must(Right.CORRESPOND, letter.office.area_id)
    return letter
