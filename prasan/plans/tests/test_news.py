from datetime import timedelta

from prasan.plans.news import FRESH, news
from prasan.plans.tests import make
from prasan.plans.tests.make import AT, TODAY


def told(reach, by, at=AT):
    return [(one.project.plan.area_id, one.what, one.whose) for one in news(reach, by, at)]


def test_an_answer_is_news_where_the_project_began(
    ngao_officer, province_officer, tambon_officer, reach_of, project, sent, province_plan
):
    own = make.reply(ngao_officer, sent).target
    higher = make.proposal(ngao_officer, own, plan=province_plan)
    target = make.project(province_officer, province_plan, title="ทั้งจังหวัด")
    make.reply(province_officer, higher, "merged", into=target, dated=TODAY)
    make.advance(province_officer, target, dated=TODAY)

    assert set(told(reach_of(tambon_officer), tambon_officer)) == {
        ("520505", "รับเข้าแผนทั้งโครงการ", "แผนพัฒนาอำเภองาว"),
        ("520505", "รวมกับโครงการอื่น", "แผนพัฒนาจังหวัดลำปาง"),
        ("520505", "ได้รับงบประมาณ", ""),
    }
    # What one said oneself is no news.
    assert [what for _, what, _ in told(reach_of(ngao_officer), ngao_officer)] == [
        "รวมกับโครงการอื่น",
        "ได้รับงบประมาณ",
    ]


def test_it_is_news_for_a_fortnight_and_of_ones_own_projects_only(
    ngao_officer, tambon_officer, thoen_officer, reader, reach_of, proposal
):
    make.reply(ngao_officer, proposal)

    reach = reach_of(tambon_officer)
    assert told(reach, tambon_officer, AT + FRESH - timedelta(minutes=1))
    assert not told(reach, tambon_officer, AT + FRESH)
    assert not told(reach_of(thoen_officer), thoen_officer)
    assert not told(reach_of(reader), reader)  # the nation reads the list of who waits


def test_the_front_page_and_the_tambon_say_so(client, ngao_officer, tambon_officer, proposal):
    make.reply(ngao_officer, proposal, "refused")
    client.force_login(tambon_officer)

    for url in ("/", "/plans/520505/"):
        page = client.get(url).content.decode()
        assert "มีคำตอบใหม่" in page
        assert "ไม่รับเข้าแผน" in page
        assert "งบปี" in page


def test_queries_do_not_grow_with_the_answers(
    ngao_officer, tambon_officer, reach_of, plan, proposal, django_assert_num_queries
):
    make.reply(ngao_officer, proposal)
    reach = reach_of(tambon_officer)
    with django_assert_num_queries(5):
        assert len(news(reach, tambon_officer, AT)) == 1
    for number in range(9):
        one = make.project(ngao_officer, plan, title=f"โครงการ {number}")
        make.reply(ngao_officer, make.proposal(ngao_officer, one))
    with django_assert_num_queries(5):
        assert len(news(reach, tambon_officer, AT)) == 5
