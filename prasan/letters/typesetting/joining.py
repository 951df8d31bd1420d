"""One PDF/A of several that were drawn here: pages after pages, each with its tags.

Written as it comes, so that nine hundred letters need no more memory than a few: of what is
written only the places are kept.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import md5
from io import BytesIO
from typing import IO, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Pdf, Stream, String

_PAGES = "{http://ns.adobe.com/xap/1.0/t/pg/}NPages"
# Texts are stepped over: what looks like a reference in one is none. qpdf writes both kinds so
# that this finds their ends.
_TOKEN = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f]*>|(\d+) (\d+) R\b", re.DOTALL)


def joined(files: Sequence[bytes], *, title: str) -> bytes:
    """`files` as one PDF/A-2b called `title`, in their order. The same files, the same bytes."""
    out = BytesIO()
    join(files, out, title=title)
    return out.getvalue()


def join(files: Iterable[bytes], out: IO[bytes], *, title: str, begins_odd: bool = False) -> int:
    """The same into `out`, at its beginning, one file after the other; how many pages it has.

    `begins_odd` puts an empty page after a file that ends on an odd one, so that of sheets printed
    on both sides each belongs to one file. The first file lends its declarations to all. What the
    tags of the others call their parts is renamed, because names are given anew in every file.
    """
    whole: _Whole | None = None
    for place, content in enumerate(files, start=1):
        with Pdf.open(BytesIO(content)) as one:
            if whole is None:
                whole = _Whole(out, one, content)
            elif begins_odd and len(whole.pages) % 2:
                whole.add_empty_page()
            whole.add(one, place)
    if whole is None:
        raise ValueError("nothing to join")
    whole.finish(title)
    return len(whole.pages)


class _Whole:
    """The file being written: where its objects stand, and what its last ones will name."""

    def __init__(self, out: IO[bytes], first: Pdf, content: bytes) -> None:
        self.out, self.first = out, content
        self.places: list[int] = []
        self.sums = md5(usedforsecurity=False)
        self.pages: list[int] = []
        self.parts: list[int] = []
        self.parents: list[bytes] = []
        self.names: dict[bytes, int] = {}
        self.streams: dict[bytes, int] = {}
        self.size = first.pages[0].mediabox.unparse()
        self.root, self.page_root, self.tag_root, self.document, self.metadata = (
            self.reserve() for _ in range(5)
        )
        out.write(b"%PDF-1.7\n%\x80\x80\x80\x80\n")
        self._declare(first)

    def reserve(self) -> int:
        self.places.append(0)
        return len(self.places)

    def write(self, number: int, body: bytes) -> None:
        self.places[number - 1] = self.out.tell()
        self.sums.update(body)
        self.out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def _declare(self, first: Pdf) -> None:
        copy = _Copy(self, first)
        copy.known[first.Root.Metadata.objgen] = self.metadata
        copy.known[first.Root.StructTreeRoot.objgen] = self.tag_root
        self.write(self.root, copy.renumbered(first.Root.unparse(resolved=True)))
        copy.rest()

    def add(self, one: Pdf, place: int) -> None:
        """The pages of one file, and its tags as a part of the whole."""
        tags = one.Root.StructTreeRoot
        if place > 1:
            _rename(tags, place)
        offset = len(self.parents)
        copy = _Copy(self, one)
        for page in one.pages:
            page.obj.StructParents = int(page.obj.StructParents) + offset
            self.pages.append(copy.number(page.obj))
        below = tags.K if isinstance(tags.K, Array) else [tags.K]
        for part in below:
            part.S = Name.Part
            self.parts.append(copy.number(part))
        for _key, of_page in sorted(NumberTree(tags.ParentTree).items()):
            self.parents.append(copy.renumbered(of_page.unparse()))
        for name, part in _named(tags):
            self.names[String(name).unparse()] = copy.number(part)
        copy.rest()

    def add_empty_page(self) -> None:
        number = self.reserve()
        size = (self.size, self.page_root)
        self.write(number, b"<</Type/Page/MediaBox %b/Parent %d 0 R/Resources<<>>>>" % size)
        self.pages.append(number)

    def finish(self, title: str) -> None:
        self.write(self.page_root, b"<</Type/Pages/Count %d/Kids[%b]>>" % (
            len(self.pages), _references(self.pages)))  # fmt: skip
        self.write(self.document, b"<</Type/StructElem/S/Document/P %d 0 R/K[%b]>>" % (
            self.tag_root, _references(self.parts)))  # fmt: skip
        with Pdf.open(BytesIO(self.first)) as first:
            self._tags(first.Root.StructTreeRoot.get("/RoleMap", Dictionary()))
            with first.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
                told[_PAGES] = str(len(self.pages))
                told["dc:title"] = title
            self.write(self.metadata, _stream(first.Root.Metadata))
            first.docinfo.Title = title
            info = self.reserve()
            self.write(info, first.docinfo.unparse(resolved=True))
        self._end(info)

    def _tags(self, roles: pikepdf.Object) -> None:
        parents = b" ".join(b"%d %b" % pair for pair in enumerate(self.parents))
        names = b"".join(b"%b %d 0 R " % named for named in sorted(self.names.items()))
        told = b"/IDTree<</Names[%b]>>" % names if names else b""
        told += b"/ParentTreeNextKey %d" % len(self.parents)
        top = (roles.unparse(resolved=True), self.document, parents, told)
        self.write(
            self.tag_root,
            b"<</Type/StructTreeRoot/RoleMap %b/K[%d 0 R]/ParentTree<</Nums[%b]>>%b>>" % top,
        )

    def _end(self, info: int) -> None:
        begins, count = self.out.tell(), len(self.places) + 1
        self.out.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        self.out.write(b"".join(b"%010d 00000 n \n" % place for place in self.places))
        name = self.sums.hexdigest().encode()
        self.out.write(b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]>>\n" % (
            count, self.root, info, name, name))  # fmt: skip
        self.out.write(b"startxref\n%d\n%%%%EOF\n" % begins)


class _Copy:
    """What one file brings, under the numbers of the whole."""

    def __init__(self, whole: _Whole, one: Pdf) -> None:
        self.whole, self.one = whole, one
        self.waiting: list[tuple[int, pikepdf.Object]] = []
        self.known: dict[tuple[int, int], int] = {
            one.Root.Pages.objgen: whole.page_root,
            # What stood at the top of its file hangs on the document of the whole.
            one.Root.StructTreeRoot.objgen: whole.document,
        }

    def number(self, one: pikepdf.Object) -> int:
        """Its number in the whole; what was not seen yet is written by `rest`."""
        found = self.known.get(one.objgen)
        if found is None:
            found = self.known[one.objgen] = self._same(one) or self._new(one)
        return found

    def _same(self, one: pikepdf.Object) -> int:
        """The number of the very same stream of a file before; 0 when there is none."""
        if not isinstance(one, Stream) or b" R" in one.stream_dict.unparse():
            return 0
        digest = md5(_stream(one), usedforsecurity=False).digest()
        if digest not in self.whole.streams:
            self.whole.streams[digest] = self._new(one)
        return self.whole.streams[digest]

    def _new(self, one: pikepdf.Object) -> int:
        number = self.whole.reserve()
        self.waiting.append((number, one))
        return number

    def renumbered(self, body: bytes) -> bytes:
        return _TOKEN.sub(self._reference, body)

    def _reference(self, match: re.Match[bytes]) -> bytes:
        if match[1] is None:
            return match[0]
        named = (int(match[1]), int(match[2]))
        number = self.known.get(named) or self.number(self.one.get_object(named))
        return b"%d 0 R" % number

    def rest(self) -> None:
        """Write what was named and not yet written, and what that names."""
        while self.waiting:
            number, one = self.waiting.pop()
            if isinstance(one, Stream):
                self.whole.write(number, self._stream(one))
            else:
                self.whole.write(number, self.renumbered(one.unparse(resolved=True)))

    def _stream(self, one: Stream) -> bytes:
        return _stream(one, self.renumbered(one.stream_dict.unparse()))


def _stream(one: Any, head: bytes = b"") -> bytes:
    data = one.read_raw_bytes()
    return b"%b\nstream\n%b\nendstream" % (head or one.stream_dict.unparse(), data)


def _references(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


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
