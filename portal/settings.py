"""Every setting, from the environment; `.env.example` lists the variables with one line each."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from portal import environment
from portal.data_directory import keep_private

BASE_DIR = Path(__file__).resolve().parent.parent
environment.read_file(BASE_DIR / ".env")

# Environment
DEBUG = environment.switch("DEBUG")
HOST = environment.text("HOST", "127.0.0.1")
PORT = environment.number("PORT", 8000, lowest=1, highest=65535)
WEB_CONCURRENCY = environment.number("WEB_CONCURRENCY", 1, lowest=1, highest=64)
DATA_DIR = environment.directory("DATA_DIR", BASE_DIR / "var")
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
SITE_URL = environment.origin("SITE_URL", f"http://127.0.0.1:{PORT}")
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", 0, lowest=0, highest=10)

# What rules for the state's systems ask for: docs/decisions/0031-security-level.md. The level gives the settings below
# another default; one that is set itself has its own value
SECURITY_LEVEL = int(environment.choice("SECURITY_LEVEL", ["0", "2"]))
IS_LEVEL_2 = SECURITY_LEVEL == 2
ADMIN_NETWORKS = environment.networks("ADMIN_NETWORKS")
SESSION_HOURS = environment.number("SESSION_HOURS", 8 if IS_LEVEL_2 else 12, lowest=1, highest=168)
SESSION_IDLE_MINUTES = environment.number("SESSION_IDLE_MINUTES", 60, lowest=0, highest=1440)
DISABLE_UNUSED_DAYS = environment.number("DISABLE_UNUSED_DAYS", 45 if IS_LEVEL_2 else 0, lowest=0, highest=3650)
RELEASE_MANIFEST = environment.text("RELEASE_MANIFEST")  # for `manage.py watch`
LOG_RETENTION_MONTHS = environment.number("LOG_RETENTION_MONTHS", 12 if IS_LEVEL_2 else 0, lowest=0, highest=1200)

# Storage
DATABASES = {"default": environment.database("DATABASE_URL", DATA_DIR)}
IS_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": environment.cache("CACHE_URL")}
SECRET_KEY = environment.secret_key("SECRET_KEY", DATA_DIR, may_make=IS_SQLITE)

# Letters
SENDS_MAIL = bool(environment.text("EMAIL_URL"))
vars().update(environment.email("EMAIL_URL", urlsplit(SITE_URL).hostname))
EMAIL_TIMEOUT = 10  # seconds, for each answer of the mail server
ADMINS = environment.addresses("ADMINS")

INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "portal.accounts",
    "portal.outbox",
    "portal.notifications",
    "portal.search",  # before the apps it indexes: a dump then loads entries first, and the things update them
    "portal.links",
    "portal.pages",
    "portal.legacy",
    "portal.audit_log",
    "portal.seo",
    "portal.security_report",
    "portal.watch",
    "portal.backup",
    "portal.demo",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "news",
    "media_library",
    "publishing",
    "traffic",
    "ckeditor",
    "portal.accounts.site.PortalAdminConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",  # its widgets' templates, which ours extend
    "publishing.staticfiles.EditorStaticFilesConfig",
]
MIDDLEWARE = [
    "traffic.security_headers.SecurityHeadersMiddleware",
    "traffic.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.accounts.sessions.SessionNotesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.request_origin.OriginMiddleware",
    "portal.accounts.session_limits.IdleEndMiddleware",
    "publishing.form_responses.FormResponseMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.accounts.second_factor.SecondFactorMiddleware",
    "portal.accounts.reauthentication.ReauthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "media_library.signed_addresses.SignedAddressesMiddleware",
    "traffic.staff.StaffCookieMiddleware",
    "traffic.count_slots.SlotMiddleware",
]
SILENCED_SYSTEM_CHECKS = [
    "ckeditor.W001",  # CKEditor 4: the editor is isolated, see docs/decisions/0001-ckeditor-fenced.md
    "security.W005",  # HSTS of all subdomains, and
    "security.W021",  # its preloading: a promise for names that are not ours, which nobody can take back soon
    "security.W008",  # from http to https: the proxy leads there, which alone sees all requests
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["portal.accounts.backends.CategoryBackend"]
PASSWORD_HASHERS = [
    "portal.accounts.hashing.OneAtATimeArgon2PasswordHasher",
    "portal.accounts.hashing.OneAtATimePBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "portal.accounts.password_policy.KnownWordsValidator"},
]
LOGIN_URL = "admin:login"
SECOND_FACTOR_GRACE_DAYS = environment.number(
    "SECOND_FACTOR_GRACE_DAYS", 0 if IS_LEVEL_2 else 14, lowest=0, highest=365
)
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0  # wrong codes are counted by portal.accounts.throttling

# Readers get no cookie: those of staff are sent under /admin/ alone
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
IS_HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
CSRF_FAILURE_VIEW = "publishing.form_responses.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None

# Security headers of every response (traffic.security_headers); Django's defaults are repeated so that all are listed
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY = ", ".join(
    f"{power}=()"
    for power in """accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment
    usb""".split()
)

# What a page may load: our own files and nothing inline; the editor's page alone adds to it (publishing.editor)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Traffic
PAGE_STORE_BYTES = 64 * 2**20  # memory of each server process for cached pages
VIEW_COOLDOWN = environment.number("VIEW_COOLDOWN", 0, lowest=0, highest=86_400)

# The log, all of it on stderr: docs/decisions/0022-what-the-log-says.md
LOG_FORMAT = environment.choice("LOG_FORMAT", ["text", "json"])
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"()": "traffic.log_format.TextFormatter"},
        "json": {"()": "traffic.log_format.JsonFormatter"},
    },
    "filters": {"limits": {"()": "traffic.log_limits.LogLimits"}},
    "handlers": {"stderr": {"class": "traffic.log_format.LogHandler", "formatter": LOG_FORMAT, "filters": ["limits"]}},
    "root": {"handlers": ["stderr"], "level": "ERROR"},
    "loggers": {
        **{name: {"level": "WARNING"} for name in ("portal", "news", "media_library", "publishing", "traffic")},
        "publishing.sealing": {"level": "INFO"},  # a line for each seal of the audit log
        "django": {"handlers": [], "level": "ERROR"},  # instead of Django's console and e-mail to ADMINS
        "django.request": {"level": "WARNING"},  # for 413; other refusals are filtered out
        "_granian": {"handlers": [], "level": "ERROR", "propagate": True},  # in the workers; its own is on stdout
        "_granian.utils": {"level": "CRITICAL"},  # repeats errors of streamed files (traffic.streaming)
    },
}

# Language and time
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
FILE_UPLOAD_TEMP_DIR = environment.subdirectory(DATA_DIR, "uploads")  # /tmp may be too small for a video
CLAMD_URL = environment.scanner("CLAMD_URL")
ACCEL_REDIRECT = environment.internal_location("ACCEL_REDIRECT", stored_elsewhere=bool(environment.text("STORAGE_URL")))
# Uploaded files are for the portal's own user, and for its group where nginx sends them
FILE_UPLOAD_PERMISSIONS = 0o640 if ACCEL_REDIRECT else 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750 if ACCEL_REDIRECT else 0o700
keep_private(DATA_DIR, DATABASES["default"]["NAME"] if IS_SQLITE else "", group_reads_media=bool(ACCEL_REDIRECT))
STORAGES = {
    "default": environment.storage("STORAGE_URL"),
    "staticfiles": {"BACKEND": "publishing.staticfiles.CollectedStaticFilesStorage"},
}
