from django.http import HttpResponse
from prasan.accounts.middleware import Request


def index(request: Request) -> HttpResponse:
    raise NotImplementedError


def centre(request: Request, code: str) -> HttpResponse:
    raise NotImplementedError


def sheet(request: Request, code: str, year: int) -> HttpResponse:
    raise NotImplementedError


def answer(request: Request, code: str, year: int, indicator: int) -> HttpResponse:
    raise NotImplementedError
