from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the office, never by visitors."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
