"""Projects sent to plans of other levels, what these answer, and what came of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.areas.rules import NATION, PROVINCE_DIGITS
from prasan.areas.rules import holds as area_holds
from prasan.evidence.models import Evidence
from prasan.plans import chains, rules
from prasan.plans.actions.projects import Outline, Place, add_project, said
from prasan.plans.models import (
    Advance,
    Decision,
    Milestone,
    Plan,
    Project,
    Proposal,
    Reply,
)
from prasan.plans.rules import Problem, Said
from prasan.plans.saving import Refused, allow, locked, record, tidy, withdraw


@transaction.atomic
def propose(
    *,
    by: User,
    project: Project,
    proposed: date,
    today: date,
    plan: Plan | None = None,
    level: str = "",
    holder: str = "",
) -> Proposal:
    """Send a project to `plan`, or to the plan of a level that the office `holder` keeps.

    Sent there once: the same proposal a second time gives the one there is, with another day it is
    refused.
    """
    project = locked(project)
    if plan is not None:
        level, holder = plan.level, plan.owner
    holder = tidy(holder)
    known = project.proposals.filter(plan=plan, level=level)
    found = (known if plan else known.filter(holder=holder)).first()
    if found and found.proposed == proposed:
        return found
    if found:
        raise Refused([Problem("plan" if plan else "holder", _sent_already(found))])
    allow(_proposal_problems(project, plan, level, holder, proposed, today))
    proposal = Proposal.objects.create(
        project=project, plan=plan, level=level, holder=holder, proposed=proposed
    )
    changes = {"level": level, "holder": holder, "plan": plan, "proposed": proposed}
    code = project.plan.area_id
    record(by, "project.proposed", proposal, code, f"เสนอ {project} ไปยัง {proposal}", changes)
    return proposal


@transaction.atomic
def reply(
    *,
    by: User,
    proposal: Proposal,
    kind: str,
    dated: date,
    at: datetime,
    reason: str = "",
    until_year: int | None = None,
    into: Project | None = None,
    document: Evidence | None = None,
) -> Reply:
    """What a plan of another level answers to a proposal; the earlier answers stay to be read.

    Taken in whole by a plan on file here, the project becomes one of that plan's own; merged, it
    stands in `into`, a project of that plan. The same answer a second time gives the one there is.
    """
    reason = tidy(reason)
    project = _locked_chain(proposal, into)
    proposal = locked(proposal)
    standing = list(proposal.replies.standing().order_by("dated", "pk"))
    last = standing[-1] if standing else None
    fields = {"kind": kind, "dated": dated, "reason": reason, "until_year": until_year}
    if last and _is_same(last, fields, into):
        return last
    allow(
        rules.reply_problems(
            kind,
            dated,
            proposed=proposal.proposed,
            earlier=[Said(one.kind, one.dated, one.target_id) for one in standing],
            today=timezone.localdate(at),
            reason=reason,
            until_year=until_year,
            has_target=into is not None,
            is_done=_is_done(proposal, last),
        )
        + _target_problems(proposal, kind, into)
    )
    if kind == Decision.ADOPTED:
        into = _own_project(by, proposal)
    elif kind != Decision.MERGED:
        into = None
    given = Reply.objects.create(
        proposal=proposal, target=into, document=document, by=by, at=at, **fields
    )
    area = proposal.plan.area_id if proposal.plan else project.plan.area_id
    summary = f"{proposal} ตอบ {project}: {given.get_kind_display()}"
    changes = {**fields, "target": into, "document": document}
    record(by, "proposal.answered", given, area, summary, changes, heard_by=[project])
    return given


@transaction.atomic
def take_back_reply(*, by: User, reply: Reply, why: str, at: datetime) -> Reply:
    """The last answer was given by mistake: it stands no more and stays to be read. Twice is once.

    Only the last one, since later ones followed from it; and not once the project is done.
    """
    proposal = locked(reply.proposal)
    reply = locked(reply)
    last = proposal.replies.standing().order_by("dated", "pk").last()
    if reply.withdrawn_at is None and last != reply:
        raise Refused([Problem("", "มีคำตอบหลังจากนี้ ถอนคำตอบล่าสุดก่อน")])
    if reply.withdrawn_at is None and _is_done(proposal, reply):
        raise Refused([Problem("", "โครงการดำเนินการแล้วเสร็จแล้ว ถอนคำตอบไม่ได้")])
    if withdraw(reply, by=by, why=why, at=at):
        area = proposal.plan.area_id if proposal.plan else proposal.project.plan.area_id
        summary = f"ถอนคำตอบของ {proposal} ต่อ {proposal.project}: {reply.get_kind_display()}"
        changes = {"why": reply.withdrawn_why}
        heard = [proposal.project]
        record(by, "proposal.answer_withdrawn", reply, area, summary, changes, heard_by=heard)
    return reply


@transaction.atomic
def advance(
    *,
    by: User,
    project: Project,
    kind: str,
    dated: date,
    at: datetime,
    proposal: Proposal | None = None,
    amount: Decimal | None = None,
    source: str | None = None,
    result: str = "",
    document: Evidence | None = None,
) -> Advance:
    """That a project got money, was begun, or is done.

    `proposal` says which office does it, where that one's plan is not on file here. The same step a
    second time gives the one there is.
    """
    project = locked(project)
    if kind != Milestone.FUNDED:
        amount = source = None
    fields = {
        "kind": kind,
        "dated": dated,
        "amount": amount,
        "source": source,
        "result": tidy(result),
        "proposal": proposal,
    }
    standing = project.advances.standing()
    if found := standing.filter(**fields).first():
        return found
    earlier = [Said(one.kind, one.dated) for one in standing.filter(proposal=proposal)]
    today = timezone.localdate(at)
    problems = rules.advance_problems(
        kind,
        dated,
        earlier=earlier,
        today=today,
        amount=amount,
        source=source,
        result=tidy(result),
    )
    allow(problems + _doer_problems(project, proposal))
    made = Advance.objects.create(project=project, document=document, by=by, at=at, **fields)
    summary = f"{project}: {made.get_kind_display()}"
    code, heard = project.plan.area_id, _behind(project)
    record(by, "project.advanced", made, code, summary, fields, heard_by=heard)
    return made


@transaction.atomic
def take_back_advance(*, by: User, advance: Advance, why: str, at: datetime) -> Advance:
    """A step told by mistake stands no more and stays to be read. Twice is once."""
    project = locked(advance.project)
    advance = locked(advance)
    later = project.advances.standing().filter(proposal=advance.proposal_id)
    done = later.filter(kind=Milestone.DONE).exclude(pk=advance.pk)
    if advance.withdrawn_at is None and advance.kind == Milestone.STARTED and done.exists():
        raise Refused([Problem("", "โครงการบันทึกว่าแล้วเสร็จแล้ว ถอนวันแล้วเสร็จก่อน")])
    if withdraw(advance, by=by, why=why, at=at):
        summary = f"ถอน{advance.get_kind_display()}ของ {project}"
        changes = {"why": advance.withdrawn_why}
        code, heard = project.plan.area_id, _behind(project)
        record(by, "project.advance_withdrawn", advance, code, summary, changes, heard_by=heard)
    return advance


def _behind(project: Project) -> Sequence[Project]:
    """The projects that stand in one of the nation's plans; any other takes in its own province's.

    They hear what becomes of it: their flow, and what is told of them, rests on it.
    """
    if project.plan.area_id != NATION:
        return []
    numbers = {one.project for one in chains.downward([project.pk])}
    return list(Project.objects.filter(pk__in=numbers).select_related("plan").order_by("pk"))


def _proposal_problems(
    project: Project, plan: Plan | None, level: str, holder: str, proposed: date, today: date
) -> list[Problem]:
    mine = project.plan
    standing = project.inclusions.filter(until=None).first()
    if standing is None:
        return [Problem("", "โครงการนี้ไม่อยู่ในแผนฉบับล่าสุดแล้ว เสนอต่อไม่ได้")]
    entered = project.inclusions.order_by("since__number").values_list("since__adopted", flat=True)
    problems = rules.proposal_problems(mine.level, level, proposed, entered[0], today)
    if not holder:
        problems.append(Problem("holder", "ยังไม่ได้บอกหน่วยงานเจ้าของแผน เช่น อบต.ปงเตา"))
    if plan and plan.pk == mine.pk:
        problems.append(Problem("plan", "โครงการอยู่ในแผนนี้แล้ว เลือกแผนอื่น"))
    elif plan and not _is_around(plan.area_id, mine.area_id):
        problems.append(Problem("plan", "แผนนั้นเป็นของพื้นที่อื่น เลือกแผนของพื้นที่ที่โครงการนี้อยู่"))
    elif plan and plan.last_year < standing.first_year:
        problems.append(Problem("plan", f"แผนนั้นสิ้นสุดปี {plan.last_year} ก่อนปีของโครงการ เลือกแผนอื่น"))
    return problems


def _is_around(plan: str, project: str) -> bool:
    """Whether a plan of the area `plan` may be asked by a project of a plan of `project`."""
    return area_holds(plan, project) or area_holds(project, plan)


def _locked_chain(proposal: Proposal, into: Project | None) -> Project:
    """The project proposed, once it is this answer's turn.

    Merges of a province come one by one, so that none closes a circle; the plan that takes in is
    held, so that it does not leave the project out meanwhile. Provinces come before plans, in the
    order of their codes: whoever holds two holds them in this order.
    """
    project = proposal.project
    plans = [project.plan_id, *([into.plan_id] if into else [])]
    areas = Plan.objects.filter(pk__in=plans).values_list("area", flat=True)
    codes = {code[:PROVINCE_DIGITS] for code in areas}
    list(Area.objects.select_for_update().filter(pk__in=codes).order_by("pk"))
    if into:
        locked(into.plan)
    return project


def _is_same(last: Reply, fields: dict[str, object], into: Project | None) -> bool:
    is_alike = all(getattr(last, name) == value for name, value in fields.items())
    return is_alike and (last.kind != Decision.MERGED or last.target == into)


def _is_done(proposal: Proposal, last: Reply | None) -> bool:
    """Whether what the proposal became part of is carried out."""
    done = Advance.objects.standing().filter(kind=Milestone.DONE)
    if last is None:
        return False
    if last.target_id is not None:
        return done.filter(project=last.target_id).exists()
    return done.filter(proposal=proposal.pk).exists()


def _target_problems(proposal: Proposal, kind: str, into: Project | None) -> list[Problem]:
    """What keeps a project from being taken in, or merged into `into`."""
    if kind not in rules.TAKEN_IN:
        return []
    if not proposal.project.inclusions.filter(until=None).exists():
        text = "ต้นทางตัดโครงการนี้ออกจากแผนแล้ว รับไว้ไม่ได้ ตอบว่าไม่รับพร้อมเหตุผลนี้"
        return [Problem("kind", text)]
    if kind != Decision.MERGED:
        return []
    if into is None:
        if proposal.plan_id is None:
            return []
        return [
            Problem("into", "ยังไม่ได้เลือกว่ารวมกับโครงการใด ถ้าไม่มีโครงการที่ตรงกัน ให้รับเข้าแผนทั้งโครงการ")
        ]
    if into.plan_id != proposal.plan_id:
        return [Problem("into", "โครงการที่เลือกอยู่ในแผนอื่น เลือกโครงการในแผนที่ตอบ")]
    if not into.inclusions.filter(until=None).exists():
        return [Problem("into", "โครงการที่เลือกถูกตัดออกจากแผนแล้ว เลือกโครงการที่ยังอยู่ในแผน")]
    if chains.circle(proposal.project_id, into.pk):
        text = f"รวมเป็นวงไม่ได้ {into} มาจาก {proposal.project} อยู่แล้ว เลือกโครงการอื่น"
        return [Problem("into", text)]
    return []


def _own_project(by: User, proposal: Proposal) -> Project | None:
    """The receiving plan's own project of the one it takes in; the one made before, if any."""
    if proposal.plan is None:
        return None
    earlier = proposal.replies.filter(kind=Decision.ADOPTED).exclude(target=None).last()
    outline = _copied(proposal.project, proposal.plan)
    if earlier and earlier.target:
        if earlier.target.inclusions.filter(until=None).exists():
            return earlier.target
        # Its plan left it out since: it comes back under its name.
        outline = replace(outline, title=earlier.target.title)
    return add_project(by=by, plan=proposal.plan, outline=outline)


def _copied(project: Project, plan: Plan) -> Outline:
    """The project in the words of another plan: its years within that plan's, its name unique."""
    now = said(project)
    first = max(int(str(now["first_year"])), plan.first_year)
    last = min(max(int(str(now["last_year"])), first), plan.last_year)
    title = project.title
    if plan.projects.filter(title=title).exists():
        title = f"{title[:200]} ({project.plan.owner})"
    return Outline(
        title=title,
        first_year=first,
        last_year=last,
        money=_within(project, first, last),
        problem=project.problem,
        doer=project.doer,
        doer_name=project.doer_name,
        beneficiaries=project.beneficiaries,
        tags=[one.tag for one in project.tags.all()],
        places=_places(project, plan),
    )


def _within(project: Project, first: int, last: int) -> list[tuple[int, str, Decimal]]:
    """Its money of these years; what lies outside them moves into the nearest, so none is lost."""
    cells: dict[tuple[int, str], Decimal] = {}
    for row in project.inclusions.get(until=None).money.all():
        key = (min(max(row.year, first), last), row.source)
        cells[key] = cells.get(key, Decimal(0)) + row.amount
    return [(year, source, amount) for (year, source), amount in cells.items()]


def _places(project: Project, plan: Plan) -> list[Place]:
    """Where it is done; its own area where it says nothing, as far as the other plan reaches."""
    named = [Place(one.area, one.village) for one in project.places.select_related("area")]
    wanted = named or [Place(project.plan.area)]
    return [one for one in wanted if area_holds(plan.area_id, one.area.pk)]


def _doer_problems(project: Project, proposal: Proposal | None) -> list[Problem]:
    """Money and work are told where the project is carried out."""
    if proposal is None:
        return []
    if proposal.project_id != project.pk or proposal.plan_id is not None:
        return [Problem("proposal", "บันทึกความก้าวหน้าที่โครงการของแผนที่รับไว้")]
    last = proposal.replies.standing().order_by("dated", "pk").last()
    if last is None or last.kind not in rules.TAKEN_IN:
        return [Problem("proposal", "แผนนั้นยังไม่ได้รับโครงการ บันทึกคำตอบก่อน")]
    return []


def _sent_already(proposal: Proposal) -> str:
    return f"เสนอไปยัง {proposal} แล้ว บันทึกผลของเรื่องเดิมได้"
