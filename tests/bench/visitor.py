"""A reader of the app without a browser: what a browser asks of the server, over the same wires.

It loads the page and the files the page names, opens Streamlit's WebSocket, speaks its protocol,
and reports dates as the map does. What it gets back is checked: the day it asked for must stand
in the panel, and nothing may be an error.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import time
from dataclasses import dataclass, field
from html import unescape
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from karamap.core.dates import parse_day
from karamap.lang.formats import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from streamlit.proto.Element_pb2 import Element

PATIENCE_SECONDS = 30
_NAMED = re.compile(r'(?:src|href)="(\./static/[^"]+)"')
_WELL = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class WrongAnswerError(Exception):
    """The server answered, but not with what was asked for."""


@dataclass
class Screen:
    """What one run of the app's script put on screen."""

    elements: list[Element] = field(default_factory=list)

    def find(self, kind: str) -> Iterator[object]:
        """Yield the elements of a kind, as ``html`` or ``download_button``."""
        for element in self.elements:
            if element.WhichOneof("type") == kind:
                yield getattr(element, kind)

    @property
    def words(self) -> str:
        """All HTML of the panels."""
        return "".join(item.body for item in self.find("html"))


class Visitor:
    """One reader with a window of their own."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.received = 0
        self.layers: list[str] = []
        self._requests = count(1)

    async def __aenter__(self) -> Visitor:
        stream = urljoin(self.address, "_stcore/stream").replace("http", "ws", 1)
        self._socket = await connect(
            stream, subprotocols=["streamlit"], max_size=None, open_timeout=PATIENCE_SECONDS
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._socket.close()

    async def load(self, query: str = "") -> float:
        """Load page, app and map as a first visit does; return the seconds until all is there."""
        started = time.perf_counter()
        page = (await self.fetch(self.address)).decode()
        files = sorted(set(_NAMED.findall(page)))
        await asyncio.gather(*(self.fetch(urljoin(self.address, name)) for name in files))
        message = BackMsg()
        message.rerun_script.query_string = query
        self.screen = await self._run(message)
        (component,) = self.screen.find("component_instance")
        self._map = component.id
        self.layers = json.loads(component.json_args)["layers"]
        await self.fetch(urljoin(self.address, f"component/{component.component_name}/index.html"))
        return time.perf_counter() - started

    async def go_to(self, day: str) -> float:
        """Report a date as the map does when it is let go; return the seconds to the panels."""
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self._map
        state.json_value = json.dumps(
            {
                "date": day,
                "layers": self.layers,
                "language": "en",
                "view": [39.8, 46.8, 9],
                "compare": {"date": None, "how": "changes"},
                "clicked": None,
            }
        )
        started = time.perf_counter()
        self.screen = await self._run(message)
        seconds = time.perf_counter() - started
        title = f"<h1>{long_date(parse_day(day), 'en')}</h1>"
        if title not in self.screen.words:
            raise WrongAnswerError(f"the panels do not show {title}")
        return seconds

    async def take_away(self, kind: str) -> bytes:
        """Follow a link of the panel of downloads, as that for ``png``; return the file."""
        (link,) = re.findall(rf'href="([^"]*/take/[^"]*[.]{kind}[?][^"]*)"', self.screen.words)
        return await self.fetch(urljoin(self.address, unescape(link)))

    async def fetch(self, address: str) -> bytes:
        """Return what lies at an address, asking for it compressed."""
        return await asyncio.to_thread(self._fetch, address)

    def _fetch(self, address: str) -> bytes:
        asked = Request(address, headers={"Accept-Encoding": "gzip"})  # noqa: S310
        with urlopen(asked, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310 - our own server
            body = answer.read()
            self.received += len(body)
            packed = answer.headers.get("Content-Encoding") == "gzip"
        return gzip.decompress(body) if packed else body

    async def _run(self, message: BackMsg) -> Screen:
        """Have the script run and return what it shows, once it is through."""
        await self._socket.send(message.SerializeToString())
        screen = Screen()
        while True:
            told = await self._hear()
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self._session = told.new_session.initialize.session_id
            elif kind == "delta" and told.delta.WhichOneof("type") == "new_element":
                screen.elements.append(told.delta.new_element)
            elif kind == "script_finished":
                break
        if told.script_finished not in _WELL:
            raise WrongAnswerError(f"the script ended with status {told.script_finished}")
        for kind in ("exception", "alert"):
            for item in screen.find(kind):
                raise WrongAnswerError(f"{kind}: {item}")
        return screen

    async def _hear(self) -> ForwardMsg:
        async with asyncio.timeout(PATIENCE_SECONDS):
            raw = await self._socket.recv()
        self.received += len(raw)
        told = ForwardMsg()
        told.ParseFromString(raw)
        return told
