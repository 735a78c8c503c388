"""All settings, each from the environment with a safe default; docs/settings.md describes them. Production is the
default mode: without its secrets the application refuses to start. The launcher chooses `local` for a trial."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from wending.config import env
from wending.config.signing_in import *  # noqa: F403
from wending.config.signing_in import OIDC

ROOT = Path(__file__).resolve().parents[3]
IS_PRODUCTION = env.is_production()
DATA_DIR = Path(os.environ.get("WENDING_DATA_DIR", ROOT / "var")).resolve()

if IS_PRODUCTION:
    secrets = env.required(
        {
            "WENDING_SECRET_KEY": "signs sessions; at least 50 random characters",
            "WENDING_ALLOWED_HOSTS": "the host names people use, separated by commas",
            "WENDING_FIELD_KEYS": "encrypts sensitive text; make one with ./wending keys new and keep a copy apart",
        }
    )
    SECRET_KEY = secrets["WENDING_SECRET_KEY"]
    if len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("WENDING_SECRET_KEY is too short: use at least 50 random characters.")
else:
    SECRET_KEY = os.environ.get("WENDING_SECRET_KEY") or env.local_secret(DATA_DIR)
SECRET_KEY_FALLBACKS = env.words("WENDING_SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("WENDING_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("WENDING_TRUSTED_ORIGINS")
DEBUG = env.flag("WENDING_DEBUG", False)
if DEBUG and IS_PRODUCTION:
    raise ImproperlyConfigured("WENDING_DEBUG is on in production: it shows secrets. Unset it or set WENDING_MODE.")

INSTALLED_APPS = [
    "wending.ledger",
    "wending.accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    # Both in their plain form with explicit loaders below: together their automatic forms leave components unrendered.
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "ninja",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "wending.reference",
    "wending.instruments",
    "wending.dossier",
    "wending.orientation",
    "wending.guidance",
    "wending.school",
    "wending.work",
    "wending.effect",
    "wending.web",
    "wending.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    # Before sessions: /api knows none.
    "wending.api.door.Door",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wending.accounts.views.actor.ActorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "wending.config.urls"
WSGI_APPLICATION = "wending.config.wsgi.application"
ASGI_APPLICATION = "wending.config.asgi.application"

_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    _LOADERS if DEBUG else [("django.template.loaders.cached.Loader", _LOADERS)],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'wending.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        {
            "timeout": 20,
            # Readers go on while an import writes; a writer takes its lock at once instead of failing half-way.
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Counts tries at signing in: shared by all processes, for a limit per process would be a limit times processes.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Counts requests to /api per client; room for that many clients a minute.
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20_000}},
}

# An anonymous profile lives in the session, in the database; the cookie holds only its key.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = env.number("WENDING_SESSION_DAYS", 14) * 86400
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PRODUCTION
# The token lives in the session as well: no second cookie.
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "wending.web.views.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
# Style sheets of the design system, fetched by npm and put here by the launcher.
STATICFILES_DIRS = [path for path in [DATA_DIR / "assets"] if path.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # A form that leads on to the provider of OpenID Connect counts as sent there.
        "form-action": [SELF, *(OIDC.origins if OIDC else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = IS_PRODUCTION and env.flag("WENDING_SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = env.number("WENDING_HSTS_SECONDS", 31536000 if IS_PRODUCTION else 0)
# Whether other names under the same domain promise https as well is not ours to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if env.flag("WENDING_BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# The largest request body that is read into memory, and the largest uploaded document, in bytes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DOCUMENT_MAX_BYTES = env.number("WENDING_DOCUMENT_MAX_MB", 10) * 1024 * 1024

# Files that show what somebody did: the largest, how many and how much in all for one person; kept encrypted here.
EVIDENCE_DIR = DATA_DIR / "evidence"
EVIDENCE_MAX_BYTES = env.number("WENDING_EVIDENCE_MAX_MB", 10) * 1024 * 1024
EVIDENCE_MOST_FILES = env.number("WENDING_EVIDENCE_MOST_FILES", 100)
EVIDENCE_TOTAL_BYTES = env.number("WENDING_EVIDENCE_TOTAL_MB", 200) * 1024 * 1024

# Keys that encrypt sensitive text and files, newest first; docs/keys.md tells what losing them means.
if IS_PRODUCTION:
    FIELD_KEYS = [key.strip() for key in secrets["WENDING_FIELD_KEYS"].split(",") if key.strip()]
else:
    FIELD_KEYS = env.words("WENDING_FIELD_KEYS") or [env.local_field_key(DATA_DIR)]

# The secret under which people in studies get other names; kept apart from database and field keys, see docs/keys.md.
RESEARCH_KEY = env.research_key(DATA_DIR, not IS_PRODUCTION, [SECRET_KEY, *FIELD_KEYS])

# Mail goes into the outbox; the worker sends it by this server, or in local mode into files.
EMAIL_BACKEND = "wending.accounts.actions.mail.Outbox"
MAIL_SERVER = os.environ.get("WENDING_MAIL_SERVER", "")
MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend" if MAIL_SERVER else env.MAIL_TO_FILES
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS = env.mail_server(MAIL_SERVER)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 20
MAIL_DOMAIN = os.environ.get("WENDING_MAIL_DOMAIN", "wending.invalid")
DEFAULT_FROM_EMAIL = os.environ.get("WENDING_MAIL_FROM", f"Wending <niet-antwoorden@{MAIL_DOMAIN}>")
# Where the site is, for links in mail.
SITE_ADDRESS = os.environ.get("WENDING_SITE_ADDRESS", "").rstrip("/") or (
    f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if IS_PRODUCTION and ALLOWED_HOSTS else "http://127.0.0.1:8000"
)
# Days after which a mail that was sent, or given up, leaves the outbox.
MAIL_DAYS = env.number("WENDING_MAIL_DAYS", 30)

# Months that is kept: an account nobody signs in to, a consent after its end, an entry of the ledger; 0 is for ever.
KEEP_INACTIVE_MONTHS = env.number("WENDING_KEEP_INACTIVE_MONTHS", 24)
KEEP_CONSENT_MONTHS = env.number("WENDING_KEEP_CONSENT_MONTHS", 12)
KEEP_LEDGER_MONTHS = env.number("WENDING_KEEP_LEDGER_MONTHS", 60)

# Who to tell of a weakness, as an address that security.txt may hold (mailto: or https:); empty: no security.txt.
SECURITY_CONTACT = os.environ.get("WENDING_SECURITY_CONTACT", "")
# Requests to /api per client and minute; 0 is no limit.
API_RATE_PER_MINUTE = env.number("WENDING_API_RATE_PER_MINUTE", 120)
# Whom users of the REST interface can ask; named in its description when all three are there.
API_CONTACT = {
    "name": os.environ.get("WENDING_API_CONTACT_NAME", ""),
    "url": os.environ.get("WENDING_API_CONTACT_URL", ""),
    "email": os.environ.get("WENDING_API_CONTACT_EMAIL", ""),
}
# A file with the registers of guidance professionals, instead of the one that comes along.
REGISTERS_FILE = os.environ.get("WENDING_REGISTERS_FILE", "")
# Days after which a link for feedback is over.
FEEDBACK_DAYS = env.number("WENDING_FEEDBACK_DAYS", 30)
# Days after which a shared result page is gone.
SHARE_DAYS = env.number("WENDING_SHARE_DAYS", 30)
# Days after which what people without account left at a centre is wiped.
GUIDANCE_DAYS = env.number("WENDING_GUIDANCE_DAYS", 90)

# Weeks without a conversation after which a case stands out on the desk of its professional.
LONG_AGO_WEEKS = env.number("WENDING_LONG_AGO_WEEKS", 6)
# Days after closing for which the file of a case is kept; then it is removed.
CASE_DAYS = env.number("WENDING_CASE_DAYS", 730)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("WENDING_LOG_LEVEL", "WARNING")},
}
