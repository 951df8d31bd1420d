"""Writing any letter of one's office: begun from a template, edited beside its paper, issued."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.holidays.models import holidays_of
from prasan.letters.actions import (
    MayNotSign,
    Stale,
    draft_letter,
    number_letter,
    record_sent,
    resting_on,
    save_draft,
)
from prasan.letters.checking import Finding, findings
from prasan.letters.composing import composed, content_of, first_words
from prasan.letters.documents import ExternalLetter, LetterProblem
from prasan.letters.forms.writing import NewLetterForm, WriteForm, write_initial
from prasan.letters.listing import offices_of
from prasan.letters.models import Counter, Letter, Urgency
from prasan.letters.reading import Reference
from prasan.letters.reading.days import days_in
from prasan.letters.reading.head import number_in
from prasan.letters.references import cited
from prasan.letters.views.letters import page_numbers
from prasan.thai.calendar import buddhist_year, weekday
from prasan.thai.digits import arabic

_AHEAD = timedelta(days=3 * 366)
_SATURDAY = 5


@login_required
@require_http_methods(["GET", "POST"])
def create(request: Request) -> HttpResponse:
    """A new draft, empty or begun from a template."""
    request.reach.must_somewhere(Right.CORRESPOND)
    offices = offices_of(request.reach)
    if not offices:
        return render(request, "letters/no_office.html")
    chosen = {"template": request.GET.get("template")}
    form = NewLetterForm(request.POST or None, offices=offices, initial=chosen)
    if form.is_valid():
        office, template = form.cleaned_data["office"], form.cleaned_data["template"]
        version = template.newest if template else None
        words = first_words(version, office, clock.today())
        draft = draft_letter(
            by=request.user,
            office=office,
            series=form.series,
            urgency=Urgency.NORMAL,
            subject=words.subject,
            form=form.kind,
            begun_from=version,
            at=clock.now(),
        )
        save_draft(by=request.user, letter=draft, edition=0, recipients=[], content=words.to_json())
        return redirect("letters:write", draft.pk)
    return render(request, "letters/new.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def write(request: Request, pk: int) -> HttpResponse:
    """A draft beside its paper; a post saves it, and issues it when that was pressed."""
    letter = _draft(request, pk)
    if not letter.is_draft or resting_on(letter):
        return redirect("letters:detail", letter.pk)
    content = content_of(letter)
    form = WriteForm(
        request.POST or None,
        letter=letter,
        districts=_districts(letter),
        today=clock.today(),
        initial=write_initial(letter, content),
    )
    if form.is_valid() and (answer := _save(request, letter, form)):
        return answer
    letter = _draft(request, pk)
    content = content_of(letter)
    try:
        pages = page_numbers(letter)
    except LetterProblem as unprintable:
        pages = range(0)
        form.add_error(None, list(unprintable.problems)) if form.is_bound else None
    context = {
        "letter": letter,
        "form": form,
        "findings": _findings(request, letter, content),
        "pages": pages,
        "next_number": _next_number(letter),
        "now": clock.now(),
    }
    return render(request, "letters/write.html", context)


@login_required
@require_POST
def send(request: Request, pk: int) -> HttpResponse:
    """Records that a numbered letter went out."""
    letter = _draft(request, pk)
    if letter.is_draft:
        messages.warning(request, _("หนังสือยังไม่มีเลข ออกเลขก่อนจึงส่งได้"))
        return redirect("letters:write", letter.pk)
    record_sent(by=request.user, letter=letter, at=clock.now())
    messages.success(request, _("บันทึกว่าส่งแล้ว ปลายทางเห็นเป็นรอลงรับ"))
    return redirect("letters:detail", letter.pk)


def _save(request: Request, letter: Letter, form: WriteForm) -> HttpResponse | None:
    """Save, and issue when asked; None when the page must say what is wrong."""
    typed = form.cleaned_data
    districts = list(typed.get("districts") or [])
    others = form.others()
    subject = " ".join(typed["subject"].split())
    content = composed(
        office=letter.office,
        subject=subject,
        urgency=typed["urgency"],
        to=[f"นาย{one.title}" for one in districts] + [name for name, _address in others],
        body=typed["body"],
        references=form.lines("references"),
        enclosures=form.lines("enclosures"),
        signatory=typed["signatory"],
    )
    try:
        saved = save_draft(
            by=request.user,
            letter=letter,
            edition=typed["edition"],
            recipients=[(one, f"นาย{one.title}") for one in districts],
            outside=others,
            content=content.to_json(),
            subject=subject,
            urgency=typed["urgency"],
            signatory=typed["signatory"],
        )
    except Stale:
        fresh = Letter.objects.get(pk=letter.pk)
        form.take_edition(fresh.edition)
        form.add_error(
            None, _("มีผู้บันทึกร่างนี้หลังจากท่านเปิดหน้า ข้อความของท่านยังอยู่ครบ กดบันทึกอีกครั้งเพื่อใช้ของท่าน")
        )
        return None
    if request.POST.get("do") != "issue":
        messages.success(request, _("บันทึกร่างแล้ว"))
        return redirect("letters:write", letter.pk)
    return _issue(request, saved, content, form)


def _issue(
    request: Request, saved: Letter, content: ExternalLetter, form: WriteForm
) -> HttpResponse | None:
    form.take_edition(saved.edition)
    blocking = [one for one in _findings(request, saved, content) if one.blocks]
    for one in blocking:
        form.add_error(None, one.text)
    if blocking:
        return None
    now = clock.now()
    try:
        numbered = number_letter(by=request.user, letter=saved, dated=clock.today(), at=now)
    except MayNotSign as refused:
        form.add_error(None, refused)
        return None
    messages.success(request, _("ออกเลข %s แล้ว พิมพ์ลงนาม แล้วบันทึกว่าส่ง") % numbered.label)
    return redirect("letters:detail", numbered.pk)


def _findings(request: Request, letter: Letter, content: ExternalLetter) -> list[Finding]:
    today = clock.today()
    named = holidays_of([letter.office.area_id], today, today + _AHEAD)
    references = [_reference(line) for line in content.references]
    known = cited([one for one in references if one.number], request.reach)
    return findings(
        content,
        form=letter.form,
        series=letter.series,
        recipients=list(letter.recipients.all()),
        signatory=letter.signatory,
        day=today,
        cited=[(one.reference, one.is_known) for one in known],
        holiday=lambda day: (
            named[day].name if day in named else weekday(day) if day.weekday() >= _SATURDAY else ""
        ),
    )


def _reference(line: str) -> Reference:
    days = [one.day for one in days_in(arabic(line)) if one.day]
    return Reference(number_in(line), days[-1] if days else None)


def _next_number(letter: Letter) -> int:
    counter = Counter.objects.filter(
        office=letter.office, series=letter.series, year=buddhist_year(clock.today())
    ).first()
    return (counter.last if counter else 0) + 1


def _districts(letter: Letter) -> list[Area]:
    """The districts an office of a province writes to; of a district, its own chief."""
    among = Area.objects.within([letter.office.area_id[:2]]).on(clock.today())
    return list(among.filter(level=Level.DISTRICT))


def _draft(request: Request, pk: int) -> Letter:
    mine = Letter.objects.filter(request.reach.q("office__area"))
    letter = get_object_or_404(mine.select_related("office__area", "signatory"), pk=pk)
    request.reach.must(Right.CORRESPOND, letter.office.area_id)
    return letter
