"""What a form with a file is made from."""

from typing import Any

from prasan.accounts.middleware import Request


def sent(request: Request) -> tuple[Any, Any]:
    """The data and the files of a post; nothing when the page is only opened."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
