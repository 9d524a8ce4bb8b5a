"""Gives every valid request an Idempotency-Key of its own, as clients do; the tester would use one for many, and
the site refuses a key that comes again with another request. Keys that are broken on purpose are left as they are."""
import random

import schemathesis

KEYS = random.Random(20261122)


@schemathesis.hook
def before_call(context, case, kwargs):
    name = "Idempotency-Key"
    if case.headers and name in case.headers and case.meta and case.meta.generation.mode.is_positive:
        case.headers[name] = f"{KEYS.getrandbits(128):032x}"


@schemathesis.hook
def filter_body(context, body):
    """A picture that was never sent is refused, rightly; a made-up identifier is never one that was."""
    picture = body.get("lead_picture") if isinstance(body, dict) else None
    if not isinstance(picture, dict):
        return True
    source = picture.get("source")
    is_sent = isinstance(source, dict) and source.get("kind") == "media"
    return not (is_sent or picture.get("sizes") or picture.get("card"))
