"""The workbook of a district or tambon: taken along, filled in without a line, sent back."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.assessments import actions, offline
from prasan.assessments.models import Framework
from prasan.assessments.views.opened import FIRST_YEAR
from prasan.assessments.views.results import XLSX, as_file
from prasan.thai.calendar import FiscalYear
from prasan.ui.words import count
from prasan.workbooks.reading import Unreadable, read
from prasan.workbooks.tables import Spreadsheet

MOST_BYTES = 8 * 1024**2


class WorkbookForm(forms.Form):
    """A workbook that came back; `spreadsheet` is what it holds."""

    file = forms.FileField(
        label=gettext_lazy("สมุดงานที่กรอกแล้ว"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
    )
    spreadsheet: Spreadsheet

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("ไฟล์ใหญ่เกิน 8 MB ตรวจว่าเลือกสมุดงานประเมินถูกต้อง"), code="large")
        try:
            self.spreadsheet = read(file.name or "", file.read())
        except Unreadable as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from None
        return file


@login_required
@require_http_methods(["GET", "POST"])
def workbook(request: Request, code: str, year: int) -> HttpResponse:
    """Where a workbook is had and sent back; a post saves it whole or tells all its problems."""
    around = _around(request, code, year)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    problems: list[offline.Problem] = []
    if request.method == "POST" and form.is_valid():
        found = offline.taken(form.spreadsheet, around, clock.today())
        problems = found.problems
        if not problems and _saved(request, around, found):
            return redirect(request.path)
    context = {
        "around": around,
        "form": form,
        "problems": problems,
        "has_errors": bool(problems or form.errors),
    }
    return render(request, "assessments/workbook.html", context)


@login_required
@require_GET
def workbook_file(request: Request, code: str, year: int) -> HttpResponse:
    """The workbook with what was answered so far."""
    content = offline.workbook_of(_around(request, code, year), clock.today())
    return as_file(content, XLSX, f"assessment-{code}-{year}.xlsx")


def _saved(request: Request, around: offline.Around, found: offline.Taken) -> bool:
    try:
        offline.save(by=request.user, around=around, answers=found, at=clock.now())
    except (actions.Stale, actions.Closed):
        messages.warning(request, _("มีผู้บันทึกระหว่างที่ส่งไฟล์ จึงยังไม่บันทึกอะไร ส่งไฟล์เดิมอีกครั้ง"))
        return False
    if found.many:
        messages.success(request, _("บันทึกจากไฟล์แล้ว %(many)s ข้อ") % {"many": count(found.many)})
    else:
        messages.info(request, _("ไฟล์ตรงกับที่มีอยู่แล้ว จึงไม่มีอะไรเปลี่ยน"))
    return True


def _around(request: Request, code: str, year: int) -> offline.Around:
    area = get_object_or_404(Area.objects.filter(request.reach.q("code")), code=code)
    request.reach.must(Right.ASSESS, code)
    if not FIRST_YEAR <= year <= FiscalYear.of(clock.today()).number:
        raise Http404
    framework = Framework.objects.in_use(year, clock.today())
    if framework is None or area.level not in (Level.DISTRICT, Level.TAMBON):
        raise Http404
    return offline.Around(area, FiscalYear(year), framework)
