"""A list that waits: looked at, decided about, taken in or given up."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.committees.models import Kind
from prasan.orders.models import DraftOrder
from prasan.people.rules import NEW
from prasan.registers import actions
from prasan.registers.actions import Decision
from prasan.registers.answering import answers_of
from prasan.registers.marking import marked
from prasan.registers.models import About, Intake
from prasan.registers.presenting import Said, Shown
from prasan.registers.preview import Preview, seal_of
from prasan.registers.rules.headings import Meaning
from prasan.registers.rules.lines import ReadSheet
from prasan.registers.rules.problems import Cure
from prasan.registers.views.downloads import attachment
from prasan.registers.workbook import seats_sent
from prasan.ui.words import count
from prasan.workbooks.reading import read

PER_PAGE = 50


@login_required
@require_http_methods(["GET"])
def intake(request: Request, pk: int) -> HttpResponse:
    """What a list says and what is wrong with it, before anything is saved."""
    intake = _intake(request, pk)
    context: dict[str, object] = {"intake": intake, "drafts": _drafts(intake)}
    if intake.is_waiting and intake.content:
        context |= _shown(request, intake)
    template = "registers/_intake.html" if request.htmx else "registers/intake.html"
    return render(request, template, context)


@login_required
@require_http_methods(["POST"])
def decide(request: Request, pk: int) -> HttpResponse:
    """One answer about one problem: a cure taken, a doubt found right, another text."""
    intake = _intake(request, pk)
    if not intake.is_waiting:
        return _too_late(request, intake)
    shown = Shown(_preview(request, intake))
    said = shown.find(request.POST.get("at", ""))
    if said is None:
        messages.info(request, _("จุดนี้แก้ไปแล้ว หน้านี้เป็นปัจจุบันแล้ว"))
    else:
        decisions = _decisions(said, request.POST.get("do", ""), request.POST.get("text", ""))
        actions.decide(intake=intake, decisions=decisions)
    return redirect(f"{intake.get_absolute_url()}?{request.GET.urlencode()}".rstrip("?"))


@login_required
@require_http_methods(["POST"])
def columns(request: Request, pk: int) -> HttpResponse:
    """What each column of a sheet holds, to which committee and place the sheet belongs."""
    intake = _intake(request, pk)
    if not intake.is_waiting:
        return _too_late(request, intake)
    preview = _preview(request, intake)
    number = request.POST.get("sheet", "")
    sheet = preview.sheet(int(number)) if number.isdecimal() else None
    if sheet:
        actions.decide(intake=intake, decisions=_readings(request, preview, sheet))
    return redirect(intake)


@login_required
@require_http_methods(["POST"])
def undo(request: Request, pk: int) -> HttpResponse:
    """Take back the latest answer."""
    intake = _intake(request, pk)
    if not intake.is_waiting:
        return _too_late(request, intake)
    actions.undo(intake=intake)
    return redirect(intake)


@login_required
@require_http_methods(["POST"])
def drop(request: Request, pk: int) -> HttpResponse:
    """Give the list up; nothing of it was saved."""
    intake = _intake(request, pk)
    try:
        actions.drop(by=request.user, intake=intake, at=clock.now())
    except actions.Ended:
        return _too_late(request, intake)
    messages.success(request, _("ยกเลิกการนำเข้าแล้ว ไม่ได้บันทึกอะไร"))
    return redirect("registers:index")


@login_required
@require_http_methods(["POST"])
def take(request: Request, pk: int) -> HttpResponse:
    """Make draft orders of what is ready: of the whole file, or of its good rows."""
    intake = _intake(request, pk)
    if not intake.is_waiting:
        return _too_late(request, intake)
    preview = _preview(request, intake)
    if request.POST.get("seen") != seal_of(preview):
        messages.warning(request, _("มีข้อมูลเปลี่ยนไประหว่างนี้ ตรวจอีกครั้งก่อนนำเข้า"))
        return redirect(intake)
    if request.POST.get("only") == "whole" and preview.problems:
        messages.warning(request, _("ยังมีแถวที่ต้องแก้ จึงยังไม่ได้นำเข้าแถวใดเลย"))
        return redirect(intake)
    bodies = [
        actions.Taken(
            body.kind, body.area, body.members, body.starts, body.expires, body.order, body.signed
        )
        for body in preview.to_draft
    ]
    righted = [actions.Righted(one.seat, one.after) for one in preview.to_correct]
    try:
        actions.take_in(
            by=request.user, intake=intake, bodies=bodies, righted=righted, at=clock.now()
        )
    except actions.Ended:
        return _too_late(request, intake)
    told = {"n": count(len(bodies)), "m": count(len(righted))}
    messages.success(request, _("นำเข้าแล้ว ร่างคำสั่ง %(n)s ฉบับ แก้ทะเบียน %(m)s บรรทัด") % told)
    return redirect(intake)


@login_required
@require_http_methods(["POST"])
def give_back(request: Request, pk: int) -> HttpResponse:
    """Undo taking in, while nobody has worked on what came of it."""
    intake = _intake(request, pk)
    try:
        actions.give_back(by=request.user, intake=intake, at=clock.now())
    except actions.Ended as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("เลิกทำการนำเข้าแล้ว ไฟล์กลับมารอตรวจ"))
    return redirect(intake)


@login_required
@require_http_methods(["GET"])
def file(request: Request, pk: int) -> HttpResponse:
    """The file as it came, its cells marked, with a column that says why."""
    intake = _intake(request, pk)
    if not (intake.is_waiting and intake.content):
        return _too_late(request, intake)
    stem = intake.name.rsplit(".", 1)[0]
    return attachment(marked(_preview(request, intake)), f"{stem} ที่ทำเครื่องหมาย.xlsx")


def _intake(request: Request, pk: int) -> Intake:
    """A list within reach; its cells hold telephone numbers, so only those who enter see them."""
    mine = Intake.objects.visible_to(request.reach)
    intake = get_object_or_404(mine.select_related("area", "received_by", "taken_by"), pk=pk)
    request.reach.must(Right.RECORD, intake.area_id)
    return intake


def _preview(request: Request, intake: Intake) -> Preview:
    spreadsheet = read(intake.name, actions.file_of(intake))
    return Preview(
        spreadsheet.shown,
        answers_of(intake),
        reach=request.reach,
        today=clock.today(),
        sent=seats_sent(spreadsheet),
    )


def _shown(request: Request, intake: Intake) -> dict[str, object]:
    preview = _preview(request, intake)
    shown = Shown(preview)
    page = Paginator(shown.said, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "preview": preview,
        "shown": shown,
        "page": page,
        "sheets": [(sheet, shown.columns(sheet), shown.rows(sheet)) for sheet in preview.sheets],
        "seen": seal_of(preview),
        "has_answers": intake.answers.exists(),
    }


def _drafts(intake: Intake) -> list[DraftOrder]:
    """The draft orders it became."""
    if intake.is_waiting:
        return []
    return list(intake.drafts.select_related("committee__area").order_by("pk"))


def _too_late(request: Request, intake: Intake) -> HttpResponse:
    messages.info(request, _("ไฟล์นี้นำเข้าหรือยกเลิกไปแล้ว"))
    return redirect(intake)


def _decisions(said: Said, do: str, text: str) -> list[Decision]:
    """What a button under a problem decides; nothing where the button does not belong to it."""
    one = said.problem
    column = -1 if one.column is None else one.column
    if do == "type" and said.may_type:
        return [Decision(About.CELL, one.sheet, text.strip(), one.row, column)]
    if do == "cure" and one.cure is Cure.TEXT:
        return [Decision(About.TEXT, one.sheet, one.instead, column=column, said=one.said)]
    if do == "cure" and one.cure is Cure.CELL:
        return [Decision(About.CELL, one.sheet, one.instead, one.row, column)]
    if do == "accept" and one.cure is Cure.ACCEPT:
        return [Decision(About.ACCEPT, one.sheet, "", column=column, code=one.code, said=one.said)]
    if do == "skip":
        return [Decision(About.SKIP, one.sheet, "", row) for row in said.rows]
    if one.cure is Cure.KEEP and do in ("mine", "theirs"):
        return [Decision(About.KEEP, one.sheet, do, one.row)]
    if one.cure is Cure.PERSON and do in {NEW, *(str(known.person.pk) for known in said.matches)}:
        return [Decision(About.PERSON, one.sheet, do, one.row)]
    return []


def _readings(request: Request, preview: Preview, sheet: ReadSheet) -> list[Decision]:
    """The answers of the form about columns that differ from what is read now."""
    decisions = []
    for column in range(sheet.table.width):
        chosen = request.POST.get(f"column-{column}")
        now = sheet.meanings.get(column, "")
        if chosen is not None and chosen != now and chosen in set(Meaning):
            decisions.append(Decision(About.MEANING, sheet.number, chosen, column=column))
    kind, place = request.POST.get("kind", ""), request.POST.get("place", "")
    if kind in set(Kind) and kind != sheet.kind:
        decisions.append(Decision(About.KIND, sheet.number, kind))
    if place in preview.areas and place != sheet.area:
        decisions.append(Decision(About.PLACE, sheet.number, place))
    if request.POST.get("left_out"):
        decisions.append(Decision(About.LEFT_OUT, sheet.number))
    return decisions
