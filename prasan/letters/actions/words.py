"""What searching a letter finds it by."""

from collections.abc import Iterable
from typing import Any

from prasan.letters import rules
from prasan.letters.models import Incoming, Letter


def words_of(letter: Letter, names: Iterable[str]) -> str:
    """Number, subject, addressees `names`, and the words of the letter itself."""
    number = letter.label if letter.number else ""
    return rules.search_words(number, letter.subject, *names, *_texts(letter.content))


def words_of_received(incoming: Incoming) -> str:
    said = (incoming.sender, incoming.their_number, incoming.addressed, incoming.subject)
    return rules.search_words(incoming.label, *said, incoming.text)


def _texts(value: Any) -> Iterable[str]:
    """Every text of what the document engine takes, but its picture."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name != "crest":
                yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
