"""`chat_slack`: the folder of a Slack export (users.json, channels.json, <channel>/YYYY-MM-DD.json).

One Item a channel, one Document a thread or talk, one Part a message.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from copilot.core.errors import SourceError
from copilot.core.ports import Item
from copilot.core.types import Document, Part, Rejected
from ingest.sources._base import SourceOptions, find_files, key_of, revision_of
from ingest.sources._dates import from_epoch
from ingest.sources._records import tidy
from ingest.sources._talks import Message, cut

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\.json")
_LISTS = ("channels.json", "groups.json", "mpims.json")
_NO_MESSAGE = {"channel_join", "channel_leave", "group_join", "group_leave", "tombstone", "message_deleted"}
_MENTION = re.compile(r"<@(\w+)(?:\|[^>]*)?>")
_MARK = re.compile(r"<([^<>\n]+)>")
_TITLE_CHARS = 80
_FIX = "export the channel again"


class Options(SourceOptions):
    """`path`: the unpacked export, or the folder of one channel."""

    workspace: str = ""
    """Address such as https://name.slack.com, for links that open in a browser; without it they open in the app."""


@dataclass(frozen=True, slots=True)
class _Names:
    """Who and what the ids in a text stand for."""

    people: Mapping[str, str]
    channels: Mapping[str, str]
    """Channel name by id."""


class SlackSource:
    def __init__(self, options: Options) -> None:
        self._options = options

    def items(self) -> Iterator[Item]:
        self._days: dict[str, list[Path]] = defaultdict(list)
        for file in find_files(self._options, (".json",)):
            if _DAY.fullmatch(file.name):
                self._days[key_of(self._options, file).rpartition("/")[0] or file.parent.name].append(file)
        if not self._days:
            problem = f"source {self._options.name!r}: no <channel>/YYYY-MM-DD.json below {self._options.path}"
            raise SourceError(problem, "point `path` at the unpacked folder of a Slack export")
        for key, days in self._days.items():
            root = days[0].parent.parent
            beside = [file for name in ("users.json", *_LISTS) if (file := root / name).is_file()]
            yield Item(key, revision_of([*days, *beside]))

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        days = self._days[item.key]
        channel, root = days[0].parent.name, days[0].parent.parent
        people: dict[str, str] = {}
        channels: dict[str, str] = {}
        for name, take in (("users.json", people), *((each, channels) for each in _LISTS)):
            named = _person if take is people else _channel
            for entry in self._load(name, root / name) if (root / name).is_file() else ():
                if isinstance(entry, Rejected):
                    yield entry
                else:
                    take[str(entry.get("id"))] = named(entry)
        names = _Names(people, channels)
        messages: dict[str, Mapping[str, Any]] = {}
        for day in days:
            for entry in self._load(f"{item.key}/{day.name}", day):
                if isinstance(entry, Rejected):
                    yield entry
                else:
                    yield from self._collect(f"{item.key}/{day.name}", entry, messages)
        address = next((key for key, name in channels.items() if name == channel), channel)
        link = partial(_link, self._options.workspace.rstrip("/"), address)
        for talk in _talks(sorted(messages.values(), key=lambda message: float(message["ts"]))):
            yield _document(self._options, channel, talk, names, link)

    def _load(self, where: str, file: Path) -> Iterator[Mapping[str, Any] | Rejected]:
        """The objects of a list in a JSON file; what is none is Rejected."""
        name = self._options.name
        try:
            data = json.loads(file.read_bytes().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            yield Rejected(name, where, f"not UTF-8 at byte {error.start}", _FIX)
            return
        except json.JSONDecodeError as error:
            yield Rejected(name, where, f"not JSON: {error.msg} at line {error.lineno} column {error.colno}", _FIX)
            return
        except (OSError, ValueError, RecursionError) as error:
            yield Rejected(name, where, f"cannot be read: {error}", "check the file and its permissions")
            return
        if not isinstance(data, list):
            yield Rejected(name, where, f"expected a list, found {type(data).__name__}", _FIX)
            return
        for number, entry in enumerate(data, 1):
            if isinstance(entry, Mapping):
                yield entry
            else:
                reason = f"expected an object, found {type(entry).__name__}"
                yield Rejected(name, f"{where} entry {number}", reason, _FIX)

    def _collect(
        self, where: str, entry: Mapping[str, Any], messages: dict[str, Mapping[str, Any]]
    ) -> Iterator[Rejected]:
        """Adds a message by its ts; a changed one replaces its first version, a deleted one goes."""
        subtype = entry.get("subtype")
        if subtype == "message_changed" and isinstance(entry.get("message"), Mapping):
            entry = entry["message"]
        elif subtype in _NO_MESSAGE:
            messages.pop(str(entry.get("deleted_ts")), None)
            return
        ts = entry.get("ts")
        try:
            from_epoch(float(ts if isinstance(ts, str) else ""))
        except ValueError:
            yield Rejected(self._options.name, where, f'a message whose "ts" is no time: {ts!r}', _FIX)
            return
        messages[str(ts)] = entry


def _talks(messages: list[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """Threads as they are; the other messages cut into talks."""
    threads: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    heads = {str(message["thread_ts"]) for message in messages if message.get("thread_ts")}
    loose = []
    for message in messages:
        thread = str(message.get("thread_ts") or message["ts"])
        if thread in heads:
            threads[thread].append(message)
        else:
            loose.append(message)
    numbers = cut(
        Message(float(m["ts"]), str(m.get("user")), text := str(m.get("text") or ""), frozenset(_MENTION.findall(text)))
        for m in loose
    )
    talks: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for number, message in zip(numbers, loose, strict=True):
        talks[number].append(message)
    yield from sorted([*threads.values(), *talks.values()], key=lambda talk: float(talk[0]["ts"]))


def _document(
    options: Options,
    channel: str,
    talk: list[Mapping[str, Any]],
    names: _Names,
    link: Callable[[Mapping[str, Any]], str],
) -> Document:
    parts = tuple(
        Part(
            "message",
            _text(message, names),
            author=_author(message, names),
            at=from_epoch(float(message["ts"])),
            ref=str(message["ts"]),
            uri=link(message),
        )
        for message in talk
    )
    words = next((part.text for part in parts if part.text), "")
    return Document(
        source=options.name,
        external_id=f"{channel}/{parts[0].ref}",
        kind="chat",
        title=f"#{channel}: {textwrap.shorten(words, _TITLE_CHARS, placeholder='…')}",
        parts=parts,
        uri=parts[0].uri,
        created_at=parts[0].at,
        updated_at=parts[-1].at,
        audience=options.audience,
    )


def _link(workspace: str, channel: str, message: Mapping[str, Any]) -> str:
    ts, thread = str(message["ts"]), message.get("thread_ts")
    if not workspace:
        return f"slack://channel?id={channel}&message={ts}"
    reply = f"?thread_ts={thread}&cid={channel}" if thread and thread != ts else ""
    return f"{workspace}/archives/{channel}/p{ts.replace('.', '')}{reply}"


def _person(user: Mapping[str, Any]) -> str:
    inner = user.get("profile")
    profile = inner if isinstance(inner, Mapping) else {}
    found = (user.get("real_name"), profile.get("real_name"), profile.get("display_name"), user.get("name"))
    return next((tidy(name) for name in found if isinstance(name, str) and name.strip()), str(user.get("id")))


def _channel(entry: Mapping[str, Any]) -> str:
    return str(entry.get("name") or entry.get("id"))


def _author(message: Mapping[str, Any], names: _Names) -> str:
    user = message.get("user")
    if user and str(user) in names.people:
        return names.people[str(user)]
    profiles = [message.get(key) for key in ("user_profile", "bot_profile")]
    known = [_person(profile) for profile in profiles if isinstance(profile, Mapping)]
    return next((str(n) for n in (*known, message.get("username"), user, message.get("bot_id")) if n), "")


def _text(message: Mapping[str, Any], names: _Names) -> str:
    """What was said; of a bot's card its text, of a file its name."""
    said = message.get("text")
    pieces = [said if isinstance(said, str) else ""]
    if not pieces[0]:
        cards = [c for c in message.get("attachments") or [] if isinstance(c, Mapping)]
        pieces = [str(c.get("text") or c.get("fallback") or "") for c in cards]
    files = [f for f in message.get("files") or [] if isinstance(f, Mapping) and f.get("name")]
    pieces += [f"[{f['name']}]" for f in files]
    readable = _MARK.sub(lambda found: _unmark(found[1], names), "\n".join(piece for piece in pieces if piece))
    return tidy(readable.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


def _unmark(mark: str, names: _Names) -> str:
    """The readable form of what stands between < and >."""
    target, _, label = mark.partition("|")
    if target.startswith("@"):
        return "@" + (names.people.get(target[1:]) or label or target[1:]).lstrip("@")
    if target.startswith("#"):
        return "#" + (label or names.channels.get(target[1:], target[1:]))
    if target.startswith("!"):
        return label or "@" + target[1:].partition("^")[0]
    address = target.removeprefix("mailto:")
    return f"{label} ({address})" if label and label not in (target, address) else address


def build(options: Options) -> SlackSource:
    return SlackSource(options)
