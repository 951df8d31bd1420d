"""Accounts as an administrator types them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.accounts import administration, passwords
from prasan.accounts.models import User
from prasan.accounts.post_forms import PostForm

MADE, TYPED = "made", "typed"
_USERNAME = _("ชื่อผู้ใช้มีได้เฉพาะตัวอักษรอังกฤษ ตัวเลข จุด และขีด ไม่มีวรรค เช่น somchai.ngao")


class PasswordForm(forms.Form):
    """A password for someone else: made here and shown once, or typed twice."""

    how = forms.ChoiceField(
        label=_("รหัสผ่าน"),
        widget=forms.RadioSelect,
        initial=MADE,
        choices=[
            (MADE, _("ให้ระบบตั้งให้ แล้วแสดงครั้งเดียวเพื่อบอกเจ้าของบัญชี")),
            (TYPED, _("พิมพ์เอง")),
        ],
    )
    # Made with the page, so that a form sent twice gives the same password twice.
    password_made = forms.CharField(widget=forms.HiddenInput, required=False)
    password1 = forms.CharField(
        label=_("รหัสผ่านที่พิมพ์เอง"),
        required=False,
        strip=False,
        help_text=_("อย่างน้อย 8 ตัวอักษร"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("พิมพ์รหัสผ่านอีกครั้ง"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"password_made": passwords.made(), **(kwargs.get("initial") or {})}
        self.owner = user
        super().__init__(*args, **kwargs)

    @property
    def password(self) -> str:
        """The one chosen, once the form is valid."""
        name = "password_made" if self.is_made else "password1"
        return str(self.cleaned_data[name])

    @property
    def is_made(self) -> bool:
        return bool(self.cleaned_data.get("how") == MADE)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.is_made:
            self._check("password_made", "how")
        elif cleaned.get("how") == TYPED:
            self._check("password1", "password1")
            if cleaned.get("password1") != cleaned.get("password2"):
                self.add_error("password2", _("รหัสผ่านสองช่องไม่ตรงกัน พิมพ์ใหม่ทั้งสองช่อง"))
        return cleaned

    def whose(self) -> User:
        """The account the password must not resemble."""
        return self.owner or User()

    def _check(self, name: str, beside: str) -> None:
        password = self.cleaned_data.get(name) or ""
        if not password:
            self.add_error(beside, _("ยังไม่ได้กรอกรหัสผ่าน"))
            return
        try:
            validate_password(password, self.whose())
        except ValidationError as error:
            self.add_error(beside, error)


class AccountForm(PasswordForm, PostForm):
    """A new account with its first post and password."""

    username = forms.CharField(
        label=_("ชื่อผู้ใช้"),
        max_length=150,
        validators=[UnicodeUsernameValidator(message=_USERNAME)],
        help_text=_("ใช้เข้าสู่ระบบ เป็นตัวอักษรอังกฤษ ตัวเลข จุด หรือขีด ไม่มีวรรค"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    full_name = forms.CharField(label=_("ชื่อ-สกุล"), max_length=150)
    post_title = forms.CharField(
        label=_("ตำแหน่ง"), max_length=150, required=False, help_text=_("เช่น นักวิชาการพัฒนาชุมชน")
    )

    taken: User | None = None
    field_order = [
        *("full_name", "post_title", "username", *PostForm.field_order),
        *("how", "password_made", "password1", "password2"),
    ]

    def clean_username(self) -> str:
        """The name, unless another has it; the same form sent twice is told apart in the view."""
        name = str(User.normalize_username(self.cleaned_data["username"]))
        self.taken = User.objects.filter(username__iexact=name).first()
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.taken and (self.errors or not self.was_sent_before):
            self.add_error("username", self.is_taken())
        return cleaned

    def is_taken(self) -> str:
        """What to say beside a name another has."""
        name: str = self.cleaned_data["username"]
        return gettext("มีผู้ใช้ชื่อ %s แล้ว ตั้งชื่ออื่น") % name

    @property
    def was_sent_before(self) -> bool:
        """Whether this very form made the account already: a button pressed twice.

        Only for accounts one looks after, or a stranger's password could be guessed at here.
        """
        taken = self.taken
        if taken is None or taken.full_name != self.cleaned_data.get("full_name"):
            return False
        mine = administration.may_look_after(self.reach, taken.assignments.all(), self.today)
        return bool(mine and taken.check_password(self.password))

    def whose(self) -> User:
        cleaned = self.cleaned_data
        return User(username=cleaned.get("username", ""), full_name=cleaned.get("full_name", ""))


class CorrectionForm(forms.Form):
    """Texts that stand already, to be put right.

    What someone else changed while the form lay open is kept where it was not touched here, and
    said where both changed it: sent once more, the words typed here win.
    """

    def __init__(self, *args: Any, stands: Mapping[str, str], **kwargs: Any) -> None:
        seen = {f"seen_{name}": text for name, text in stands.items()}
        kwargs["initial"] = {**stands, **seen}
        super().__init__(*args, **kwargs)
        self.stands = stands
        for name in seen:
            self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, now in self.stands.items():
            seen, typed = cleaned.pop(f"seen_{name}", now), cleaned.get(name)
            if typed is None or _same(seen, now) or _same(typed, now):
                continue
            if _same(typed, seen):
                cleaned[name] = now
            else:
                self._say(name, now)
        return cleaned

    def _say(self, name: str, now: str) -> None:
        self.data = {**dict(self.data.items()), f"seen_{name}": now}
        said = _("ระหว่างนี้มีผู้แก้เป็น “%s” ถ้าจะใช้ที่พิมพ์ไว้ให้บันทึกอีกครั้ง") % now
        self.add_error(name, ValidationError(said, code="stale"))


def _same(one: str, other: str) -> bool:
    """Alike but for spaces: browsers write line ends in their own way."""
    return one.split() == other.split()


class PersonForm(CorrectionForm):
    """Name and post title of an account."""

    full_name = forms.CharField(label=_("ชื่อ-สกุล"), max_length=150)
    post_title = forms.CharField(label=_("ตำแหน่ง"), max_length=150, required=False)
