"""Settings, read top to bottom, from environment variables. A bad or missing value stops the start.

Without any variable this is a private machine: SQLite in the data folder, one secret made on the
first start, only local addresses. Production sets PRASAN_MODE=production and the rest
(docs/operations.md lists them).
"""

from datetime import date
from importlib.resources import files
from pathlib import Path

from prasan import engine, environment

ROOT = Path(__file__).resolve().parent.parent
MODE = environment.one_of("PRASAN_MODE", ("local", "production"), default="local")
PRODUCTION = MODE == "production"
DEBUG = environment.flag("PRASAN_DEBUG", default=False, allowed=not PRODUCTION)

# Everything that is written goes below this folder: database, uploads, faces, static files.
DATA = environment.folder("PRASAN_DATA", default=None if PRODUCTION else ROOT / "var" / "local")

# The demonstration stands still on one day; a real installation has none.
DEMO_DAY: date | None = environment.day("PRASAN_DEMO_DAY", allowed=not PRODUCTION)

SECRET_KEY = environment.secret("PRASAN_SECRET_KEY", made_in=None if PRODUCTION else DATA)
# Seals personal data. Kept apart from SECRET_KEY, because changing that one must not lose data.
SEALING_KEY = environment.secret("PRASAN_SEALING_KEY", made_in=None if PRODUCTION else DATA)
environment.must_differ("PRASAN_SECRET_KEY", SECRET_KEY, "PRASAN_SEALING_KEY", SEALING_KEY)
# Keys that sealed before it: still opened, until `prasan reseal` has made every seal anew.
SEALING_KEYS_BEFORE = environment.secrets_list("PRASAN_SEALING_KEYS_BEFORE")
# What citizens' numbers are looked up by. Never changed, not even with the sealing key.
LOOKUP_KEY = environment.secret("PRASAN_LOOKUP_KEY", made_in=None if PRODUCTION else DATA)
environment.must_differ("PRASAN_SECRET_KEY", SECRET_KEY, "PRASAN_LOOKUP_KEY", LOOKUP_KEY)
environment.must_differ("PRASAN_SEALING_KEY", SEALING_KEY, "PRASAN_LOOKUP_KEY", LOOKUP_KEY)
# Certificates that letters are signed with, and who is trusted to issue others; files, no rows.
SIGNING = environment.optional_folder("PRASAN_SIGNING")
# Where signatures get their time-stamp from (RFC 3161); without it they have none.
TIMESTAMPS = environment.optional_address("PRASAN_TIMESTAMPS")
ALLOWED_HOSTS = environment.hosts(
    "PRASAN_HOSTS",
    default=None if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"],
)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PRODUCTION else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "prasan.ui",
    "prasan.audit",
    "prasan.areas",
    "prasan.accounts",
    "prasan.jobs",
    "prasan.holidays",
    "prasan.evidence",
    "prasan.letters",
    "prasan.centres",
    "prasan.people",
    "prasan.committees",
    "prasan.orders",
    "prasan.registers",
    "prasan.meetings",
    "prasan.assessments",
    "prasan.plans",
    "prasan.directives",
    "prasan.reminders",
    "prasan.home",
    # After our own apps, whose templates take the place of theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "prasan.ui.middleware.ReaderMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "prasan.accounts.middleware.ReachMiddleware",
]

ROOT_URLCONF = "prasan.urls"
WSGI_APPLICATION = "prasan.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["prasan.ui.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "prasan.ui.context.page",
            ],
        },
    },
]

_DATABASE = environment.database(
    "DATABASE_URL", default=None if PRODUCTION else f"sqlite:///{DATA / 'prasan.sqlite3'}"
)
DATABASES = {"default": engine.tuned(_DATABASE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits of the log-in are counted here, and figures of provinces kept (decision 0014); in the
# database, so that all workers count together. Beyond so many entries a third is thrown away.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

# Work that takes longer than a page may, kept in the same database and so in the same transaction.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_REDIRECT_URL = "home:front"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "prasan.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Browsers give passkeys to https only, and to the machine one sits at.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
LOCALE_PATHS = [ROOT / "prasan" / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [("sarabun", str(files("fontpkg_sarabun") / "files"))]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# The ways a reminder may leave the house; one that is not set up is not offered to anybody.
EMAIL_HOST = environment.text("PRASAN_SMTP_HOST")
EMAIL_PORT = environment.number("PRASAN_SMTP_PORT", default=587)
EMAIL_HOST_USER = environment.text("PRASAN_SMTP_USER")
EMAIL_HOST_PASSWORD = environment.text("PRASAN_SMTP_PASSWORD")
EMAIL_USE_TLS = environment.flag("PRASAN_SMTP_STARTTLS", default=True)
DEFAULT_FROM_EMAIL = environment.text("PRASAN_EMAIL_FROM") or f"prasan@{ALLOWED_HOSTS[0]}"
LINE_TOKEN = environment.text("PRASAN_LINE_TOKEN")
LINE_ADDRESS = environment.text("PRASAN_LINE_ADDRESS") or "https://api.line.me"

# Folder of page faces, filled by `prasan fetch_faces`; an office may name its own.
FACES = environment.folder("PRASAN_FACES", default=DATA / "faces")

# One upload, in bytes, and what a form as a whole may weigh before it is cut off.
UPLOAD_LIMIT = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "prasan.ui.views.stale_form"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
