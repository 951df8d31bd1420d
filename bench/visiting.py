"""A visitor of the real server: logs in once, and is timed at every look."""

import re
import time
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from bench.result import CannotMeasure

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def signed_in(address: str, username: str, password: str) -> OpenerDirector:
    """Someone who has logged in at `address`."""
    cookies = CookieJar()
    visitor = build_opener(HTTPCookieProcessor(cookies))
    visitor.open(f"{address}/accounts/login/").close()
    token = next(cookie.value for cookie in cookies if cookie.name == "csrftoken")
    form = {"login": username, "password": password, "csrfmiddlewaretoken": token}
    visitor.open(f"{address}/accounts/login/", urlencode(form).encode()).close()
    return visitor


def sent(visitor: OpenerDirector, page: str, form: str) -> str:
    """Presses the button of a form without fields on `page`; where that leads to."""
    with visitor.open(page) as answer:
        token = _TOKEN.search(answer.read().decode())
    if token is None:
        raise CannotMeasure(f"{page} has no form")
    with visitor.open(form, urlencode({"csrfmiddlewaretoken": token[1]}).encode()) as answer:
        answer.read()
    return str(answer.url)


def seconds(visitor: OpenerDirector, address: str) -> float:
    """How long a whole page takes to come; it must come from where it was asked for."""
    began = time.perf_counter()
    with visitor.open(address) as answer:
        answer.read()
    if answer.url != address:
        raise CannotMeasure(f"{address} sends one on to {answer.url}")
    return time.perf_counter() - began
