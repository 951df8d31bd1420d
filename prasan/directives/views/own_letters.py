"""Writing to any late units: whom, in which lawful way, a look at any one letter, numbering."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.directives import own_letters
from prasan.directives.models import Directive
from prasan.directives.owing import Addressing, addressings
from prasan.directives.own_forms import OwnForm
from prasan.directives.own_letters import Found, Wanted
from prasan.directives.own_wording import sentences
from prasan.directives.reminding import NotShort
from prasan.directives.views.boards import directive_in_sight
from prasan.directives.views.reminders import GIVEN
from prasan.letters import typesetting
from prasan.letters.documents import ExternalLetter, LetterProblem
from prasan.letters.models import Signatory, Urgency
from prasan.letters.rules import Way, advised, way_problem
from prasan.letters.views.batches import start_files


@login_required
@require_http_methods(["GET", "POST"])
def write(request: Request, pk: int) -> HttpResponse:
    """The late units of a directive and the letters to them; a post previews or numbers."""
    directive = directive_in_sight(request.reach, pk)
    request.reach.must(Right.DIRECT, directive.letter.office.area_id)
    asked = request.POST if request.method == "POST" else request.GET
    addressed = directive.addressees.values_list("area", flat=True)
    offered = addressings(directive.letter.office.area_id, list(addressed))
    to = next((one for one in offered if one == asked.get("to")), offered[0])
    wide = asked.get("wide") == "1"
    found = own_letters.find(directive, to, wide=wide, day=clock.today())
    known = [one.area.code for one in found.owing]
    form = OwnForm(
        request.POST or None,
        office=directive.letter.office,
        found=found,
        # What was posted stays valid: whoever is not late any more is named, not refused unseen.
        offered=[*known, *request.POST.getlist("units")],
        today=clock.today(),
        initial=_initial(directive, found, to),
    )
    if form.is_valid():
        answer = _taken(request, directive, form, form.wanted(to, wide=wide), found)
        if answer:
            return answer
    context = _context(request, directive, form, found, to, wide=wide) | {"offered": offered}
    return render(request, "directives/own_letters.html", context)


def _initial(directive: Directive, found: Found, to: Addressing) -> dict[str, object]:
    signing = Signatory.objects.filter(office=directive.letter.office).on(found.day)
    return {
        **own_letters.first_words(directive, found, to),
        "way": advised(len(found.owing)).value,
        "due": found.day + GIVEN,
        "urgency": Urgency.MOST_URGENT,
        "signatory": signing.order_by("starts").last(),
    }


def _taken(
    request: Request, directive: Directive, form: OwnForm, wanted: Wanted, found: Found
) -> HttpResponse | None:
    """What a good form leads to; None when the page must say why not."""
    if request.POST.get("do") == "preview":
        return _previewed(directive, form, wanted, found)
    if wanted.signatory is None:
        form.add_error("signatory", _("ยังไม่ได้เลือกผู้ลงนาม เลือกก่อนออกเลข"))
    elif missing := form.missing():
        said = _("%(names)s ยังขาดข้อมูล พิมพ์ที่อยู่ เอาออกจากรายชื่อ หรือเลือกออกเลขทั้งที่ยังขาด")
        form.add_error("units", said % {"names": _few(missing)})
    else:
        return _numbered(request, directive, form, wanted)
    return None


def _previewed(
    directive: Directive, form: OwnForm, wanted: Wanted, found: Found
) -> HttpResponse | None:
    """One letter as PDF, in a window of its own."""
    late = found.chosen(wanted.units)
    which = form.cleaned_data["which"]
    one = next((one for one in late if one.area.code == which), late[0] if late else None)
    if one is None:
        form.add_error("units", _("หน่วยที่เลือกไม่มีเรื่องค้างแล้ว จึงไม่มีหนังสือให้ดู"))
        return None
    letter: ExternalLetter
    if wanted.way is Way.OWN:
        letter = own_letters.own_letter(directive, wanted, one, day=found.day)
    else:
        letter = own_letters.circular(directive, wanted, late, day=found.day)
    try:
        content = typesetting.pdf(letter)
    except LetterProblem as problem:
        for said in problem.problems:
            form.add_error(None, said)
        return None
    shown = content_disposition_header(False, f"ตัวอย่าง {one.area.title}.pdf") or "inline"
    headers = {"Content-Disposition": shown, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _numbered(
    request: Request, directive: Directive, form: OwnForm, wanted: Wanted
) -> HttpResponse | None:
    now = clock.now()
    try:
        issued = own_letters.send_reminders(
            by=request.user, directive=directive, wanted=wanted, dated=now.date(), at=now
        )
    except NotShort as short:
        form.gone = short.names
        said = _("%(names)s ไม่มีเรื่องค้างแล้ว ยังไม่ได้ออกเลขให้ใคร เลือกว่าจะตัดออกหรือกลับไปดู")
        form.add_error("units", said % {"names": _few(short.names)})
        return None
    except ValidationError as refused:
        form.add_error(None, refused)
        return None
    batch = issued.letter.batch
    if batch is None:
        messages.success(request, _("ออกเลข %(label)s แล้ว") % {"label": issued.letter.label})
        return redirect("letters:detail", issued.letter_id)
    count = batch.letters.count()
    start_files(request, batch, count, begins_odd=True)
    messages.success(request, _("ออกเลขหนังสือ %(n)s ฉบับแล้ว กำลังจัดทำไฟล์") % {"n": count})
    return redirect("letters:batch", batch.pk)


def _few(names: tuple[str, ...] | list[str]) -> str:
    more = [_("และอีก %(n)s หน่วย") % {"n": len(names) - 5}] if len(names) > 5 else []
    return " ".join([*names[:5], *more])


def _context(
    request: Request, directive: Directive, form: OwnForm, found: Found, to: Addressing, *,
    wide: bool,
) -> dict[str, object]:  # fmt: skip
    posted = set(request.POST.getlist("units"))
    return {
        "directive": directive,
        "form": form,
        "found": found,
        "to": to,
        "wide": wide,
        "way": form["way"].value(),
        "unlawful": way_problem(Way.VARIED, []),
        "lines": [
            {
                "owing": one,
                "said": sentences(one),
                "problems": found.problems.get(one.area.code, ()),
                "is_chosen": not form.is_bound or one.area.code in posted,
                "address": form[f"address_{one.area.code}"]
                if f"address_{one.area.code}" in form.fields
                else None,
            }
            for one in found.owing
        ],
        "which": request.POST.get("which", ""),
        "lacking": len(found.problems),
        "now": clock.now(),
    }
