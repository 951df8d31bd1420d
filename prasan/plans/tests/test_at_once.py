"""Two officers, or two clicks, at the very same moment, on either engine."""

from datetime import date

import pytest

from prasan.audit.models import Event
from prasan.letters.tests.threads import Threads
from prasan.plans import actions, rules
from prasan.plans.models import Inclusion, Project, Proposal, Reply
from prasan.plans.saving import Refused
from prasan.plans.tests import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def threads(transactional_db, tmp_path):
    with Threads(tmp_path) as threads:
        yield threads


def tried(action):
    """What `action` gives, or why it was refused."""
    try:
        return action()
    except Refused as refused:
        return str(refused)


def test_a_project_sent_on_by_two_clicks_is_sent_once(
    threads, ngao_officer, project, district_plan
):
    def send():
        return make.proposal(ngao_officer, project, plan=district_plan).pk

    first, second = threads.run(send, send)

    assert first == second
    told = Event.objects.filter(verb="project.proposed")
    assert threads.run(Proposal.objects.count, told.count) == [1, 1]


def test_one_answer_given_by_two_clicks_is_one_and_makes_one_project(threads, ngao_officer, sent):
    def answer():
        return make.reply(ngao_officer, Proposal.objects.get(pk=sent.pk), "adopted").pk

    first, second = threads.run(answer, answer)

    assert first == second
    assert threads.run(Reply.objects.count, Project.objects.count) == [1, 2]


def test_two_officers_who_answer_at_once_leave_two_answers_in_their_order(
    threads, ngao_officer, province_officer, sent
):
    """Whoever comes second answers over what the first said; nothing is lost, one answer holds."""

    def adopt():
        given = make.reply(ngao_officer, Proposal.objects.get(pk=sent.pk), "adopted")
        return given.kind

    def refuse():
        given = make.reply(province_officer, Proposal.objects.get(pk=sent.pk), "refused")
        return given.kind

    assert threads.run(adopt, refuse) == ["adopted", "refused"]

    def seen():
        order = Reply.objects.standing().order_by("dated", "pk")
        return [one.kind for one in order], Project.objects.count()

    kinds, projects = threads.run(seen)[0]
    assert sorted(kinds) == ["adopted", "refused"]
    assert projects == 2


def test_two_merges_that_would_close_a_circle_never_both_stand(
    threads, ngao_officer, areas, ngao, pong_tao
):
    """Two local authorities of one tambon, each about to take the other's project into its own."""
    office = {"level": "local", "adopted": date(2022, 6, 15)}
    east = make.plan(ngao_officer, pong_tao, holder="อบต.ตะวันออก", **office)
    west = make.plan(ngao_officer, pong_tao, holder="อบต.ตะวันตก", **office)
    left = make.project(ngao_officer, east, title="ซ้าย")
    right = make.project(ngao_officer, west, title="ขวา")
    there = make.proposal(ngao_officer, left, plan=west)
    back = make.proposal(ngao_officer, right, plan=east)

    def merge(proposal, into):
        def do():
            return tried(lambda: make.reply(ngao_officer, proposal, "merged", into=into))

        return do

    given = threads.run(merge(there, right), merge(back, left))

    assert sum(isinstance(one, Reply) for one in given) == 1
    assert sum("รวมเป็นวงไม่ได้" in str(one) for one in given) == 1


def test_a_project_is_never_left_out_while_another_is_merged_into_it(
    threads, ngao_officer, district_plan, sent
):
    """Whichever comes first, the origin stands in a project that its plan still holds."""
    target = make.project(ngao_officer, district_plan, title="โครงการของอำเภอ")
    actions.open_version(by=ngao_officer, plan=district_plan, said="ทบทวน")

    def merge():
        return tried(
            lambda: make.reply(
                ngao_officer,
                Proposal.objects.get(pk=sent.pk),
                "merged",
                into=Project.objects.get(pk=target.pk),
            )
        )

    def drop():
        return tried(
            lambda: actions.drop_project(
                by=ngao_officer, project=Project.objects.get(pk=target.pk), why="ทำแล้ว"
            )
        )

    threads.run(merge, drop)

    def seen():
        taken = Reply.objects.standing().filter(kind__in=rules.TAKEN_IN, target=target.pk).exists()
        stands = Inclusion.objects.filter(project=target.pk, until=None).exists()
        return taken, stands

    assert threads.run(seen)[0] in [(True, True), (False, False)]
