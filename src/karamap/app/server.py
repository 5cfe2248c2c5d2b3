"""What the app's server does beside Streamlit's own work.

It makes the files that readers take away, and has a page that has lost it open no dialog.
"""

import json
import os
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from karamap.app import takeaway
from karamap.app.state import load
from karamap.core.errors import KaramapError

SCRIPT = Path(__file__).with_name("main.py")
_HOST_CONFIG = "/_stcore/host-config"


def take(request: Request) -> Response:
    """Answer a link of :func:`karamap.app.takeaway.address` with the file it names."""
    name, pairs = request.path_params["name"], request.query_params.multi_items()
    try:
        offer = takeaway.asked(load(os.environ.get("KARAMAP_GEODATA")), name, pairs)
        content = offer.make()
    except KaramapError as error:
        return PlainTextResponse(f"{error}\n", status_code=400)
    # kept as a file whatever is in it, and made anew each time
    told = f'attachment; filename="{offer.file_name}"'
    headers = {"Content-Disposition": told, "Cache-Control": "no-store"}
    return Response(content, media_type=offer.mime, headers=headers)


class NoErrorDialogs:
    """Tells the page to open no dialog of its own: ``alone.js`` says that the server is gone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, and change one answer."""
        if scope["type"] != "http" or not scope["path"].endswith(_HOST_CONFIG):
            await self._app(scope, receive, send)
            return
        # unpacked, to be read here
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        started: Message = {}
        body = b""

        async def change(message: Message) -> None:
            nonlocal started, body
            if message["type"] == "http.response.start":
                started = message
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                changed = json.dumps({**json.loads(body), "blockErrorDialogs": True}).encode()
                length = (b"content-length", str(len(changed)).encode())
                kept = [item for item in started["headers"] if item[0] != length[0]]
                await send({**started, "headers": [*kept, length]})
                await send({"type": "http.response.body", "body": changed})

        await self._app({**scope, "headers": headers}, receive, change)


# with and without the path below which a proxy shows the app
PARTS: dict[str, Any] = {
    "routes": [Route(f"{base}/take/{{name}}", take) for base in ("", "/{base:path}")],
    "middleware": [Middleware(NoErrorDialogs)],
}
