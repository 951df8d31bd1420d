"""Every address of the site, walked by people who may not: a new address is tested unasked.

An address without arguments needs nothing. One with arguments needs an object of Ngao to point
at: a line in `examples`. One that strangers may open needs a line in PUBLIC, with the reason.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from prasan.accounts.models import User
from prasan.accounts.tests.make import away
from prasan.areas.models import Area
from prasan.assessments.models import Assessment, Indicator
from prasan.assessments.tests.make import framework as small_form
from prasan.audit.models import Event
from prasan.centres.actions import open_centre, record_organisation
from prasan.committees.models import Committee, Rulebook
from prasan.committees.tests.make import rulebook
from prasan.directives.actions import begin_cascade
from prasan.directives.models import Obligation
from prasan.directives.reminding import draft_reminder
from prasan.directives.tests import make
from prasan.evidence.inspection import opened
from prasan.evidence.models import Evidence
from prasan.evidence.tests import make as files
from prasan.holidays.actions import add_holiday
from prasan.holidays.models import Holiday
from prasan.jobs.models import Job
from prasan.jobs.tests.make import a_job
from prasan.letters.actions import (
    add_signed_copy,
    number_letter,
    record_sent,
    save_template,
)
from prasan.letters.tests import make as letters
from prasan.meetings.actions import draft_meeting, seats_on
from prasan.meetings.models import Meeting, Resolution
from prasan.meetings.tests.make import a_list, resolved
from prasan.orders.actions import draft_order
from prasan.orders.models import Appointment, DraftOrder, Order
from prasan.orders.rules import Member
from prasan.people.actions import enter_person, merge
from prasan.people.models import Person
from prasan.plans.models import Mission, Plan, Project, Proposal
from prasan.plans.tests import make as plan_facts
from prasan.registers.tests.make import an_intake
from prasan.reminders.actions import give_address, sweep
from prasan.reminders.models import Message, Step
from prasan.reminders.tests.make import a_task

PUBLIC = {
    "account_login": "the door",
    "account_logout": "nothing is left to log out of",
    "account_signup": "says whom to ask for an account",
    "account_inactive": "says that an account is closed",
    "account_reset_password": "says whom to ask for a password",
    "mfa_login_webauthn": "the door, by passkey",
    "ui:parts": "examples only",
    "ui:digits": "how the reader reads",
    "ui:language": "how the reader reads",
    "home:notices": "whose data this is",
}
# Addresses a token opens, for whoever holds it and nobody else: each has tests of its own.
BY_TOKEN = {"meetings:check_in": "a member in the room says so by phone (decision 0023)"}
# Addresses of the log-in package: each shows or changes the account of whoever asks, no other.
OWN = ("account_", "mfa_")
# Pages on which everybody keeps something of their own, whatever their post.
ONES_OWN = {"reminders:addresses"}
# Its pages that go by e-mail, which prasan/urls.py closes before they are reached.
CLOSED = {
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
NOT_ALLOWED, FORBIDDEN, NOT_FOUND, GONE = 405, 403, 404, 410


def walk(
    patterns: list[URLPattern | URLResolver], space: str = "", before: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The full name of every address below `patterns`, and the names of its arguments."""
    for pattern in patterns:
        arguments = (*before, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, inner, arguments)
        elif pattern.name:
            yield f"{space}{pattern.name}", arguments


ADDRESSES = {
    name: arguments for name, arguments in walk(get_resolver().url_patterns) if name not in CLOSED
}
PLAIN = sorted(name for name, arguments in ADDRESSES.items() if not arguments)
# Forms are of the nation: everyone with a post may read one in use.
OF_THE_NATION = {
    "assessments:framework",
    "assessments:publish",
    "assessments:compare",
    "assessments:framework_file",
}
POINTED = sorted(
    name
    for name, arguments in ADDRESSES.items()
    if arguments and not name.startswith(OWN) and name not in {*OF_THE_NATION, *BY_TOKEN}
)
# Pointed at work in Ngao, every fifth of them; not at accounts and jobs, which are somebody's own.
WORK = [name for name in POINTED if not name.startswith(("accounts:", "jobs:", "reminders:"))][::5]
HOUSE = sorted(
    name for name in ADDRESSES if not name.startswith(OWN) and name not in {*PUBLIC, *BY_TOKEN}
)


def any_of(model: type[Any]) -> Any:
    """The oldest row; all that the fixture below makes lies in Ngao."""
    return model.objects.order_by("pk")[0]


@pytest.fixture
def examples(
    system: User,
    province_officer: User,
    ngao_officer: User,
    areas: dict[str, Area],
    ngao: Area,
    pong_tao: Area,
) -> dict[str, dict[str, object]]:
    """For each address with arguments, what points at an object of Ngao.

    `*` stands for all addresses of an app that have no line of their own.
    """
    form = small_form(system)
    make.whole_tambon(ngao_officer, pong_tao, form)
    office = make.office(province_officer, areas["52"])
    directive = make.directive(province_officer, office, [ngao])
    any_order = any_of(Order)
    draft_order(by=ngao_officer, committee=any_order.committee, members=[], at=make.moment())
    reminder = draft_reminder(
        by=province_officer, directive=directive, due=make.NEW_DUE, at=make.moment()
    )
    report = make.sent(ngao_officer, directive, ngao)
    sweep(at=make.moment())
    address = give_address(
        by=ngao_officer, channel="email", value="ngao@example.go.th", at=make.moment()
    )
    letter = number_letter(
        by=province_officer,
        letter=letters.written(province_officer, office, ngao),
        dated=date(2024, 11, 5),
        at=make.moment(),
    )
    district = letters.office(province_officer, ngao, code="ลป 0118")
    letter = record_sent(by=province_officer, letter=letter, at=letters.moment())
    received = letters.received(ngao_officer, district)
    copy = add_signed_copy(
        by=province_officer, letter=letter, upload=opened("ก.pdf", files.pdf()), at=make.moment()
    )
    paper = letters.from_paper(province_officer, office, ngao, number=25001)
    batch = letters.batch(ngao_officer, district, pong_tao)
    cascade = begin_cascade(
        by=ngao_officer, office=district, received=received, at=letters.moment()
    )
    written = save_template(
        by=ngao_officer,
        office=district,
        name="แบบ",
        form="letter",
        subject="เรื่อง",
        body=[],
        at=letters.moment(),
    )
    a_job(ngao_officer, ngao)
    resolved(ngao_officer, any_of(Meeting))
    add_holiday(
        by=province_officer,
        area=areas["52"],
        day=date(2024, 11, 15),
        name="ลอยกระทง",
        source="ประกาศจังหวัด",
        confirmed=None,
    )
    committee = Committee.objects.get(kind="tambon", area=pong_tao)
    meeting = draft_meeting(
        by=ngao_officer,
        committee=committee,
        planned=date(2024, 12, 3),
        place="วัด",
        at=make.moment(),
    )
    sitting = seats_on(committee, meeting.planned)[0]
    seat, plan, project = any_of(Appointment), any_of(Plan), any_of(Project)
    book = rulebook(system)
    Rulebook.objects.update(area=ngao)
    post, told = ngao_officer.assignments.get(), Event.objects.filter(kind="orders.order")[0]
    here, kind = {"code": pong_tao.code}, {"kind": "tambon", "code": pong_tao.code}
    sheet = {**here, "year": any_of(Assessment).fiscal_year}
    namesake = enter_person(
        by=ngao_officer,
        area=pong_tao,
        entered=Member("นาย", "ซ้ำ", "สมมุติ", "member", who="new"),
    )
    merged = merge(by=ngao_officer, kept=seat.person, gone=namesake, at=make.moment(), because="ซ้ำ")
    group = record_organisation(
        by=ngao_officer,
        centre=open_centre(by=ngao_officer, area=ngao),
        name="กลุ่มออมทรัพย์สมมุติ",
        kind="savings",
        size=None,
        funds=None,
        leader="",
        since=None,
    )
    return {
        "accounts:*": {"pk": ngao_officer.pk},
        "accounts:end": {"pk": post.pk},
        "accounts:end_absence": {"pk": away(ngao_officer).pk},
        "audit:target": {"kind": told.kind, "pk": told.target},
        "evidence:*": {"pk": any_of(Evidence).pk},
        "evidence:preview": {"pk": any_of(Evidence).pk, "page": 1, "size": "small"},
        "holidays:*": {"pk": any_of(Holiday).pk},
        "jobs:*": {"pk": any_of(Job).pk},
        "letters:*": {"pk": letter.pk},
        "letters:correct": {"pk": paper.pk},
        "letters:withdraw": {"pk": letter.pk, "copy": copy.pk},
        "letters:page": {"pk": letter.pk, "edition": letter.edition, "number": 1},
        **dict.fromkeys(
            (
                "letters:office",
                "letters:office_correct",
                "letters:office_signatory",
                "letters:office_series",
            ),
            {"pk": office.pk},
        ),
        **dict.fromkeys(
            ("letters:received", "letters:correct_incoming", "letters:cancel_incoming"),
            {"pk": received.pk},
        ),
        **dict.fromkeys(
            ("letters:template", "letters:template_again"), {"pk": written.template_id}
        ),
        "letters:template_take": {"key": "invite"},
        **dict.fromkeys(
            (
                *("letters:batch", "letters:batch_make", "letters:batch_send"),
                *("letters:batch_pdf", "letters:batch_zip", "letters:batch_list"),
            ),
            {"pk": batch.pk},
        ),
        "letters:signatory_end": {"pk": office.signatories.get().pk},
        "centres:*": {"code": ngao.code},
        **dict.fromkeys(
            ("centres:organisation", "centres:leave", "centres:leader_phone"), {"pk": group.pk}
        ),
        "people:*": {"pk": any_of(Person).pk},
        "people:pair": {"pk": any_of(Person).pk, "other": any_of(Person).pk},
        "people:undo": {"pk": merged.pk},
        "committees:*": kind,
        **dict.fromkeys(
            ("committees:version", "committees:revise", "committees:history"), {"pk": book.pk}
        ),
        "committees:confirm": {"pk": book.lines.get(topic="members").pk},
        "orders:*": {"pk": any_of(Order).pk},
        "orders:create": kind,
        "orders:begin": kind,
        "orders:review": here,
        "orders:edit": {"pk": any_of(DraftOrder).pk},
        "orders:edit_amendment": {"pk": any_of(DraftOrder).pk},
        "orders:seat": {"pk": seat.pk},
        "orders:end": {"pk": seat.pk},
        "orders:correct_seat": {"pk": seat.pk},
        "orders:numbers": {"code": ngao.code},
        "orders:review_centre": {"code": ngao.code},
        **dict.fromkeys(
            ("orders:draft", "orders:sign", "orders:discard"), {"pk": any_of(DraftOrder).pk}
        ),
        "orders:draft_page": {"pk": any_of(DraftOrder).pk, "number": 1},
        "orders:draft_paper": {"pk": any_of(DraftOrder).pk, "kind": "pdf"},
        "orders:page": {"pk": seat.order_id, "number": 1},
        "orders:paper": {"pk": seat.order_id, "kind": "pdf"},
        "orders:renewals": {"code": ngao.code},
        "registers:*": {"pk": an_intake(ngao_officer, ngao).pk},
        **dict.fromkeys(
            ("registers:area", "registers:excel", "registers:pdf", "registers:workbook"), here
        ),
        "meetings:*": kind,
        "meetings:past": {"pk": a_list(ngao_officer, ngao).pk},
        **dict.fromkeys(("meetings:past_index", "meetings:past_workbook"), here),
        "meetings:resolution": {"pk": any_of(Resolution).pk},
        "meetings:reopen": {"pk": any_of(Resolution).pk},
        "meetings:correct": {"pk": any_of(Meeting).pk},
        "meetings:annul": {"pk": any_of(Meeting).pk},
        "meetings:planner": {"code": ngao.code},
        **{
            f"meetings:{page}": {"pk": meeting.pk}
            for page in (
                "detail",
                "replan",
                "agenda",
                "convene",
                "cancel",
                "calendar",
                "hold",
                "room",
                "code",
                "minutes",
            )
        },
        **{
            f"meetings:{page}": {"pk": meeting.items.all()[0].pk}
            for page in ("item", "item_minutes", "versions")
        },
        "meetings:notice": {"pk": meeting.pk, "seat": sitting.pk, "ending": "pdf"},
        "meetings:sign_in": {"pk": meeting.pk, "ending": "pdf"},
        "meetings:minutes_file": {"pk": meeting.pk, "ending": "docx"},
        "assessments:*": sheet,
        "assessments:proves": {**sheet, "pk": any_of(Evidence).pk},
        "assessments:centre": here,
        "assessments:answer": {**sheet, "indicator": any_of(Indicator).pk},
        **dict.fromkeys(
            ("assessments:framework", "assessments:publish"), {"key": form.key, "version": 1}
        ),
        **dict.fromkeys(
            ("assessments:form_file", "assessments:blank_file"), {**sheet, "ending": "docx"}
        ),
        "assessments:result_file": {**sheet, "paper": "report", "ending": "docx"},
        **dict.fromkeys(
            (
                "assessments:summary",
                "assessments:movement",
                "assessments:province_file",
                "assessments:unproven",
                "assessments:recomputed",
                "assessments:recomputed_file",
            ),
            {"code": ngao.code, "year": sheet["year"]},
        ),
        "assessments:compare": {"key": form.key, "version": 1, "other": 1},
        "assessments:framework_file": {"key": form.key, "version": 1, "ending": "yaml"},
        "assessments:confirm": {**sheet, "indicator": any_of(Indicator).pk},
        "assessments:together": {**sheet, "code": ngao.code},
        "plans:*": here,
        **plans_of(ngao_officer, plan, project),
        "directives:*": {"pk": directive.pk},
        "directives:district": {"pk": directive.pk, "code": ngao.code},
        "directives:submit": {"pk": directive.pk, "code": ngao.code},
        "directives:exempt": {"pk": any_of(Obligation).pk, "code": ngao.code},
        "directives:receipt": {"pk": report.pk},
        "directives:reminder": {"pk": reminder.pk},
        "directives:cascade": {"pk": cascade.pk},
        "directives:pass_received": {"pk": received.pk},
        "directives:due": {"pk": any_of(Obligation).pk},
        "reminders:*": {"pk": any_of(Message).pk},
        "reminders:ledger": {"pk": directive.pk},
        "reminders:withdraw": {"pk": address.pk},
        "reminders:tasks": {"pk": directive.pk, "code": ngao.code},
        "reminders:take_back": {"pk": a_task(ngao_officer, directive, ngao).pk},
        "reminders:end_step": {"code": "52", "pk": any_of(Step).pk},
        "home:tambon": here,
        **{f"home:{page}": {"pk": post.pk} for page in ("handover", "give_post", "take_post")},
        "home:handover_file": {"pk": post.pk, "ending": "pdf"},
    }


def plans_of(officer, plan, project) -> dict[str, dict[str, object]]:
    """The pages of plans: each fact of a project and a mission is there once."""
    proposal = any_of(Proposal)
    mission = any_of(Mission)
    reply = proposal.replies.first() or plan_facts.reply(officer, proposal)
    step = plan_facts.advance(officer, project)
    origin = plan_facts.forum(officer, project)
    note = plan_facts.note(officer, mission)
    of_plan = (
        *("plan", "correct_plan", "versions", "new_project", "list", "workbook"),
        *("priority", "new_priority"),
    )
    of_project = (
        *("project", "correct_project", "drop_project", "new_origin", "new_advance"),
        *("propose", "new_activity"),
    )
    of_mission = ("mission", "correct_mission", "end_mission", "place_mission")
    return {
        **{f"plans:{page}": {"pk": plan.pk} for page in of_plan},
        **{f"plans:{page}": {"pk": project.pk} for page in of_project},
        **{f"plans:{page}": {"pk": mission.pk} for page in of_mission},
        "plans:strong": {"code": plan.area_id},
        "plans:adopt": {"pk": plan.versions.get().pk},
        "plans:answer": {"pk": proposal.pk},
        "plans:outside_advance": {"pk": proposal.pk},
        "plans:take_back": {"pk": reply.pk},
        "plans:drop_advance": {"pk": step.pk},
        "plans:drop_origin": {"pk": origin.pk},
        "plans:drop_note": {"pk": note.pk},
    }


def at(name: str, examples: dict[str, dict[str, object]]) -> str:
    """The address `name` with the example that belongs to it."""
    arguments = ADDRESSES[name]
    space = name.partition(":")[0]
    example = examples.get(name, examples.get(f"{space}:*", {}) if arguments else {})
    assert set(arguments) == set(example), (
        f"{name} takes {', '.join(arguments)}, its example gives {', '.join(example) or 'none'}: "
        "add a line for it to `examples` in tests/test_reach.py that points at an object of Ngao"
    )
    return reverse(name, kwargs=example)


def asked(client: Client, address: str) -> tuple[int, int]:
    """The answers to opening `address` and to sending an empty form there."""
    return client.get(address).status_code, client.post(address, {}).status_code


def answered(client: Client, address: str) -> int:
    """The answer to opening `address`, read to its end, so that a file closes itself."""
    answer = client.get(address)
    if answer.streaming:
        list(answer)
    return answer.status_code


def test_the_walk_finds_the_site():
    assert {"home:front", "orders:detail", "account_login", "audit:index"} <= set(ADDRESSES)
    assert set(PUBLIC) <= set(ADDRESSES)
    assert not CLOSED & set(ADDRESSES)


def test_a_visitor_is_sent_to_the_door_from_everywhere(client, examples):
    door = reverse("account_login")
    open_to_all = {}
    for name in [*HOUSE, *(own for own in PLAIN if own.startswith(OWN) and own not in PUBLIC)]:
        address = at(name, examples)
        for answer in (client.get(address), client.post(address, {})):
            to_the_door = answer.headers.get("Location", "").startswith(door)
            if not to_the_door and answer.status_code != NOT_ALLOWED:
                open_to_all[name] = answer.status_code

    assert open_to_all == {}, "add login_required, or a line to PUBLIC in tests/test_reach.py"


def test_a_false_token_opens_nothing(client, db):
    for name in BY_TOKEN:
        assert client.get(reverse(name, args=["false"])).status_code in (NOT_FOUND, GONE), name


def test_what_is_public_opens(client, db):
    for name in PUBLIC:
        assert client.get(reverse(name)).status_code in (200, 302, NOT_ALLOWED), name


def test_another_district_finds_nothing_of_ngao(client, examples, thoen_officer):
    client.force_login(thoen_officer)
    seen = {}
    for name in POINTED:
        answers = asked(client, at(name, examples))
        if not set(answers) <= {NOT_FOUND, NOT_ALLOWED} or NOT_FOUND not in answers:
            seen[name] = answers

    assert seen == {}, "load the object through request.reach: outside it, nothing is there"


def test_a_reader_of_the_nation_changes_nothing(client, examples, reader):
    client.force_login(reader)
    before = Event.objects.count()
    changed = {}
    for name in set(HOUSE) - ONES_OWN:
        answer = client.post(at(name, examples), {}).status_code
        if answer not in (FORBIDDEN, NOT_FOUND, NOT_ALLOWED):
            changed[name] = answer

    assert changed == {}, "ask for the right before the form is read: request.reach.must(...)"
    assert Event.objects.count() == before


def test_a_stand_in_sees_and_does_what_the_post_does_and_only_on_those_days(
    client, examples, thoen_officer, ngao_officer, settings
):
    """Every fifth address: another district finds Ngao while it stands in, and not a day longer."""
    away(
        ngao_officer,
        thoen_officer,
        starts=date(2024, 11, 12),
        last=date(2024, 11, 12),
        order="คำสั่งจังหวัดลำปาง (ตัวอย่าง) ที่ 9/2567",
    )
    client.force_login(ngao_officer)
    hers = {name: answered(client, at(name, examples)) for name in WORK}
    client.force_login(thoen_officer)
    settings.DEMO_DAY = date(2024, 11, 12)
    shut = {name for name in WORK if answered(client, at(name, examples)) != hers[name]}
    settings.DEMO_DAY = date(2024, 11, 13)
    left = {name: answered(client, at(name, examples)) for name in WORK}

    assert shut == set(), "what the post may open, its stand-in may"
    assert set(left.values()) <= {NOT_FOUND, NOT_ALLOWED}, "and not a day longer"


def test_the_officer_of_ngao_does_find_it(client, examples, ngao_officer, province_officer):
    """So that the examples point at something; what one does not show, the other does."""
    hidden = set(POINTED)
    for user in (ngao_officer, province_officer):
        client.force_login(user)
        for name in sorted(hidden):
            if answered(client, at(name, examples)) in (200, 302, NOT_ALLOWED):
                hidden.discard(name)

    assert hidden == set()
