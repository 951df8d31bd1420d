from datetime import date

from django.urls import reverse

from prasan.plans import measures
from prasan.plans.tests import make
from prasan.thai.calendar import FiscalYear

YEAR = FiscalYear(2568)


def missions(today, codes=("52",), year=YEAR):
    return measures.missions(codes=codes, period=year, day=today)


def strong_tambon(today, codes=("52",), year=YEAR):
    return measures.strong_tambon(codes=codes, period=year, day=today)


def test_missions_are_told_by_district_and_tambon(ngao_officer, ngao, pong_tao, today):
    for area in (ngao, pong_tao):
        make.mission(ngao_officer, make.centre(ngao_officer, area))

    progress = missions(today)

    assert set(progress) == {"5205", "520505"}
    assert progress["5205"].is_met
    assert progress["5205"].met == date(2024, 10, 1)
    assert progress["5205"].note == "คำสั่งอำเภองาว ที่ ๒๐๑/๒๕๖๗"
    assert progress["5205"].link == reverse("plans:missions", args=["5205"])
    assert missions(today, codes=["5208"]) == {}


def test_a_mission_over_before_the_year_says_so(ngao_officer, pong_tao, today):
    centre = make.centre(ngao_officer, pong_tao)
    make.mission(ngao_officer, centre, starts=date(2022, 1, 1), ends=date(2023, 10, 1))

    progress = missions(today)["520505"]

    assert (progress.is_met, progress.met) == (False, None)
    assert progress.note == "ภารกิจเดิมสิ้นสุด 30 ก.ย. 2566 ยังไม่มอบใหม่"


def test_looking_back_a_mission_given_later_does_not_count(ngao_officer, pong_tao, today):
    make.mission(ngao_officer, make.centre(ngao_officer, pong_tao))

    assert missions(date(2024, 9, 30)) == {}
    last_year = missions(today, year=FiscalYear(2567))["520505"]
    assert (last_year.done, last_year.note) == (0, "มอบหมายหลังสิ้นปีงบประมาณ 2567")


def test_a_long_authority_fits_a_cell(ngao_officer, pong_tao, today):
    make.mission(ngao_officer, make.centre(ngao_officer, pong_tao), authority="มติที่ประชุม" * 10)

    note = missions(today)["520505"].note

    assert len(note) == measures.NOTE_LENGTH
    assert note.endswith("…")


def test_a_tambon_without_a_plan_is_left_out(areas, today):
    assert strong_tambon(today) == {}


def test_strong_tambon_leads_to_the_next_step(ngao_officer, plan, today):
    assert strong_tambon(today)["520505"].link == reverse("plans:tambon", args=["520505"])

    project = make.project(ngao_officer, plan)
    waiting = strong_tambon(today)["520505"]
    assert (waiting.done, waiting.note) == (0, "มีโครงการ ยังไม่เชื่อมแผนระดับอื่น")
    assert waiting.link == reverse("plans:project", args=[project.pk])

    make.proposal(ngao_officer, project)
    met = strong_tambon(today)["520505"]
    assert (met.done, met.met) == (1, date(2024, 10, 20))
    assert met.link == reverse("plans:tambon", args=["520505"])


def test_a_refusal_takes_the_link_away_until_another_is_proposed(ngao_officer, plan, today):
    proposal = make.proposal(ngao_officer, make.project(ngao_officer, plan))
    make.reply(ngao_officer, proposal, "refused", dated=today)

    assert not strong_tambon(today)["520505"].is_met
    assert strong_tambon(date(2024, 11, 4))["520505"].is_met


def test_a_project_outside_the_programme_does_not_count(ngao_officer, plan, today):
    make.proposal(ngao_officer, make.project(ngao_officer, plan, tags=[]))

    assert strong_tambon(today)["520505"].note == "มีแผน ยังไม่มีโครงการตำบลเข้มแข็ง"


def test_the_papers_behind_the_facts_are_named(ngao_officer, pong_tao, today):
    paper = make.paper(ngao_officer, pong_tao)
    plan = make.plan(ngao_officer, pong_tao, document=paper)
    make.plan(ngao_officer, pong_tao, first_year=2561, last_year=2565)
    make.proposal(ngao_officer, make.project(ngao_officer, plan))
    make.mission(ngao_officer, make.centre(ngao_officer, pong_tao), document=paper)

    assert strong_tambon(today)["520505"].proofs == (paper.pk,)
    assert missions(today)["520505"].proofs == (paper.pk,)


def test_queries_do_not_grow_with_the_areas(system, areas, plan, today, django_assert_num_queries):
    for code in ("520504", "520801", "520802"):
        project = make.project(system, make.plan(system, areas[code]))
        make.proposal(system, project)
        make.mission(system, make.centre(system, areas[code]))

    with django_assert_num_queries(1):
        assert len(missions(today)) == 3
    with django_assert_num_queries(7):
        assert len(strong_tambon(today)) == 4
