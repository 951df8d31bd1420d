"""The registers of letters out and in, narrowed, searched, and as files."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.letters import registering, typesetting
from prasan.letters.actions import (
    NumberTaken,
    add_signed_copy,
    missing_numbers,
    register_letter,
)
from prasan.letters.forms.registers import PaperLetterForm
from prasan.letters.listing import (
    Asked,
    districts_under,
    offices_in_sight,
    offices_of,
    own_office,
    page_of,
)
from prasan.letters.models import Counter, Letter, Series, Urgency
from prasan.letters.registering import Register
from prasan.letters.views.letters import as_file
from prasan.thai.calendar import buddhist_year, format_short
from prasan.ui.reader import THAI, digits

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN = 20


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Letters out, newest number first, and the drafts of one's own office."""
    asked = Asked.of(request.GET, offices_in_sight(request.reach))
    found = asked.letters(request.reach)
    drafts = (
        Letter.objects.visible_to(request.reach)
        .drafts()
        .select_related("drafted_by")
        .defer("content", "words")
    )
    context = {
        **_common(request, asked),
        "page": page_of(found, asked, request.GET.get("page")),
        "drafts": drafts.defer("content", "words").order_by("-pk")[:_SHOWN],
        "missing": _missing(request),
        "series": [(one.value, one.label) for one in Series.outgoing()],
    }
    return render(request, "letters/index.html", context)


@login_required
@require_safe
def received(request: Request) -> HttpResponse:
    """Letters in, newest first; above them those that were sent here and wait to be received."""
    asked = Asked.of(request.GET, offices_in_sight(request.reach))
    found = asked.received(request.reach)
    context = {
        **_common(request, asked),
        "page": page_of(found, asked, request.GET.get("page")),
        "waiting": _waiting(request)[:_SHOWN],
    }
    return render(request, "letters/received.html", context)


@login_required
@require_safe
def file(request: Request, which: str, ending: str) -> HttpResponse:
    """The lines asked for in the order of their numbers, as a spreadsheet or an official paper."""
    register = _register(request, which)
    if ending == "xlsx":
        content = registering.workbook(register, in_thai_digits=digits() == THAI)
        return as_file(content, _XLSX, f"{register.name}.xlsx")
    if len(register.lines) > registering.MOST:
        messages.warning(
            request, _("ทะเบียนนี้ยาวเกินหนึ่งเอกสาร เลือกสำนักงาน ปี หรือชุดเลขก่อน หรือรับเป็น Excel")
        )
        page = "letters:index" if which == "out" else "letters:received_index"
        return redirect(f"{reverse(page)}?{request.GET.urlencode()}")
    content = typesetting.pdf(registering.paper(register))
    return as_file(content, "application/pdf", f"{register.name}.pdf")


@login_required
@require_http_methods(["GET", "POST"])
def from_paper(request: Request) -> HttpResponse:
    """Enters a letter of ours that got its number on paper."""
    request.reach.must_somewhere(Right.CORRESPOND)
    offices, today = offices_of(request.reach), clock.today()
    if not offices:
        return render(request, "letters/no_office.html")
    districts = districts_under(offices, today)
    form = PaperLetterForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        offices=offices,
        districts=districts,
        today=today,
    )
    if form.is_valid():
        try:
            letter = register_letter(by=request.user, at=clock.now(), **form.head())
        except NumberTaken as taken:
            said = _("เลข %(number)s มีในทะเบียนแล้ว ตรวจเลขกับทะเบียนบนกระดาษ")
            form.add_error("number", said % {"number": str(taken)})
        else:
            if upload := form.cleaned_data["file"]:
                add_signed_copy(by=request.user, letter=letter, upload=upload, at=clock.now())
            messages.success(request, _("ลงทะเบียนหนังสือ %s แล้ว") % letter.label)
            return redirect("letters:detail", letter.pk)
    return render(request, "letters/from_paper.html", {"form": form})


def _common(request: Request, asked: Asked) -> dict[str, object]:
    this_year = buddhist_year(clock.today())
    return {
        "asked": asked,
        "years": range(this_year, this_year - 6, -1),
        "waiting_count": _waiting(request).count(),
        "urgencies": Urgency.choices,
        "may_write": request.reach.may_somewhere(Right.CORRESPOND),
        "query": _query(request),
    }


def _query(request: Request) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


def _waiting(request: Request) -> QuerySet[Letter]:
    """Letters sent to the areas of one's offices that wait to be received."""
    offices = offices_of(request.reach)
    return Letter.objects.awaiting(offices).select_related("office")


def _missing(request: Request) -> list[tuple[Counter, list[int]]]:
    """This year's numbers of one's own office that were given on paper and are not entered."""
    office = own_office(request.reach)
    if office is None:
        return []
    counters = Counter.objects.filter(office=office, year=buddhist_year(clock.today()))
    found = [(one, missing_numbers(one)) for one in counters.select_related("office")]
    return [(one, numbers) for one, numbers in found if numbers]


def _register(request: Request, which: str) -> Register:
    asked, day = Asked.of(request.GET, offices_in_sight(request.reach)), clock.today()
    whose = " ".join(
        part
        for part in (
            asked.office.name if asked.office else "",
            Series(asked.series).label if asked.series and which == "out" else "",
            f"ปี {asked.year}" if asked.year else "",
            f"ชั้นความเร็ว {Urgency(asked.urgency).label}" if asked.urgency else "",
            f"ค้นหา “{asked.words}”" if asked.words else "",
        )
        if part
    )
    whose = whose or f"ณ {format_short(day)}"
    if which == "out":
        letters = asked.letters(request.reach).for_register().order_by("year", "number", "pk")
        return registering.of_letters(letters, whose=whose, day=day)
    received = asked.received(request.reach).for_register().order_by("year", "number", "pk")
    return registering.of_received(received, whose=whose, day=day)
