"""Signing in as a person does: by the code in their mail, and by an app for codes."""

import json
import re
import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from wending.accounts.models import Mail, Person


def last_mail(address: str) -> str:
    """Return the text of the last mail to an address."""
    mail = Mail.objects.filter(address=address).order_by("-made").first()
    assert mail is not None, f"no mail to {address}"
    text: str = json.loads(mail.content)["text"]
    return text


def last_code(address: str) -> str:
    """Return the code in the last mail to an address."""
    found = re.search(r"^[A-Z0-9]{4,}(-[A-Z0-9]+)*$", last_mail(address), re.MULTILINE)
    assert found, last_mail(address)
    return found.group()


def sign_in_by_code(client: Client, address: str, to: str = "") -> str:
    """Sign in with a mailed code; return where the site leads."""
    query = f"?next={to}" if to else ""
    asked = client.post(reverse("account_login") + query, {"email": address, **({"next": to} if to else {})})
    assert asked.status_code == 302, asked.content
    answer = client.post(asked["Location"], {"code": last_code(address), **({"next": to} if to else {})})
    assert answer.status_code == 302, answer.content
    return str(answer["Location"])


def make_fresh(client: Client, method: str = "code") -> None:
    """Let the session be of somebody who just showed that it is them."""
    session = client.session
    records = session.get("account_authentication_methods", [])
    session["account_authentication_methods"] = [*records, {"method": method, "at": time.time()}]
    person = session["_auth_user_id"]
    session["account_authentication_methods_user"] = person
    session.save()


def app_code(secret: str) -> str:
    """Return what an app for codes shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def add_app(person: Person) -> str:
    """Give somebody an app for codes; return its secret."""
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(person, secret)
    return secret
