from datetime import UTC, datetime, time

from django.db import migrations


def carry_over(apps, schema_editor):
    """What one row of a plan, a project or a link told becomes versions, money and answers.

    A project that came into its plan later than the plan was adopted came with a version of that
    day, so nothing that was known is lost.
    """
    Plan = apps.get_model("plans", "Plan")
    for plan in Plan.objects.order_by("pk").iterator():
        _plan(apps, plan)
    _links(apps)


def _plan(apps, plan):
    Version = apps.get_model("plans", "PlanVersion")
    first = Version.objects.create(
        plan=plan, number=1, adopted=plan.adopted, document_id=plan.document_id
    )
    projects = list(apps.get_model("plans", "Project").objects.filter(plan=plan).order_by("pk"))
    later = sorted({one.entered for one in projects if plan.adopted and one.entered > plan.adopted})
    by_day = {
        day: Version.objects.create(plan=plan, number=number, adopted=day)
        for number, day in enumerate(later, start=2)
    }
    for one in projects:
        inclusion = apps.get_model("plans", "Inclusion").objects.create(
            project=one,
            since=by_day.get(one.entered, first),
            first_year=one.first_year,
            last_year=one.first_year,
        )
        if one.budget:
            apps.get_model("plans", "Money").objects.create(
                inclusion=inclusion, year=one.first_year, source="open", amount=one.budget
            )
        if one.is_strong_tambon:
            apps.get_model("plans", "ProjectTag").objects.create(project=one, tag="strong_tambon")


def _links(apps):
    Proposal, Reply = apps.get_model("plans", "Proposal"), apps.get_model("plans", "Reply")
    Event, User = apps.get_model("audit", "Event"), apps.get_model("accounts", "User")
    for link in apps.get_model("plans", "Link").objects.order_by("pk"):
        proposal = Proposal.objects.create(
            project_id=link.project_id,
            level=link.destination,
            holder=link.holder,
            proposed=link.proposed,
        )
        if link.answer is None:
            continue
        told = Event.objects.filter(kind="plans.link", target=str(link.pk)).order_by("-pk").first()
        by = told and User.objects.filter(username=told.by).first()
        Reply.objects.create(
            proposal=proposal,
            kind=link.answer,
            dated=link.answered,
            reason=link.reason,
            by=by or User.objects.order_by("pk").first(),
            at=told.at if told else datetime.combine(link.answered, time(12), tzinfo=UTC),
        )


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0003_plans_of_every_level"),
        ("audit", "0001_initial"),
        ("accounts", "0001_initial"),
    ]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
