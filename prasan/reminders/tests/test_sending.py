"""Messages leave the house once: over LINE and SMTP that are up, down, refusing or cut."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from prasan.audit.models import Event
from prasan.directives.tests import make as directives
from prasan.reminders import rules
from prasan.reminders.actions import give_address, send_waiting, sweep, withdraw_address
from prasan.reminders.actions.sending import NO_ADDRESS, NO_WAY, TOO_OLD, UNKNOWN
from prasan.reminders.channels import Refused, Uncertain, Unreachable, carriers
from prasan.reminders.channels.email import Email
from prasan.reminders.channels.line import Line
from prasan.reminders.models import Channel, Message
from prasan.reminders.rules import Sending
from prasan.reminders.tests.make import DOWN, LineServer, MailServer, Post, serving

AT = directives.moment()
NOW = timezone.now()
LINE_ID = "U" + "0123456789abcdef" * 2


@pytest.fixture
def waiting(directive, ngao_officer) -> Message:
    """One message by LINE that waits to leave."""
    give_address(by=ngao_officer, channel=Channel.LINE, value=LINE_ID, at=AT)
    sweep(at=AT, channels=["line"])
    return Message.objects.get(channel=Channel.LINE)


def send(post, *, at=AT, now=NOW):
    return send_waiting(carriers={"line": post}, at=at, now=now)


def test_what_waits_is_carried_once(waiting):
    post = Post()
    assert send(post) == 1
    assert send(post) == 0
    assert [(to, key) for to, _, key in post.carried] == [(LINE_ID, waiting.key)]
    waiting.refresh_from_db()
    assert (waiting.sending, waiting.sent_at, waiting.tries) == (Sending.SENT, AT, 1)
    assert Event.objects.filter(verb="reminder.sent").count() == 1


def test_a_week_of_a_silent_channel_is_tried_again_and_told_once(waiting):
    down = Post(fault=DOWN)
    assert send(down) == 0
    waiting.refresh_from_db()
    assert waiting.sending is Sending.RETRYING
    assert waiting.problem == "ติดต่อไม่ได้"
    assert send(Post()) == 0, "not before its time"
    later = NOW
    for _ in range(8):
        later += timedelta(hours=6)
        send(down, now=later)
    up = Post()
    assert send(up, now=later + timedelta(hours=6)) == 1
    assert send(up, now=later + timedelta(days=1)) == 0
    assert len(up.carried) == 1
    assert Event.objects.filter(verb="reminder.delayed").count() == 1


def test_nothing_leaves_at_night_and_all_of_it_in_the_morning(waiting):
    post = Post()
    assert send(post, at=directives.moment(hour=21)) == 0
    assert send(post, at=directives.moment(hour=6)) == 0
    assert send(post, at=directives.moment(hour=7)) == 1


@pytest.mark.parametrize(
    ("post", "problem"),
    [(Post(fault=Refused("ไม่รับ")), "ไม่รับ"), (Post(fault=Uncertain("ไม่ทราบ")), "ไม่ทราบ")],
    ids=["refused", "uncertain"],
)
def test_what_is_refused_or_uncertain_is_given_up_visibly(waiting, post, problem):
    assert send(post) == 0
    waiting.refresh_from_db()
    assert (waiting.sending, waiting.problem) == (Sending.GIVEN_UP, problem)
    assert send(Post(), now=NOW + timedelta(days=1)) == 0


def test_a_worker_killed_while_sending_is_repeated_only_where_it_cannot_double(waiting):
    Message.objects.filter(pk=waiting.pk).update(taken_at=NOW)
    assert send(Post(), now=NOW + timedelta(minutes=1)) == 0, "another is at it"
    later = NOW + rules.SILENCE + timedelta(minutes=1)
    post = Post(can_repeat=True)
    assert send(post, now=later) == 1
    assert post.carried[0][2] == waiting.key


def test_where_a_second_try_could_double_the_end_is_called_unknown(waiting):
    Message.objects.filter(pk=waiting.pk).update(taken_at=NOW)
    later = NOW + rules.SILENCE + timedelta(minutes=1)
    post = Post(can_repeat=False)
    assert send(post, now=later) == 0
    waiting.refresh_from_db()
    assert (post.carried, waiting.problem) == ([], UNKNOWN)


def test_a_message_nobody_wants_any_more_does_not_leave(waiting, ngao_officer):
    withdraw_address(by=ngao_officer, address=ngao_officer.addresses.get(), at=AT)
    send(Post())
    waiting.refresh_from_db()
    assert waiting.problem == NO_ADDRESS


def test_a_channel_taken_down_and_a_message_too_old_say_so(waiting):
    send_waiting(carriers={}, at=AT, now=NOW)
    waiting.refresh_from_db()
    assert waiting.problem == NO_WAY
    Message.objects.filter(pk=waiting.pk).update(given_up_at=None, problem="")
    send(Post(), at=AT + timedelta(days=8))
    waiting.refresh_from_db()
    assert waiting.problem == TOO_OLD


def test_only_what_is_set_up_is_offered(settings):
    settings.EMAIL_HOST = settings.LINE_TOKEN = ""
    assert carriers() == {}
    settings.EMAIL_HOST, settings.LINE_TOKEN = "mail.example.go.th", "token"
    assert sorted(carriers()) == ["email", "line"]


def push(server, key=None, **changes):
    known = {"to": LINE_ID, "title": "มีงานใกล้กำหนด", "body": "ค" * 6000, "key": key or uuid4()}
    Line(server.address, "token").carry(**known | changes)


def test_line_gets_what_it_checks_and_a_second_try_is_no_second_message():
    with serving(LineServer("token")) as server:
        key = uuid4()
        push(server, key)
        push(server, key)
        assert list(server.taken) == [str(key)]
        (text,) = server.taken[str(key)]["messages"]
        assert len(text["text"]) == 5000


@pytest.mark.parametrize(
    ("answer", "fault"), [(500, Unreachable), (429, Unreachable), (400, Refused), (403, Refused)]
)
def test_what_line_answers_is_told_apart(answer, fault):
    with serving(LineServer("token")) as server:
        server.answer = answer
        with pytest.raises(fault, match=str(answer)):
            push(server)


def test_line_with_a_wrong_token_or_nobody_there():
    with serving(LineServer("another")) as server, pytest.raises(Refused):
        push(server)
    with pytest.raises(Unreachable):
        push(server)


@pytest.fixture
def mail(settings):
    """An SMTP server of the test's own, and the settings that lead to it."""
    with serving(MailServer()) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = False
        settings.DEFAULT_FROM_EMAIL = "prasan@example.go.th"
        yield server


def letter(**changes):
    known = {"to": "ngao@example.go.th", "title": "มีงานใกล้กำหนด", "body": "ค้าง", "key": uuid4()}
    Email().carry(**known | changes)


def test_an_email_is_handed_over_with_its_own_mark(mail):
    key = uuid4()
    letter(key=key)
    assert f"Message-ID: <{key}@prasan>" in mail.letters[0]


@pytest.mark.parametrize(("refuse", "fault"), [("450 busy", Unreachable), ("550 nobody", Refused)])
def test_what_the_mail_server_answers_is_told_apart(mail, refuse, fault):
    mail.refuse = refuse
    with pytest.raises(fault, match=refuse[:3]):
        letter()


def test_a_line_cut_after_the_letter_is_uncertain(mail):
    mail.drop = True
    with pytest.raises(Uncertain):
        letter()


def test_a_mail_server_that_is_not_there_is_tried_again(settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    with pytest.raises(Unreachable):
        letter()
