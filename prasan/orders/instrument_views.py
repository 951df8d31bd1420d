"""Orders as instruments: drafts, signing, renewing, correcting, and their papers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.evidence.actions import keep
from prasan.evidence.models import Evidence
from prasan.letters import typesetting
from prasan.letters.documents import LetterProblem
from prasan.letters.views import as_file
from prasan.orders import actions
from prasan.orders.contents import content_of, content_of_draft
from prasan.orders.documents import OrderContent, order_paper, words_of
from prasan.orders.instrument_forms import (
    CorrectForm,
    DiscardForm,
    RenewalsForm,
    SignForm,
)
from prasan.orders.listing import NAMES, Which, listed
from prasan.orders.models import DraftOrder, Order
from prasan.thai.calendar import buddhist_year

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PAGE_WIDTH = 1000
_REFUSALS = (actions.Refused, actions.TooLate, actions.NumberTaken, actions.NumberRefused)


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The committees in reach, each with its order; drafts, and terms that end."""
    asked = request.GET.get("which", "")
    which = Which(asked) if asked in list(Which) else Which.ALL
    today = clock.today()
    mine = [code for code in request.reach.holding(Right.RECORD) if len(code) == DISTRICT_DIGITS]
    code = request.GET.get("area", "")
    context = {
        "page": listed(request.reach, which, today, request.GET.get("page"), code),
        "which": which,
        "choices": NAMES.items(),
        "area": code,
        "districts": Area.objects.filter(code__in=mine).order_by("code"),
        "form": RenewalsForm(),
        "now": clock.now(),
    }
    return render(request, "orders/index.html", context)


@login_required
@require_safe
def draft(request: Request, pk: int) -> HttpResponse:
    """One draft: its paper, what is wrong with it, and what may be done."""
    one = _draft(request, pk)
    return render(request, "orders/draft.html", _shown(request, one))


@login_required
@require_http_methods(["GET", "POST"])
def sign(request: Request, pk: int) -> HttpResponse:
    """What stands on the signed paper; then the draft is an order."""
    one = _draft(request, pk)
    request.reach.must(Right.RECORD, one.committee.area_id)
    if one.order:
        return redirect(one.order)
    today = clock.today()
    series = actions.numbers_for_us(one.issuer, buddhist_year(today), today)
    form = SignForm(
        request.POST or None,
        request.FILES or None,
        draft=one,
        today=today,
        next_number=series.last + 1 if series else None,
        user=request.user,
    )
    if request.method == "POST" and form.is_valid():
        order = _signed(request, one, form)
        if order:
            messages.success(request, _("ลงนาม%(order)s แล้ว") % {"order": order})
            return redirect(order)
    may_number = series is None and request.reach.may(Right.RECORD, one.issuer_id)
    context = {**_shown(request, one), "form": form, "may_number": may_number}
    return render(request, "orders/sign.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def discard(request: Request, pk: int) -> HttpResponse:
    """Why a draft is not used; it is kept."""
    one = _draft(request, pk)
    request.reach.must(Right.RECORD, one.committee.area_id)
    form = DiscardForm(request.POST or None)
    if form.is_valid():
        try:
            actions.discard_draft(
                by=request.user, draft=one, because=form.cleaned_data["because"], at=clock.now()
            )
        except actions.TooLate as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("เลิกใช้ร่างแล้ว"))
            return redirect(one.committee)
    return render(request, "orders/discard.html", {"draft": one, "form": form})


@login_required
@require_POST
def renew(request: Request, pk: int) -> HttpResponse:
    """One draft that renews an order; the one there is, if there is one."""
    order = _order(request, pk)
    request.reach.must(Right.RECORD, order.committee.area_id)
    try:
        made = actions.draft_renewal(
            by=request.user, order=order, today=clock.today(), at=clock.now()
        )
    except actions.TooLate as refusal:
        messages.error(request, str(refusal))
        return redirect(order)
    return redirect(made)


@login_required
@require_POST
def renewals(request: Request, code: str) -> HttpResponse:
    """Drafts for each order of a district whose term ends; says what was made, what was left."""
    district = get_object_or_404(
        Area.objects.within(request.reach.codes), code=code, level=Level.DISTRICT
    )
    request.reach.must(Right.RECORD, code)
    form = RenewalsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("ใส่จำนวนวันระหว่าง 0 ถึง 366"))
        return redirect("orders:index")
    done = actions.draft_renewals(
        by=request.user,
        district=district,
        within_days=form.cleaned_data["days"],
        today=clock.today(),
        at=clock.now(),
    )
    context = {"district": district, "done": done, "days": form.cleaned_data["days"]}
    return render(request, "orders/renewals.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """What was copied wrongly from a signed order, and why it is put right."""
    order = _order(request, pk)
    request.reach.must(Right.RECORD, order.committee.area_id)
    form = CorrectForm(request.POST or None, order=order)
    if form.is_valid():
        try:
            kept = actions.correct_order(by=request.user, order=order, at=clock.now(), **form.facts)
        except _REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("แก้ทะเบียนคำสั่งแล้ว") if kept else _("ไม่มีอะไรเปลี่ยน"))
            return redirect(order)
    return render(request, "orders/correct.html", {"order": order, "form": form})


@login_required
@require_safe
def paper(request: Request, pk: int, kind: str) -> HttpResponse:
    """The paper of a signed order as PDF/A or Word."""
    order = _order(request, pk)
    return _paper(content_of(order), kind, f"คำสั่ง {order.number}-{order.year}")


@login_required
@require_safe
def draft_paper(request: Request, pk: int, kind: str) -> HttpResponse:
    """The paper of a draft as PDF/A or Word."""
    one = _draft(request, pk)
    return _paper(_content(one), kind, f"ร่างคำสั่ง {one.pk}")


@login_required
@require_safe
@cache_control(private=True, max_age=60)
def page(request: Request, pk: int, number: int) -> HttpResponse:
    """One page of a signed order as a picture."""
    return _page(content_of(_order(request, pk)), number)


@login_required
@require_safe
@cache_control(private=True, max_age=60)
def draft_page(request: Request, pk: int, number: int) -> HttpResponse:
    """One page of a draft as a picture."""
    return _page(_content(_draft(request, pk)), number)


def page_numbers(content: OrderContent) -> range:
    """1 up to the last page of the paper; none when it holds what cannot be printed."""
    try:
        return range(1, typesetting.pages(order_paper(content), words=words_of(content)) + 1)
    except LetterProblem:
        return range(0)


def _paper(content: OrderContent, kind: str, name: str) -> HttpResponse:
    made, words = order_paper(content), words_of(content)
    try:
        if kind == "pdf":
            return as_file(typesetting.pdf(made, words=words), "application/pdf", f"{name}.pdf")
        return as_file(typesetting.docx(made, words=words), _DOCX, f"{name}.docx")
    except LetterProblem as problem:
        return HttpResponse("\n".join(problem.problems), status=422, content_type="text/plain")


def _page(content: OrderContent, number: int) -> HttpResponse:
    try:
        pictures = typesetting.page_images(
            order_paper(content), width_px=_PAGE_WIDTH, words=words_of(content)
        )
    except LetterProblem:
        raise Http404 from None
    if not 1 <= number <= len(pictures):
        raise Http404
    return HttpResponse(pictures[number - 1], content_type="image/png")


def _content(one: DraftOrder) -> OrderContent:
    return content_of_draft(one, list(one.lines.for_paper()), clock.today())


def _draft(request: Request, pk: int) -> DraftOrder:
    mine = DraftOrder.objects.visible_to(request.reach).for_list()
    return get_object_or_404(
        mine.select_related(
            "drafted_by", "discarded_by", "follows__issuer", "order__issuer",
            "follows__committee__area",
        ),
        pk=pk,
    )  # fmt: skip


def _order(request: Request, pk: int) -> Order:
    mine = Order.objects.visible_to(request.reach)
    return get_object_or_404(
        mine.select_related("committee__area__parent", "issuer", "follows__issuer", "copy"), pk=pk
    )


def _shown(request: Request, one: DraftOrder) -> dict[str, object]:
    lines = list(one.lines.for_paper())
    today = clock.today()
    content = content_of_draft(one, lines, today)
    problems = actions.composition_problems(one, lines, one.planned or today) if one.is_open else []
    return {
        "draft": one,
        "lines": lines,
        "problems": problems,
        "blocking": sum(problem.blocks for problem in problems),
        "pages": page_numbers(content),
        "may_record": request.reach.may(Right.RECORD, one.committee.area_id),
    }


def _signed(request: Request, one: DraftOrder, form: SignForm) -> Order | None:
    """The signed order, or None with the refusal in the form; then nothing at all is kept."""
    try:
        with transaction.atomic():
            return actions.sign_order(
                by=request.user, draft=one, copy=_copy(request, one, form), **form.facts
            )
    except (actions.NumberTaken, actions.NumberRefused) as refusal:
        form.add_error("number", str(refusal))
    except actions.Refused as refusal:
        for problem in refusal.problems:
            form.add_error(None, f"{problem.text} {problem.why}".strip())
    except actions.TooLate as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as refusal:
        form.add_error("copy", refusal)
    form.hold_uploads()
    return None


def _copy(request: Request, one: DraftOrder, form: SignForm) -> Evidence | None:
    upload = form.cleaned_data["copy"]
    if not upload:
        return None
    return keep(
        by=request.user, area=one.committee.area, upload=upload,
        dated=form.cleaned_data["signed"], at=clock.now(),
    )  # fmt: skip
