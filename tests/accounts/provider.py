"""A real provider of OpenID Connect for the tests: a Django site of its own, run as a process of its own.

    python tests/accounts/provider.py PORT FOLDER REDIRECT_URI

It knows the client `wending` and people with a password, and prints `ready` when it serves.
"""

import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings

CLIENT, SECRET, PASSWORD = "wending", "a secret of the client", "a password at the provider"
# Address of each person there, and whether the provider vouches for it.
PEOPLE = {"sam@provider.example": True, "robin@provider.example": True, "loose@provider.example": False}


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def configure(folder: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    settings.configure(
        SECRET_KEY="only for tests",
        DEBUG=True,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "provider.sqlite3"}},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        ACCOUNT_LOGIN_METHODS={"email"},
        ACCOUNT_SIGNUP_FIELDS=["email*", "password1*"],
        ACCOUNT_EMAIL_VERIFICATION="none",
        ACCOUNT_RATE_LIMITS=False,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        IDP_OIDC_PRIVATE_KEY=pem,
        USE_TZ=True,
    )
    django.setup()


def fill(redirect_uri: str) -> None:
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.models import User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    for email, is_verified in PEOPLE.items():
        name = email.partition("@")[0]
        user = User.objects.create_user(name, email, PASSWORD, first_name=name.title())
        EmailAddress.objects.create(user=user, email=email, verified=is_verified, primary=True)
    client = Client(id=CLIENT, name="Wending", scopes="openid\nprofile\nemail", skip_consent=True)
    client.redirect_uris = redirect_uri
    client.set_secret(SECRET)
    client.save()


def urlpatterns_now() -> list[object]:
    from django.urls import include, path

    return [path("accounts/", include("allauth.account.urls")), path("", include("allauth.idp.urls"))]


if __name__ == "__main__":
    sys.modules["provider_urls"] = sys.modules[__name__]
    configure(Path(sys.argv[2]))
    settings.ROOT_URLCONF = "provider_urls"
    urlpatterns = urlpatterns_now()
    fill(sys.argv[3])
    from django.core.wsgi import get_wsgi_application

    server = make_server("127.0.0.1", int(sys.argv[1]), get_wsgi_application(), WSGIServer, Quiet)
    print("ready", flush=True)
    server.serve_forever()
