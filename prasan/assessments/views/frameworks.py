"""The forms themselves: which there are, what each asks, where they come from."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right
from prasan.areas.rules import NATION
from prasan.assessments import actions, catalogue, intake
from prasan.assessments.differing import differences
from prasan.assessments.framework_forms import FileForm, PublishForm
from prasan.assessments.intake.writing import as_workbook, as_yaml, form_of
from prasan.assessments.models import Category, Framework, FrameworkQuerySet, Indicator
from prasan.thai.calendar import FiscalYear

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_GET
def frameworks(request: Request) -> HttpResponse:
    """Every form in sight, version by version, and which one is in use."""
    today = clock.today()
    year = FiscalYear.of(today)
    forms = _seen(request.reach).for_list()
    counted = forms.annotate(
        asked=Count("categories__indicators", distinct=True),
        parts=Count("categories", distinct=True),
        used=Count("assessments", distinct=True),
    )
    context = {
        "frameworks": counted,
        "in_use": Framework.objects.in_use(year.number, today),
        "year": year,
        "may_manage": _may_manage(request.reach),
        "now": clock.now(),
    }
    return render(request, "assessments/frameworks.html", context)


@login_required
@require_GET
def framework(request: Request, key: str, version: int) -> HttpResponse:
    """One version, to be read from top to bottom."""
    form = _form(request, key, version)
    today = clock.today()
    in_use = Framework.objects.in_use(FiscalYear.of(today).number, today)
    context = {
        "framework": form,
        "groups": _groups(form),
        "levels": form.levels.prefetch_related(
            "gates__indicator", "gates__category", "gates__needs"
        ),
        "shape": form.shape,
        "others": _seen(request.reach).filter(key=key).exclude(pk=form.pk).order_by("-version"),
        "facts": catalogue.facts(),
        "is_in_use": in_use == form,
        "used": form.assessments.count(),
        "may_manage": _may_manage(request.reach),
        "now": clock.now(),
    }
    return render(request, "assessments/framework.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def load(request: Request) -> HttpResponse:
    """Takes a form from a file as a draft, or tells all that keeps it from being one."""
    request.reach.must(Right.ADMINISTER, NATION)
    is_sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if is_sent else FileForm()
    problems: list[intake.Problem] = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        found, problems = intake.read_file(file.name or "", file.read())
        if found:
            return _loaded(request, form, found)
    context = {
        "form": form,
        "problems": problems,
        "has_errors": bool(problems),
        "newest": _seen(request.reach).for_list().first(),
    }
    return render(request, "assessments/load.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def publish(request: Request, key: str, version: int) -> HttpResponse:
    """Asks from when a draft is in use; a post publishes it, for good."""
    framework = _form(request, key, version)
    request.reach.must(Right.ADMINISTER, NATION)
    if framework.published:
        return redirect(framework)
    form = PublishForm(request.POST or None, today=clock.today())
    if form.is_valid():
        actions.publish_framework(
            by=request.user,
            framework=framework,
            day=form.cleaned_data["day"],
            first_year=FiscalYear(form.cleaned_data["first_year"]),
        )
        messages.success(request, _("ประกาศใช้แล้ว แบบรุ่นนี้แก้ไขไม่ได้อีก ถ้าต้องแก้ให้โหลดเป็นรุ่นใหม่"))
        return redirect(framework)
    return render(request, "assessments/publish.html", {"framework": framework, "form": form})


@login_required
@require_GET
def compare(request: Request, key: str, version: int, other: int) -> HttpResponse:
    """What the version `other` says differently from the version `version`."""
    old, new = _form(request, key, version), _form(request, key, other)
    found = differences(form_of(old), form_of(new))
    context = {"old": old, "new": new, "differences": found, "now": clock.now()}
    return render(request, "assessments/compare.html", context)


@login_required
@require_GET
def framework_file(request: Request, key: str, version: int, ending: str) -> HttpResponse:
    """The form as a file that can be changed and loaded again."""
    framework = _form(request, key, version)
    form = form_of(framework)
    if ending == "yaml":
        answer = HttpResponse(as_yaml(form), content_type="application/yaml; charset=utf-8")
    elif ending == "xlsx":
        answer = HttpResponse(as_workbook(form), content_type=XLSX)
    else:
        raise Http404
    name = f"{framework.key}-{framework.version}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _loaded(request: Request, form: FileForm, found: intake.Form) -> HttpResponse:
    """The draft of a good file; what the file says of being in use is left to publishing."""
    try:
        framework, outcome = actions.load_framework(by=request.user, form=found.as_draft())
    except actions.Published as refusal:
        form.add_error("file", str(refusal))
        return render(request, "assessments/load.html", {"form": form, "problems": []})
    told = {
        "added": _("โหลดเป็นร่างแล้ว อ่านให้ครบก่อนประกาศใช้"),
        "changed": _("แทนร่างเดิมแล้ว อ่านให้ครบก่อนประกาศใช้"),
        "unchanged": _("เนื้อหาตรงกับที่มีอยู่แล้ว จึงไม่มีอะไรเปลี่ยน"),
    }
    messages.success(request, told[outcome])
    return redirect(framework)


def _form(request: Request, key: str, version: int) -> Framework:
    mine = _seen(request.reach).select_related("published_by")
    return get_object_or_404(mine, key=key, version=version)


def _seen(reach: Reach) -> FrameworkQuerySet:
    """Forms in use belong to everyone who has a post; drafts to those who may publish them."""
    if not reach.posts:
        return Framework.objects.filter(pk__in=[])
    shown = Q() if _may_manage(reach) else Q(published__isnull=False)
    return Framework.objects.filter(shown)


def _may_manage(reach: Reach) -> bool:
    return reach.may(Right.ADMINISTER, NATION)


def _groups(framework: Framework) -> list[tuple[Category, list[Indicator]]]:
    lines: dict[int, list[Indicator]] = {}
    for each in Indicator.objects.of_framework(framework.pk):
        lines.setdefault(each.category_id, []).append(each)
    return [(each, lines.get(each.pk, [])) for each in framework.categories.all()]
