from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest

from prasan.plans.tests import make


def words(content):
    pages = pypdfium2.PdfDocument(content)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return "".join(text.split())


@pytest.fixture
def refused(ngao_officer, proposal):
    return make.reply(ngao_officer, proposal, "refused")


def test_strangers_and_other_districts(client, thoen_officer, plan):
    for ending in ("pdf", "docx"):
        url = f"/plans/520505/paper.{ending}"
        client.logout()
        assert client.get(url).status_code == 302
        client.force_login(thoen_officer)
        assert client.get(url).status_code == 404
        assert client.post(url).status_code == 405


def test_the_sheet_tells_projects_and_answers(client, reader, refused):
    client.force_login(reader)

    said = words(client.get("/plans/520505/paper.pdf").content)
    word = ZipFile(BytesIO(client.get("/plans/520505/paper.docx").content))

    for told in ("ธนาคารอาหารชุมชน", "๑๒๐,๐๐๐.๕๐", "งบปี๒๕๖๘ไม่พอ", "๒๕๖๖–๒๕๗๐"):
        assert told in said
    assert "ธนาคารอาหารชุมชน" in word.read("word/document.xml").decode()


def test_without_a_plan_it_says_so(client, ngao_officer, pong_tao):
    client.force_login(ngao_officer)

    assert "ยังไม่มีโครงการในแผน" in words(client.get("/plans/520505/paper.pdf").content)


def test_it_costs_the_same_for_many_projects(client, ngao_officer, plan, queries):
    client.force_login(ngao_officer)
    make.project(ngao_officer, plan)
    before = queries("/plans/520505/paper.docx")
    for number in range(10):
        make.project(ngao_officer, plan, title=f"โครงการที่ {number}")

    assert queries("/plans/520505/paper.docx") == before


def test_the_sheet_tells_the_centre_its_mission_and_the_committees_order(
    client, ngao_officer, plan, project, mission
):
    other = make.project(ngao_officer, plan, title="ธนาคารขยะ")
    make.ranked(ngao_officer, plan, [other, project], citation="มติ คอช.ต. 1/2568")
    client.force_login(ngao_officer)

    said = words(client.get("/plans/520505/paper.pdf").content)

    for told in ("ศอช.ต.ปงเตา", "ขับเคลื่อนแผนพัฒนาตำบลตามคำสั่ง", "ที่ประชุมจัดลำดับ", "มติคอช.ต.๑/๒๕๖๘"):
        assert told in said
    assert said.index("ธนาคารขยะ") < said.index("ธนาคารอาหารชุมชน")


def test_a_centre_without_mission_or_not_on_file_is_said(client, ngao_officer, plan, pong_tao):
    client.force_login(ngao_officer)
    assert "ยังไม่มีศูนย์ฯในทะเบียน" in words(client.get("/plans/520505/paper.pdf").content)
    make.centre(ngao_officer, pong_tao)
    assert "ยังไม่ได้รับมอบหมายภารกิจ" in words(client.get("/plans/520505/paper.pdf").content)
