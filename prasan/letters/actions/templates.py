"""Templates: saved as new versions, so that what was is never lost."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from prasan.accounts.models import Office, User
from prasan.audit import log
from prasan.letters.documents import Paragraph
from prasan.letters.models import Template, TemplateBlock, TemplateVersion
from prasan.letters.shipped import Shipped
from prasan.letters.wording import paragraphs


@transaction.atomic
def save_template(
    *,
    by: User,
    office: Office,
    name: str,
    form: str,
    subject: str,
    body: Sequence[Paragraph],
    at: datetime,
    shipped: str = "",
) -> TemplateVersion:
    """The words of the office's template `name` from now on, as its next version.

    The same words again give the version there is. The kind stays what it was first, and so does
    `shipped`, the key of the one that came with Prasan.
    """
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    template, _ = Template.objects.get_or_create(
        office=office, name=name, defaults={"form": form, "shipped": shipped}
    )
    last = template.versions.order_by("-number").first()
    if last and _same(last, subject, body):
        return last
    version = TemplateVersion.objects.create(
        template=template,
        number=last.number + 1 if last else 1,
        subject=subject,
        made_at=at,
        made_by=by,
    )
    TemplateBlock.objects.bulk_create(
        TemplateBlock(version=version, place=place, number=one.number, text=one.text)
        for place, one in enumerate(body, start=1)
    )
    log.record(
        by=by.username,
        verb="template.saved",
        target=template,
        area=office.area_id,
        summary=f"บันทึกแบบหนังสือ {name} ครั้งที่ {version.number}",
        changes={"subject": subject, "edition": version.number},
    )
    return version


@transaction.atomic
def take_template(*, by: User, office: Office, one: Shipped, at: datetime) -> Template:
    """Make one that comes with Prasan a template of the office; taken once, it stays as it is.

    Where the office has its own of that name, it is told apart by a word.
    """
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    known = Template.objects.filter(office=office, shipped=one.key).first()
    if known:
        return known
    is_named = Template.objects.filter(office=office, name=one.name).exists()
    version = save_template(
        by=by,
        office=office,
        name=f"{one.name} (ประสาน)" if is_named else one.name,
        form=one.form,
        subject=one.subject,
        body=paragraphs(one.body),
        shipped=one.key,
        at=at,
    )
    return version.template


def _same(version: TemplateVersion, subject: str, body: Sequence[Paragraph]) -> bool:
    blocks = [(one.number, one.text) for one in version.blocks.all()]
    return version.subject == subject and blocks == [(one.number, one.text) for one in body]
