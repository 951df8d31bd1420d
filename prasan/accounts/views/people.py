"""The people who may log in: all of them, one of them, a new one."""

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts import actions, administration
from prasan.accounts.forms import AccountForm, PersonForm
from prasan.accounts.middleware import Request
from prasan.accounts.models import Assignment, User
from prasan.accounts.rights import OFFICERS, Right
from prasan.accounts.views.sight import account, account_to_change, places, posts_of
from prasan.thai.digits import arabic

PAGE = 50
CLOSED, IDLE = "closed", "idle"
_SHOWS = {
    "": gettext_lazy("ใช้งานอยู่"),
    IDLE: gettext_lazy("ไม่มีหน้าที่อยู่"),
    CLOSED: gettext_lazy("ปิดบัญชีแล้ว"),
}


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The people within what one administers, with the posts they hold today."""
    request.reach.must_somewhere(Right.ADMINISTER)
    today = clock.today()
    query = " ".join(request.GET.get("q", "").split())
    show = request.GET.get("show", "")
    found = _found(administration.users_of(request.reach), query, show, today)
    context = {
        "page": Paginator(found, PAGE).get_page(arabic(request.GET.get("page", "1"))),
        "query": query,
        "show": show,
        "shows": [
            (label, f"?{urlencode({'show': key, 'q': query})}", key == show)
            for key, label in _SHOWS.items()
        ],
        "now": clock.now(),
    }
    return render(request, "accounts/index.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def create(request: Request) -> HttpResponse:
    """A new account with its first post; a password made here is shown in the answer, once."""
    request.reach.must_somewhere(Right.ADMINISTER)
    today = clock.today()
    form = AccountForm(request.POST or None, reach=request.reach, today=today)
    if form.is_valid():
        user = form.taken or _opened(request, form)
        if user and form.is_made:
            context = {"account": user, "password": form.password}
            return render(request, "accounts/handed.html", context)
        if user:
            messages.success(request, _("เปิดบัญชี %(user)s แล้ว") % {"user": user})
            return redirect(user)
    context = {"form": form, "places": places(request.reach, today)}
    return render(request, "accounts/create.html", context)


@login_required
@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    """One account: whose it is, and the posts it holds, held and will hold."""
    user, today = account(request, pk), clock.today()
    posts = posts_of(user)
    reach = request.reach
    context = {
        "account": user,
        "posts": [
            (post, _time(post, today), administration.may_give(reach, post.role, post.area_id))
            for post in posts
        ],
        "may_change": administration.may_look_after(reach, posts, today),
        "is_me": user == request.user,
        "may_be_away": any(
            post.role in OFFICERS
            and _time(post, today) != "over"
            and administration.may_name(reach, request.user, post)
            for post in posts
        ),
    }
    return render(request, "accounts/detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """Puts a name or a post title right."""
    user = account_to_change(request, pk)
    stands = {"full_name": user.full_name, "post_title": user.post_title}
    form = PersonForm(request.POST or None, stands=stands)
    if form.is_valid():
        actions.correct_user(by=request.user, user=user, **form.cleaned_data)
        messages.success(request, _("แก้ข้อมูลบัญชีแล้ว"))
        return redirect(user)
    return render(request, "accounts/correct.html", {"account": user, "form": form})


def _opened(request: Request, form: AccountForm) -> User | None:
    """The account with its first post; None when another took the name just now."""
    typed = form.cleaned_data
    try:
        with transaction.atomic():
            user = actions.create_user(
                by=request.user,
                username=typed["username"],
                password=form.password,
                full_name=typed["full_name"],
                post_title=typed["post_title"],
                area=typed["area"].code,
            )
            actions.assign(by=request.user, user=user, **form.post)
    except IntegrityError:
        form.add_error("username", form.is_taken())
        return None
    return user


def _found(people: "QuerySet[User]", query: str, show: str, day: date) -> "QuerySet[User]":
    """Those the list asks for, by name, each with `posts_today`."""
    held = Assignment.objects.on(day)
    people = people.filter(is_active=show != CLOSED)
    if show == IDLE:
        people = people.filter(~Exists(held.filter(user=OuterRef("pk"))))
    if query:
        words = Q(full_name__icontains=query) | Q(username__icontains=query)
        place = held.filter(area__name__icontains=query, user=OuterRef("pk"))
        people = people.filter(words | Q(post_title__icontains=query) | Exists(place))
    today = held.select_related("area__parent").order_by("area", "role")
    prefetched = Prefetch("assignments", queryset=today, to_attr="posts_today")
    return people.prefetch_related(prefetched).order_by("full_name", "pk")


def _time(post: Assignment, day: date) -> str:
    """Whether a post is `held`, `over` or still to `come`."""
    if post.ends is not None and post.ends <= day:
        return "over"
    return "held" if post.starts <= day else "come"
