"""Django's settings. What an operator decides stands in ``configuration``."""

from pathlib import Path

from django.utils.csp import CSP

from samspil.web.configuration import from_environment

CONFIGURATION = from_environment()
HERE = Path(__file__).parent

SECRET_KEY = CONFIGURATION.secret_key
# What was sealed or signed before a change of key can still be opened.
SECRET_KEY_FALLBACKS = list(CONFIGURATION.old_secret_keys)
DEBUG = CONFIGURATION.debug
SAMSPIL_DEMO = CONFIGURATION.demo
SAMSPIL_DATA = CONFIGURATION.data
SAMSPIL_CONTACT = CONFIGURATION.contact
SAMSPIL_PUBLIC_URL = CONFIGURATION.public_url
ALLOWED_HOSTS = list(CONFIGURATION.hosts)
ROOT_URLCONF = "samspil.web.urls"
WSGI_APPLICATION = "samspil.web.wsgi.application"
DATABASES = CONFIGURATION.databases
AUTH_USER_MODEL = "people.User"
# The address is unique by a constraint that ignores the case of its letters.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
SITE_NAME = "Samspil"

# From the ground up, as in the map of the house.
ROOMS = [
    "samspil.components",
    "samspil.places",
    "samspil.people",
    "samspil.jobs",
    "samspil.documents",
    "samspil.letters",
    "samspil.surveys",
    "samspil.figures",
    "samspil.programmes",
    "samspil.screening",
    "samspil.networks",
    "samspil.meetings",
    "samspil.development",
    "samspil.knowledge",
    "samspil.evaluation",
    "samspil.web",
]
INSTALLED_APPS = [
    *reversed(ROOMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_tasks_db",
]
MIDDLEWARE = [
    "samspil.web.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samspil.web.middleware.chosen_language",
    "samspil.web.middleware.no_null_characters",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samspil.web.middleware.reloaded_forms",
    "samspil.web.middleware.kept_words",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "samspil.web.context.everywhere",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "samspil.components.templatetags.samspil",
            ],
        },
    }
]

# Nothing inline, nothing from another host.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "samspil.web.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
if CONFIGURATION.public_url.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    CSRF_TRUSTED_ORIGINS = [CONFIGURATION.public_url]

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "samspil_sprog"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["samspil.web.formats"]

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

MAILERS = CONFIGURATION.mailers
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIGURATION.sender

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
# Rate limits must count across processes; what methods compute is kept in each process instead.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    }
}

# Generous: a program that reads every figure page by page stays well below it.
SAMSPIL_API_REQUESTS_A_MINUTE = CONFIGURATION.api_requests

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "samspil.web.signin.SignInAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_REQUIRED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = 0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "samspil.web.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "samspil": {"level": CONFIGURATION.log_level},
        "django.request": {"level": "ERROR"},
        "django_tasks_db": {"level": "WARNING"},
    },
}
