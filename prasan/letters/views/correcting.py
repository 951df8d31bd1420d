"""Putting letters of one's office right: a line from paper corrected, else a further letter."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.letters.actions import (
    NotOnPaper,
    NumberTaken,
    Received,
    add_signed_copy,
    correct_registered,
    draft_again,
    draft_correction,
    withdraw_copy,
)
from prasan.letters.forms.registers import CorrectPaperForm, WithdrawForm
from prasan.letters.listing import districts_under
from prasan.letters.models import Letter, SignedCopy


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """Puts right what was copied from a paper letter; one written here is shown the other ways."""
    letter = _to_change(request, pk)
    if letter.content or letter.cancelled_at:
        return render(request, "letters/not_on_paper.html", {"letter": letter}, status=409)
    rows = list(letter.recipients.all())
    initial = {
        **{name: getattr(letter, name) for name in ("number", "dated", "urgency", "subject")},
        "districts": [row.area_id for row in rows if row.area_id],
        "outside": "\n".join(
            f"{row.name} | {row.address}".removesuffix(" | ") for row in rows if not row.area_id
        ),
    }
    form = CorrectPaperForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        offices=[],
        districts=districts_under([letter.office], clock.today()),
        today=clock.today(),
        initial=initial,
    )
    if form.is_valid() and _corrected(request, letter, form):
        messages.success(request, _("แก้ทะเบียนแล้ว"))
        return redirect("letters:detail", letter.pk)
    return render(request, "letters/correct.html", {"letter": letter, "form": form})


@login_required
@require_POST
def follow(request: Request, pk: int) -> HttpResponse:
    """A draft that corrects a numbered letter, or takes the place of a cancelled one."""
    letter = _to_change(request, pk)
    draft_of = draft_again if letter.cancelled_at else draft_correction
    try:
        draft = draft_of(by=request.user, letter=letter, at=clock.now())
    except ValueError as refused:
        messages.warning(request, str(refused))
        return redirect("letters:detail", letter.pk)
    if letter.cancelled_at:
        messages.success(request, _("ร่างฉบับแทนแล้ว ตรวจข้อความและผู้ลงนาม แล้วออกเลขใหม่"))
    else:
        messages.success(request, _("ร่างหนังสือแก้ไขแล้ว เติมข้อความเดิมและข้อความที่ถูกต้อง"))
    return redirect("letters:write", draft.pk)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, pk: int, copy: int) -> HttpResponse:
    """Takes back a signed copy added by mistake, with the reason."""
    letter = _to_change(request, pk)
    standing = letter.signed_copies.filter(withdrawn_at=None).select_related("file")
    one: SignedCopy = get_object_or_404(standing, pk=copy)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        withdraw_copy(by=request.user, copy=one, because=because, at=clock.now())
        messages.success(request, _("ถอนสำเนาแล้ว ไฟล์ยังเก็บไว้พร้อมเหตุ"))
        return redirect("letters:detail", letter.pk)
    context = {"letter": letter, "copy": one, "form": form}
    return render(request, "letters/withdraw.html", context)


def _corrected(request: Request, letter: Letter, form: CorrectPaperForm) -> bool:
    """Whether it could be put right; else the form says what stands against it."""
    try:
        with transaction.atomic():
            one = correct_registered(by=request.user, letter=letter, **form.head())
            if upload := form.cleaned_data["file"]:
                add_signed_copy(by=request.user, letter=one, upload=upload, at=clock.now())
    except NumberTaken as taken:
        said = _("เลข %(number)s มีในทะเบียนแล้ว ตรวจเลขกับทะเบียนบนกระดาษ")
        form.add_error("number", said % {"number": str(taken)})
        return False
    except Received as receiver:
        said = _("%(who)s ลงรับหนังสือฉบับนี้แล้ว จึงเอาออกจากผู้รับไม่ได้")
        form.add_error("districts", said % {"who": str(receiver)})
        return False
    except NotOnPaper as gone:
        raise Http404 from gone
    return True


def _to_change(request: Request, pk: int) -> Letter:
    mine = Letter.objects.filter(request.reach.q("office__area")).issued()
    letter = get_object_or_404(mine.select_related("office__area", "signatory"), pk=pk)
    request.reach.must(Right.CORRESPOND, letter.office.area_id)
    return letter
