"""A site of one file: settings, what is kept, what readers see. The protocol is django-indieweb's, whose handler this feeds."""
import html
import json
import os
import re
import time
from pathlib import Path

STATE = Path(os.environ["PEER_STATE"])
URL = os.environ["PEER_URL"]
POSTS = STATE / "posts.json"

SECRET_KEY = "only for tests on 127.0.0.1"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ROOT_URLCONF = "site_of_the_peer"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "indieweb",
]
SITE_ID = 1
MIDDLEWARE = [
    "site_of_the_peer.under_its_own_name",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": STATE / "django.sqlite"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
MEDIA_ROOT = STATE / "media"
MEDIA_URL = "/media/"
INDIEWEB_MICROPUB_HANDLER = "site_of_the_peer.Handler"


def under_its_own_name(answer):
    """Whichever proxy passes a request on, the site knows itself by one address."""

    def with_own_name(request):
        request.META["HTTP_HOST"] = URL.removeprefix("http://")
        return answer(request)

    return with_own_name


def posts():
    """All posts by their addresses. One thread serves, so nobody writes meanwhile."""
    return json.loads(POSTS.read_text()) if POSTS.exists() else {}


def keep(all_posts):
    POSTS.write_text(json.dumps(all_posts, ensure_ascii=False, indent=1))


def live(all_posts, url):
    if url not in all_posts or all_posts[url]["deleted"]:
        raise ValueError("no such post")
    return all_posts[url]


def first(properties, name):
    return (properties.get(name) or [""])[0]


def handler():
    from indieweb.handlers import MicropubContentHandler, MicropubEntry, MicropubEntryList

    def entry(url, post):
        return MicropubEntry(url=url, properties=post["properties"], type=["h-entry"])

    class Handler(MicropubContentHandler):
        def create_entry(self, properties, user):
            wanted = first(properties, "mp-slug") or first(properties, "name") or "post"
            base = re.sub(r"[^\w]+", "-", str(wanted).lower()).strip("-")
            there = posts()
            url, number = f"{URL}/posts/{base}/", 1
            while url in there:
                number += 1
                url = f"{URL}/posts/{base}-{number}/"
            kept = {name: value for name, value in properties.items() if not name.startswith("mp-")}
            kept.setdefault("published", [time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())])
            there[url] = {"properties": kept, "deleted": False}
            keep(there)
            return entry(url, there[url])

        def update_entry(self, url, updates, user):
            there = posts()
            kept = live(there, url)["properties"]
            kept.update(updates.get("replace") or {})
            for name, values in (updates.get("add") or {}).items():
                kept[name] = kept.get(name, []) + values
            for name in updates.get("delete") or []:
                kept.pop(name, None)
            keep(there)
            return entry(url, there[url])

        def delete_entry(self, url, user):
            there = posts()
            live(there, url)["deleted"] = True
            keep(there)

        def undelete_entry(self, url, user):
            there = posts()
            if url not in there:
                raise ValueError("no such post")
            there[url]["deleted"] = False
            keep(there)
            return entry(url, there[url])

        def get_entry(self, url, user):
            post = posts().get(url)
            return entry(url, post) if post and not post["deleted"] else None

        def list_entries(self, user, *, limit=None, offset=0, filter=None):
            found = [entry(url, post) for url, post in posts().items() if not post["deleted"]]
            return MicropubEntryList(entries=found[offset:][:limit], total=len(found))

        def get_config(self, user):
            return {**super().get_config(user), "post-status": ["published", "draft"]}

    return Handler


def home(request):
    from django.http import HttpResponse

    page = HttpResponse(
        '<!doctype html><html lang="fr"><title>Gazette</title>'
        f'<link rel="authorization_endpoint" href="{URL}/indieweb/auth/">'
        f'<link rel="token_endpoint" href="{URL}/indieweb/token/">'
    )
    page["Link"] = f'<{URL}/indieweb/micropub/>; rel="micropub"'
    return page


def post_page(request, slug):
    from django.http import HttpResponse

    post = posts().get(f"{URL}/posts/{slug}/")
    if not post or post["deleted"] or first(post["properties"], "post-status") == "draft":
        return HttpResponse(status=404)
    content = first(post["properties"], "content")
    body = content["html"] if isinstance(content, dict) else html.escape(str(content))
    name = html.escape(str(first(post["properties"], "name")))
    return HttpResponse(f"<!doctype html><html lang=\"fr\"><title>{name}</title><h1>{name}</h1>{body}")


def addresses():
    from django.http import JsonResponse
    from django.urls import include, path, re_path
    from django.views.static import serve

    return [
        path("", home),
        path("indieweb/", include("indieweb.urls")),
        path("posts/<str:slug>/", post_page),
        path("all-posts", lambda request: JsonResponse(posts())),
        re_path(r"^media/(?P<path>.*)$", serve, {"document_root": MEDIA_ROOT}),
    ]


MADE = {"Handler": handler, "urlpatterns": addresses}


def __getattr__(name):
    """What needs a Django that is set up is made when it is first asked for."""
    if name not in MADE:
        raise AttributeError(name)
    globals()[name] = MADE[name]()
    return globals()[name]
