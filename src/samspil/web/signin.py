"""Signing in by a code sent by e-mail, through our own letters."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from samspil.letters import services as letters

LONGEST_ADDRESS = 254
"""An address longer than the standard allows is nobody's, and no mail server takes it."""


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by organisers and registrations, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Keep sign-up closed."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send allauth's messages through our outbox, so that they are sent once and seen."""
        if len(email) > LONGEST_ADDRESS:
            return
        if template_prefix.endswith("login_code"):
            letters.write_and_send(
                template="sign_in_code", to=email, context={"code": context["code"]}
            )
        elif template_prefix.endswith("unknown_account"):
            letters.write_and_send(template="unknown_account", to=email, context={})

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """Say nothing more: few e-mails, each with one purpose."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Go home after signing in."""
        return str(super().get_login_redirect_url(request))
