"""One PDF/A of several that were drawn here: pages after pages, each with its tags."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, Pdf, String

_PAGES = "{http://ns.adobe.com/xap/1.0/t/pg/}NPages"


def joined(files: Sequence[bytes], *, title: str) -> bytes:
    """`files` as one PDF/A-2b called `title`, in their order; the same files give the same bytes.

    The first keeps its declarations and lends them to all. What the tags of the others call
    their parts is renamed, because names are given anew in every file.
    """
    with Pdf.open(BytesIO(files[0])) as whole:
        for place, content in enumerate(files[1:], start=2):
            with Pdf.open(BytesIO(content)) as one:
                _append(whole, one, place)
        with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
            told[_PAGES] = str(len(whole.pages))
            told["dc:title"] = title
        whole.docinfo.Title = title
        out = BytesIO()
        whole.save(out, deterministic_id=True)
    return out.getvalue()


def _append(whole: Pdf, one: Pdf, place: int) -> None:
    before = len(whole.pages)
    # The pages first: only then do the tags that name them find them copied.
    whole.pages.extend(one.pages)
    ours, theirs = whole.Root.StructTreeRoot, whole.copy_foreign(one.Root.StructTreeRoot)
    offset = int(ours.ParentTreeNextKey)
    _rename(theirs, place)
    for page in whole.pages[before:]:
        page.obj.StructParents = int(page.obj.StructParents) + offset
    parents = NumberTree(ours.ParentTree)
    for key, parts in NumberTree(theirs.ParentTree).items():
        parents[key + offset] = parts
    ours.ParentTreeNextKey = offset + int(theirs.ParentTreeNextKey)
    # A tree has one root: the first document, with the others as its parts.
    for part in theirs.K:
        part.S, part.P = Name.Part, ours.K[0]
        ours.K[0].K.append(part)
    for name, part in _named(theirs):
        if "/IDTree" not in ours:
            ours.IDTree = NameTree.new(whole).obj
        NameTree(ours.IDTree)[name] = part


def _rename(tree: pikepdf.Object, place: int) -> None:
    for part in _parts(tree):
        if "/ID" in part:
            part.ID = String(f"{place}-{part.ID}")
        for told in part.get("/A", []):
            if "/Headers" in told:
                told.Headers = Array(String(f"{place}-{name}") for name in told.Headers)


def _named(tree: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    return ((str(part.ID), part) for part in _parts(tree) if "/ID" in part)


def _parts(tree: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every part below `tree`, with those inside it."""
    below: Any = tree.get("/K", [])
    for part in below if isinstance(below, Array) else [below]:
        if isinstance(part, Dictionary) and "/S" in part:
            yield part
            yield from _parts(part)
