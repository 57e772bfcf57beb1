"""Every setting, fed by the environment; `.env.example` lists the variables with one line each."""

from pathlib import Path

from csp.constants import NONE, SELF

from portal import environment
from portal.data_directory import keep_private

BASE_DIR = Path(__file__).resolve().parent.parent
environment.read_file(BASE_DIR / ".env")

# Where it runs
DEBUG = environment.switch("DEBUG")
HOST = environment.text("HOST", "127.0.0.1")
PORT = environment.number("PORT", 8000, lowest=1, highest=65535)
WEB_CONCURRENCY = environment.number("WEB_CONCURRENCY", 1, lowest=1, highest=64)
DATA_DIR = environment.directory("DATA_DIR", BASE_DIR / "var")
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
SITE_URL = environment.origin("SITE_URL", f"http://127.0.0.1:{PORT}")
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", 0, lowest=0, highest=10)

# What it keeps things in
DATABASES = {"default": environment.database("DATABASE_URL", DATA_DIR)}
IS_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": environment.cache("CACHE_URL")}
SECRET_KEY = environment.secret_key("SECRET_KEY", DATA_DIR, may_make=IS_SQLITE)
vars().update(environment.email("EMAIL_URL"))

INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "portal.accounts",
    "portal.search",  # before what it makes entries of: a dump loads them first, then the things set them right
    "portal.links",
    "portal.pages",
    "portal.legacy",
    "portal.record",
    "portal.machines",
    "portal.backup",
    "portal.demo",
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
    "django.forms",  # its widgets' templates, which ours complete
    "publishing.staticfiles.EditorStaticFilesConfig",
]
MIDDLEWARE = [
    "traffic.guards.GuardMiddleware",
    "traffic.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.record.origin.OriginMiddleware",
    "publishing.form_answers.FormAnswerMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "traffic.staff.StaffCookieMiddleware",
    "traffic.slots.SlotMiddleware",
]
# Known and answered: the editor of CKEditor 4 is fenced, see docs/decisions/0001-ckeditor-fenced.md
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]
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

# Who may come in
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

# Readers get no cookie: those of staff live under /admin/ alone
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
SESSION_COOKIE_AGE = 12 * 3600
CSRF_FAILURE_VIEW = "publishing.form_answers.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None

# What every answer says to browsers (traffic.guards); Django's defaults stand here so that all of it can be read
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
PAGE_STORE_BYTES = 64 * 2**20  # memory that each server process may fill with kept pages
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
        "django": {"handlers": [], "level": "ERROR"},  # in the place of Django's console and letters to ADMINS
        "django.request": {"level": "WARNING"},  # for 413; what else is refused is filtered out
        "_granian": {"handlers": [], "level": "ERROR", "propagate": True},  # in the workers; it has its own on stdout
        "_granian.utils": {"level": "CRITICAL"},  # tells again of an error in a file being sent (traffic.streams)
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
FILE_UPLOAD_TEMP_DIR = environment.part_of(DATA_DIR, "uploads")  # /tmp may be too small for a video
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
