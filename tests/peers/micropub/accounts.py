"""Makes the peer's database and its tokens, and prints how to reach it as JSON."""
import importlib.metadata
import json
import os

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from indieweb.models import Token  # noqa: E402

SCOPES = {"full": "create update delete undelete media draft", "none": ""}


def main():
    call_command("migrate", verbosity=0)
    editor = get_user_model().objects.create(username="editor")
    url = os.environ["PEER_URL"]
    tokens = {}
    for name, scope in SCOPES.items():
        client = f"http://127.0.0.1/{name}"
        token = Token(owner=editor, client_id=client, me=f"{url}/", scope=scope)
        token.save()
        tokens[name] = token.key
    version = importlib.metadata.version("django-indieweb")
    print(json.dumps({"url": url, "version": version, "files": os.environ["PEER_STATE"] + "/media", "tokens": tokens}))


main()
