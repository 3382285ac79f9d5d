"""The code in every form of the desk, which a page elsewhere cannot know: bound to the session, or before that to the
form of the sign-in. Scripts send it in a header.
"""

from __future__ import annotations

import hmac

from starlette.requests import Request

FIELD, HEADER = "formuliercode", "x-formuliercode"


def form_code(secret: str) -> str:
    """Return the code for whoever has `secret`, which cannot be found from it."""
    return hmac.digest(secret.encode(), b"form", "sha256").hex() if secret else ""


async def has_form_code(request: Request, secret: str) -> bool:
    """Return whether a request carries the code."""
    sent = request.headers.get(HEADER)
    if sent is None:
        field = (await request.form()).get(FIELD)
        sent = field if isinstance(field, str) else ""
    return bool(secret) and hmac.compare_digest(sent.encode(), form_code(secret).encode())
