"""Writing a reminder: draft, edit beside its paper, issue."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.directives import reminding
from prasan.directives.board import Board, board
from prasan.directives.forms import ReminderForm, reminder_initial
from prasan.directives.models import Reminder
from prasan.directives.reminding import NotShort, all_owed
from prasan.directives.views.boards import directive_in_sight
from prasan.directives.wording import Owed
from prasan.letters import rules as letter_rules
from prasan.letters.actions import MayNotSign, Stale
from prasan.letters.models import Counter
from prasan.letters.views import page_numbers
from prasan.thai.calendar import FiscalYear, buddhist_year
from prasan.ui.words import told

# How long a reminder gives by itself; the writer changes it.
# Source: Lampang letter of 5 Nov 2567, which gave until the 15th.
GIVEN = timedelta(days=10)


@login_required
@require_POST
def start(request: Request, pk: int) -> HttpResponse:
    """Draft the reminder of a directive, or open the draft the officer has."""
    directive = directive_in_sight(request.reach, pk)
    request.reach.must(Right.DIRECT, directive.letter.office.area_id)
    now = clock.now()
    try:
        reminder = reminding.draft_reminder(
            by=request.user, directive=directive, due=now.date() + GIVEN, at=now
        )
    except NotShort:
        messages.info(request, _("ทุกอำเภอส่งครบแล้ว ไม่มีใครต้องเตือน"))
        return redirect("directives:board", pk)
    return redirect("directives:reminder", reminder.pk)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """A draft beside its paper; a post saves it, and issues it when that was pressed."""
    reminder = _in_sight(request, pk)
    letter, directive = reminder.letter, reminder.directive
    if not letter.is_draft:
        return redirect("letters:detail", letter.pk)
    request.reach.must(Right.DIRECT, letter.office.area_id)
    found = board(directive, codes=[letter.office.area_id], day=clock.today())
    form = ReminderForm(
        request.POST or None,
        initial=reminder_initial(reminder),
        items=list(directive.items.all()),
        addressees=_addressees(reminder, found),
        office=letter.office,
        today=clock.today(),
    )
    if form.is_valid() and (answer := _save(request, reminder, form)):
        return answer
    return render(request, "directives/reminder.html", _context(reminder, form, found))


def _save(request: Request, reminder: Reminder, form: ReminderForm) -> HttpResponse | None:
    """Save, and issue when asked; None when the page must say what is wrong."""
    edition = form.cleaned_data["edition"]
    if request.POST.get("do") == "issue" and not form.cleaned_data["signatory"]:
        form.add_error("signatory", _("ยังไม่ได้เลือกผู้ลงนาม เลือกก่อนออกเลข"))
        return None
    try:
        saved = reminding.save_reminder(
            by=request.user,
            reminder=reminder,
            edition=edition,
            choices=form.choices(),
            today=clock.today(),
        )
        if request.POST.get("do") == "issue":
            return _issue(request, saved)
    except Stale:
        _say_stale(reminder, form)
        return None
    except MayNotSign as refused:
        form.take_edition(reminder.letter.edition)
        form.add_error(None, refused)
        return None
    except NotShort as short:
        # The draft was saved; only its number was refused.
        form.take_edition(reminder.letter.edition)
        form.add_error(
            "addressees",
            _("%(names)s ส่งครบแล้วตั้งแต่ร่างหนังสือนี้ เอาออกจากผู้รับก่อนออกเลข")
            % {"names": " ".join(short.names)},
        )
        return None
    messages.success(request, _("บันทึกร่างแล้ว"))
    return redirect("directives:reminder", reminder.pk)


def _issue(request: Request, saved: Reminder) -> HttpResponse:
    now = clock.now()
    issued = reminding.issue_reminder(
        by=request.user,
        reminder=saved,
        edition=saved.letter.edition,
        dated=now.date(),
        at=now,
    )
    messages.success(request, _("ออกเลข %(label)s และบันทึกว่าส่งแล้ว") % {"label": issued.letter.label})
    return redirect("letters:detail", issued.letter_id)


def _say_stale(reminder: Reminder, form: ReminderForm) -> None:
    """Tell what someone else saved meanwhile; what was typed stays, and may be saved knowingly."""
    fresh = Reminder.objects.select_related("letter__drafted_by").get(pk=reminder.pk)
    changed = form.differing(reminder_initial(fresh))
    form.take_edition(fresh.letter.edition)
    form.add_error(
        None,
        _(
            "มีผู้บันทึกร่างนี้หลังจากท่านเปิดหน้า ที่ต่างจากของท่านคือ %(fields)s "
            "ข้อความของท่านยังอยู่ครบ กดบันทึกอีกครั้งเพื่อใช้ของท่าน หรือเปิดร่างล่าสุดเพื่อดูก่อน"
        )
        % {"fields": " ".join(changed) or "-"},
    )


def _in_sight(request: Request, pk: int) -> Reminder:
    mine = Reminder.objects.visible_to(request.reach).select_related(
        "letter__office__area", "letter__refers_to__office__area", "directive__letter__office__area"
    )
    return get_object_or_404(mine.prefetch_related("items"), pk=pk)


def _addressees(reminder: Reminder, found: Board) -> list[tuple[str, str]]:
    """Every district that falls short, with what it owes; chosen ones that owe nothing too."""
    owed = {one.district: one for one in all_owed(found)}
    chosen = {one.area_id: one for one in reminder.letter.recipients.select_related("area")}
    choices = []
    for row in found.districts():
        name = row.area.title
        if name in owed:
            choices.append((row.area.code, _choice(name, _owed_words(owed[name]))))
        elif row.area.code in chosen:
            choices.append((row.area.code, _choice(name, _("ส่งครบแล้ว"))))
    return choices


def _choice(name: str, owes: str) -> str:
    """A district to tick, and below it in small what it owes."""
    return format_html('<b class="place">{}</b> <span class="asof">{}</span>', name, owes)


def _owed_words(owed: Owed) -> str:
    things = " · ".join(f"{told(thing)} {count}" for thing, count in owed.things.items())
    return f"{told(f'ค้าง {owed.count} รายการ')}: {things}"


def _context(reminder: Reminder, form: ReminderForm, found: Board) -> dict[str, object]:
    letter, today = reminder.letter, clock.today()
    first = letter.refers_to
    counter = Counter.objects.filter(
        office=letter.office, series=letter.series, year=buddhist_year(today)
    ).first()
    return {
        "reminder": reminder,
        "letter": letter,
        "directive": reminder.directive,
        "form": form,
        "next_number": (counter.last if counter else 0) + 1,
        "others": [row.area.name for row in found.districts() if not row.is_late],
        "doubts": letter_rules.doubts(
            number=first.number,
            dated=first.dated,
            subject_year=reminder.fiscal_year,
            year_of=FiscalYear.of(first.dated).number,
        )
        if first and first.dated
        else [],
        "recipients": letter.recipients.count(),
        "pages": page_numbers(letter),
        "now": clock.now(),
    }
