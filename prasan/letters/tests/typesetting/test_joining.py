from io import BytesIO

import pytest
from pikepdf import Array, NameTree, NumberTree, Pdf

from prasan.letters import typesetting
from prasan.letters.tests.typesetting import make
from prasan.letters.tests.typesetting.reading import pdf_pages

TITLE = "หนังสือเชิญประชุม คอช.ต.บ้านแหง"


@pytest.fixture(scope="module")
def files():
    """Three letters, of which two have an annex with a table."""
    return [typesetting.pdf(make.letter()), typesetting.pdf(make.random_letter(3))] + [
        typesetting.pdf(make.letter())
    ]


@pytest.fixture
def whole(files):
    with Pdf.open(BytesIO(typesetting.joined(files, title=TITLE))) as opened:
        yield opened


def test_all_pages_are_read_back_in_order(files):
    together = pdf_pages(typesetting.joined(files, title=TITLE))

    assert together == [page for data in files for page in pdf_pages(data)]


def test_it_declares_pdf_a_as_each_of_its_parts_does(whole, files):
    with Pdf.open(BytesIO(files[0])) as one:
        declared = one.Root.OutputIntents[0].DestOutputProfile.read_bytes()
    told = whole.open_metadata()

    assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "B")
    assert told["{http://ns.adobe.com/xap/1.0/t/pg/}NPages"] == str(len(whole.pages))
    assert told["dc:title"] == str(whole.docinfo.Title) == TITLE
    assert whole.Root.OutputIntents[0].DestOutputProfile.read_bytes() == declared
    assert (str(whole.Root.Lang), bool(whole.Root.MarkInfo.Marked)) == ("th", True)
    assert "/ID" in whole.trailer
    assert "/Encrypt" not in whole.trailer


def test_every_font_is_in_the_file(whole):
    fonts = [font for page in whole.pages for font in page.resources.Font.values()]

    assert fonts
    for font in fonts:
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        assert "/ToUnicode" in font


def test_every_page_leads_to_its_own_tags(whole):
    tags = whole.Root.StructTreeRoot
    parents = NumberTree(tags.ParentTree)

    for number, page in enumerate(whole.pages):
        assert int(page.obj.StructParents) == number
        for part in parents[number]:
            assert page.obj.objgen in pages_of(part)
    assert len(tags.K) == 1
    assert {part.P.objgen for part in tags.K[0].K} == {tags.K[0].objgen}


def test_cells_of_several_tables_keep_names_of_their_own(whole):
    names = [name for name, _ in NameTree(whole.Root.StructTreeRoot.IDTree).items()]

    assert len(set(names)) == len(names)
    assert any(name.startswith("3-") for name in names)
    assert any(not name.startswith("3-") for name in names)


def test_the_same_files_give_the_same_bytes(files):
    assert typesetting.joined(files, title=TITLE) == typesetting.joined(files, title=TITLE)


def test_one_file_alone_only_gets_the_title(files):
    alone = typesetting.joined(files[:1], title=TITLE)

    assert pdf_pages(alone) == pdf_pages(files[0])


def test_what_is_written_holds_together(whole):
    assert whole.check_pdf_syntax() == []


def test_each_file_may_begin_on_an_odd_page(files):
    out = BytesIO()

    count = typesetting.join(files, out, title=TITLE, begins_odd=True)

    pages = pdf_pages(out.getvalue())
    each = [pdf_pages(data) for data in files]
    assert count == len(pages)
    place = 0
    for own in each:
        assert place % 2 == 0
        assert pages[place : place + len(own)] == own
        place += len(own) + len(own) % 2
    assert "" in [page.strip() for page in pages]


def test_what_files_share_is_written_once(files):
    again = typesetting.joined([files[0]] * 8, title=TITLE)

    assert len(again) < 3 * len(files[0])


def test_nothing_cannot_be_joined():
    with pytest.raises(ValueError, match="nothing"):
        typesetting.joined([], title=TITLE)


def pages_of(part):
    """The pages a tag says it stands on."""
    below = part.K if isinstance(part.K, Array) else [part.K]
    return {one.Pg.objgen for one in (part, *below) if hasattr(one, "Pg")}
