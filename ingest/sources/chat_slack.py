"""`chat_slack`: the unpacked folder of a Slack export, made under Settings & administration > Import/export data.

Also read: the export of a whole organisation, one channel's folder or .json file, and saved answers of the API
(conversations.history beside conversations.info and users.info).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from copilot.core.errors import SourceError
from copilot.core.ports import Item
from copilot.core.types import Document, Part, Rejected, Removed
from ingest.chat.conversations import Said, talks
from ingest.chat.slack_files import FIX, Channel, Lists, channels_of, lists_of, name_of
from ingest.chat.slack_text import Names, is_app, mentioned, readable, text_of
from ingest.export.base import SourceOptions, item
from ingest.export.dates import from_epoch
from ingest.export.records import records

_EVENTS = ("message_changed", "message_replied", "message_deleted")
"""Entries that tell of another message; they are none themselves."""
_SYSTEM = (
    "channel_ group_ pinned_ unpinned_ bot_add bot_remove bot_enable bot_disable reminder_ sh_room_ huddle_ joiner_ "
    "ekm_ app_conversation_ tabbed_canvas_ tombstone reply_broadcast"
)
_SYSTEM_SUBTYPES = tuple(_SYSTEM.split())
"""How the subtypes begin of what Slack itself writes into a channel."""


class Options(SourceOptions):
    """`path`: the unpacked export, the folder of one channel, or its .json file."""

    workspace: str = ""
    """Address such as https://name.slack.com, for links that open in a browser; without it they open in the app."""


class SlackSource:
    """One Item a channel, one Document a thread or talk, one Part a message."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._channels: dict[str, Channel] = {}
        self._telling: set[str] = set()
        """Items that tell what is wrong with the lists beside them, so that not every channel repeats it."""

    def items(self) -> Iterator[Item]:
        found = channels_of(self._options)
        if not found:
            problem = f"source {self._options.name!r}: no <channel>/YYYY-MM-DD.json below {self._options.path}"
            raise SourceError(problem, "point `path` at the unpacked folder of a Slack export")
        self._channels = {channel.key: channel for channel in found}
        self._telling = set({channel.beside: channel.key for channel in reversed(found)}.values())
        for channel in found:
            yield item(channel.key, [*channel.files, *channel.beside])

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        channel = self._channels[item.key]
        lists, rejected = lists_of(self._options.name, channel)
        if item.key in self._telling:
            yield from rejected
        collected = _Messages(self._options.name)
        for file in channel.files:
            where = item.key if item.key.endswith(file.name) else f"{item.key}/{file.name}"
            for entry in records(self._options.name, where, file):
                yield from collected.fail(entry) if isinstance(entry, Rejected) else collected.add(where, entry[1])
        if collected.empty:
            yield Rejected(self._options.name, item.key, "holds no messages", "export it again, or remove it")
        yield from _documents(self._options, channel, lists, collected.final())


class _Messages:
    """The messages of a channel by their ts: each one once, in its last version, without those that were deleted."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._found: dict[str, Mapping[str, Any]] = {}
        self._deleted: set[str] = set()
        self.empty = True
        """Whether there was nothing at all, not even something broken."""

    def fail(self, rejected: Rejected) -> Iterator[Rejected]:
        self.empty = False
        yield rejected

    def add(self, where: str, data: object) -> Iterator[Rejected]:
        """data: a list of messages, or an answer of the API that holds one."""
        if isinstance(data, Mapping) and data.get("ok") is False:
            reason = f"Slack refused the request: {data.get('error')}"
            yield from self.fail(Rejected(self._source, where, reason, "ask Slack again, with the rights it misses"))
            return
        entries = data.get("messages") if isinstance(data, Mapping) else data
        if not isinstance(entries, list):
            kind = f"an object with {', '.join(sorted(data)[:5])}" if isinstance(data, dict) else type(data).__name__
            yield from self.fail(Rejected(self._source, where, f"expected a list of messages, found {kind}", FIX))
            return
        self.empty = self.empty and not entries
        for number, entry in enumerate(entries, 1):
            if isinstance(entry, Mapping):
                yield from self._add(f"{where} entry {number}", entry)
            else:
                reason = f"expected an object, found {type(entry).__name__}"
                yield Rejected(self._source, f"{where} entry {number}", reason, FIX)

    def _add(self, where: str, entry: Mapping[str, Any]) -> Iterator[Rejected]:
        if entry.get("subtype") == "message_deleted":
            self._deleted.add(str(entry.get("deleted_ts")))
        if entry.get("subtype") in _EVENTS:
            inner = entry.get("message")
            if not isinstance(inner, Mapping):
                return
            entry = inner
        ts = entry.get("ts")
        try:
            from_epoch(float(ts if isinstance(ts, str) else ""))
        except ValueError:
            yield Rejected(self._source, where, f'a message whose "ts" is no time: {ts!r}', FIX)
            return
        before = self._found.get(str(ts))
        if before is None or _edited(entry) >= _edited(before):
            self._found[str(ts)] = entry

    def final(self) -> list[Mapping[str, Any]]:
        """In the order of time."""
        kept = [message for ts, message in self._found.items() if ts not in self._deleted]
        return sorted(kept, key=lambda message: float(message["ts"]))


def _edited(message: Mapping[str, Any]) -> float:
    """When it was last edited, 0 if never."""
    edited = message.get("edited")
    try:
        return float(edited.get("ts", 0)) if isinstance(edited, Mapping) else 0.0
    except (TypeError, ValueError):
        return 0.0  # An edit without a time still is no reason to lose the message.


def _documents(
    options: Options, channel: Channel, lists: Lists, messages: list[Mapping[str, Any]]
) -> Iterator[Document]:
    """Threads and talks; what Slack wrote and what links showed stands in `removed` of the talk that it came in."""
    names = lists.names
    for message in messages:
        # People from elsewhere are in no list, but bring their name along.
        if isinstance(profile := message.get("user_profile"), Mapping) and (name := name_of(profile)):
            names.people.setdefault(str(message.get("user")), name)
    name = names.channels.get(channel.identity, channel.name)
    address = channel.identity or lists.ids.get(name, name)
    threads = {str(message["thread_ts"]) for message in messages if message.get("thread_ts")}
    said: list[Said] = []
    removed: dict[str, list[Removed]] = defaultdict(list)
    system: list[tuple[float, Removed]] = []
    for message in messages:
        ts = str(message["ts"])
        text, previews = text_of(message, names)
        if str(message.get("subtype") or "").startswith(_SYSTEM_SUBTYPES):
            system.append((float(ts), Removed("chat: system line", text)))
            continue
        removed[ts] = [Removed("chat: link preview", preview) for preview in previews]
        author, at = _author(message, names), from_epoch(float(ts))
        part = Part("message", text, author=author, at=at, ref=ts, uri=_link(options, address, message))
        person = str(message.get("user") or message.get("bot_id") or author)
        thread = str(message.get("thread_ts") or ts)
        said.append(Said(part, float(ts), person, mentioned(message), thread if thread in threads else ""))
    documents = list(talks(options, name, said, _label(name, lists)))
    starts = [float(document.parts[0].ref) for document in documents]
    lines: dict[int, list[Removed]] = defaultdict(list)
    for seconds, line in system:
        lines[max(0, bisect_right(starts, seconds) - 1)].append(line)
    for number, document in enumerate(documents):
        of_parts = (replace(r, part=n) for n, part in enumerate(document.parts) for r in removed[part.ref])
        yield replace(document, removed=(*of_parts, *lines[number]))


def _label(name: str, lists: Lists) -> str:
    """A channel with its #; a conversation between people by who takes part."""
    if name in lists.members:
        return " & ".join(lists.names.people.get(member, member) for member in lists.members[name])
    return f"#{name}"


def _link(options: Options, channel: str, message: Mapping[str, Any]) -> str:
    workspace = options.workspace.rstrip("/")
    ts, thread = str(message["ts"]), message.get("thread_ts")
    if not workspace:
        return f"slack://channel?id={channel}&message={ts}"
    reply = f"?thread_ts={thread}&cid={channel}" if thread and thread != ts else ""
    return f"{workspace}/archives/{channel}/p{ts.replace('.', '')}{reply}"


def _author(message: Mapping[str, Any], names: Names) -> str:
    """The name that Slack shows: an app may write under any."""
    comment = message.get("comment")
    user = message.get("user") or (comment.get("user") if isinstance(comment, Mapping) else None)
    called = message.get("username")
    if is_app(message) and isinstance(called, str) and called.strip():
        return readable(called, names)
    if user and str(user) in names.people:
        return names.people[str(user)]
    profiles = [message.get(key) for key in ("user_profile", "bot_profile")]
    known = [name_of(profile) for profile in profiles if isinstance(profile, Mapping)]
    return next((str(n) for n in (*known, called, user, message.get("bot_id")) if n), "")


def build(options: Options) -> SlackSource:
    return SlackSource(options)
