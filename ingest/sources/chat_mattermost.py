"""`chat_mattermost`: a Mattermost bulk export (`mmctl export create`; JSON lines, or the zip around them), and posts as
its API answers them (`/api/v4/channels/…/posts`), with users and channels in files beside them.

Links open posts of API answers when `server` is set; a bulk export does not know the ids of its posts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected
from ingest.chat.json_pages import Exports, Page, moment
from ingest.chat.streams import DELETED, SYSTEM, Gone, Place, Streams, message
from ingest.export.base import SourceOptions
from ingest.export.records import UNFIT, RecordError, id_of, objects, reason_of, text_of, tidy

_FIX = "export again: mmctl export create, or /api/v4/channels/<channel id>/posts"
_VERSION = 1
_MENTION = re.compile(r"(?<![\w@])@([a-z0-9][a-z0-9._-]{0,63})", re.I)
_ID = re.compile(r"[a-z0-9]{26}")
_OTHER_LINES = frozenset(["scheme", "role", "emoji", "team", "bot", "direct_channel"])
"""Lines of a bulk export that hold no messages."""


class Options(SourceOptions):
    """`path`: .jsonl, .json or .zip files, in a folder or as a glob."""

    server: str = ""
    """Address such as https://chat.example.org, for links to posts; without it there are none."""


class MattermostSource:
    """One Item is a folder of answers, a single file, or a zip."""

    def __init__(self, options: Options) -> None:
        self._options = options
        suffixes = (".json", ".jsonl", ".ndjson", ".zip")
        self._exports = Exports(options, suffixes, together=True, beside=("users?", "channels?", "members"))

    def items(self) -> Iterator[Item]:
        return self._exports.items()

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        export = _Export(self._options)
        yield from self._exports.feed(item, export.take, _FIX)
        if export.has_pages and not export.streams:
            yield Rejected(self._options.name, item.key, "the export holds no posts", _FIX)
        unknown = [person for person in export.streams.persons() if _ID.fullmatch(person)]
        if unknown and not export.people:
            reason = f"no file with users: ids such as {min(unknown)} stand instead of {len(unknown)} names"
            yield Rejected(self._options.name, item.key, reason, "save /api/v4/users as users.json beside the posts")
        yield from export.streams.documents(self._options, export.place, export.people, export.ids)


class _Export:
    """What has been read of one Item."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._server = options.server.rstrip("/")
        self.streams = Streams()
        self.people: dict[str, str] = {}
        self.ids: dict[str, str] = {}
        """Of people, by username."""
        self._channels: dict[str, Mapping[str, str]] = {}
        self._seen: dict[str, int] = {}
        """How often a made-up id was given out."""
        self.has_pages = False
        self._unusable = ""
        """The archive or file whose version is another."""

    def take(self, page: Page) -> Iterator[Rejected]:
        """Raises RecordError."""
        data = page.data
        file = page.where.rpartition(" line ")[0] or page.where
        if isinstance(data, Mapping) and isinstance(kind := data.get("type"), str) and kind in data:
            if kind == "version" and data["version"] != _VERSION:
                self._unusable = file
                reason = f"version {data['version']!r} of the bulk export is not known, expected {_VERSION}"
                yield Rejected(self._options.name, page.where, reason, "ask for a newer Balie, or export with mmctl")
            elif self._unusable != file:
                self._line(kind, data[kind])
        elif isinstance(data, Mapping) and isinstance(data.get("posts"), Mapping | list):
            posts = data["posts"]
            self.has_pages = True
            for post in posts.values() if isinstance(posts, Mapping) else posts:
                yield from self._entry(page, post)
        elif isinstance(data, Mapping) and data and all(isinstance(value, Mapping) for value in data.values()):
            for value in data.values():  # Users or posts by their ids.
                yield from self._entry(page, value)
        else:
            self.has_pages |= data == []
            for value in data if isinstance(data, list) else [data]:
                yield from self._entry(page, value)

    def _entry(self, page: Page, entry: Any) -> Iterator[Rejected]:
        """A post, a user or a channel of an API answer."""
        try:
            if not isinstance(entry, Mapping):
                raise RecordError(f"expected a post, user or channel, found {type(entry).__name__}")
            if "message" in entry and "channel_id" in entry:
                if not page.beside:
                    self.has_pages = True
                    self._post(entry)
            elif "username" in entry:
                self._person(id_of(entry), entry)
            elif "display_name" in entry:
                self._channels[id_of(entry)] = _described(entry)
            elif not ("user_id" in entry and "channel_id" in entry):  # A membership says nothing new.
                keys = ", ".join(sorted(entry)[:5]) or "no keys"
                raise RecordError(f"expected posts, users or channels, or lines of a bulk export, found {keys}")
        except UNFIT as error:
            where = f"{page.where} {entry.get('id', '')}".strip() if isinstance(entry, Mapping) else page.where
            yield Rejected(self._options.name, where, reason_of(error), _FIX)

    def _person(self, key: str, user: Mapping[str, Any]) -> None:
        full = " ".join(name for k in ("first_name", "last_name") if (name := text_of(user, k)))
        self.people[key] = full or text_of(user, "nickname") or text_of(user, "username")
        self.ids[text_of(user, "username").lower()] = key

    def _post(self, post: Mapping[str, Any]) -> None:
        key, channel = id_of(post), id_of(post, "channel_id")
        seconds = moment(post.get("create_at"), "create_at")
        if text_of(post, "type").startswith("system_"):
            self.streams.drop(channel, Gone(SYSTEM, text_of(post, "message"), seconds))
            return
        text = _text(post)
        if post.get("delete_at") or post.get("state") == "DELETED":
            if text:
                self.streams.drop(channel, Gone(DELETED, text, seconds, key))
            text = ""
        props = _object(post.get("props"))
        said = message(
            seconds,
            text,
            key,
            author=text_of(props, "override_username") if props.get("from_webhook") else "",
            person=text_of(post, "user_id"),
            uri=f"{self._server}/_redirect/pl/{key}" if self._server else "",
            thread=text_of(post, "root_id"),
            mentions=_mentions(text),
        )
        self.streams.say(channel, said, moment(post.get("update_at") or post["create_at"], "update_at"))

    def _line(self, kind: str, entry: Any) -> None:
        """A line of a bulk export. Raises RecordError."""
        if kind == "version":
            self.has_pages = True
        elif not isinstance(entry, Mapping):
            raise RecordError(f'"{kind}" must be an object, found {type(entry).__name__}')
        elif kind == "channel":
            self._channels[_key(text_of(entry, "team"), text_of(entry, "name"))] = _described(entry)
        elif kind == "user":
            self._person(text_of(entry, "username"), entry)
        elif kind == "post":
            self._bulk(_key(text_of(entry, "team"), text_of(entry, "channel")), entry)
        elif kind == "direct_post":
            members = entry.get("channel_members")
            if not isinstance(members, list) or not all(isinstance(name, str) for name in members):
                raise RecordError('"channel_members" must be a list of usernames')
            channel = ", ".join(sorted(members))
            self._channels[channel] = {"name": channel, "display_name": channel, "type": "D"}
            self._bulk(channel, entry)
        elif kind not in _OTHER_LINES:
            raise RecordError(f'"type" is {kind!r}, which is no line of a bulk export')

    def _bulk(self, channel: str, post: Mapping[str, Any], root: str = "") -> None:
        """A post with its replies; its id is made of its time and author. Raises RecordError."""
        self.has_pages = True
        user, seconds = text_of(post, "user"), moment(post.get("create_at"), "create_at")
        if text_of(post, "type").startswith("system_"):
            self.streams.drop(channel, Gone(SYSTEM, text_of(post, "message"), seconds))
            return
        key = f"{round(seconds * 1000)}-{user}"
        self._seen[channel + key] = times = self._seen.get(channel + key, 0) + 1
        key += f"-{times}" if times > 1 else ""
        props = _object(post.get("props"))
        author = text_of(props, "override_username") if props.get("from_webhook") else ""
        text, replies = _text(post), objects(post, "replies")
        said = message(seconds, text, key, author=author, person=user, thread=root, mentions=_mentions(text))
        self.streams.say(channel, said, seconds)
        for reply in replies:
            self._bulk(channel, {**reply, "replies": ()}, root or key)

    def place(self, channel: str) -> Place:
        known = self._channels.get(channel, {})
        name, label = known.get("name", ""), known.get("display_name", "")
        if known.get("type") == "D" and "__" in name:
            label = name = ", ".join(sorted(self.people.get(person, person) for person in name.split("__")))
        metadata = {key: known[key] for key in ("team", "header", "purpose") if known.get(key)}
        if label or name:
            metadata["channel"] = label or name
        return Place(name or channel, label or name, metadata)


def _described(channel: Mapping[str, Any]) -> dict[str, str]:
    """Raises RecordError."""
    return {key: text_of(channel, key) for key in ("name", "display_name", "type", "team", "header", "purpose")}


def _text(post: Mapping[str, Any]) -> str:
    """What was said, the cards of an integration, and the names of files."""
    pieces = [text_of(post, "message")]
    for card in objects(_object(post.get("props")), "attachments"):
        fields = [
            f"{tidy(str(f.get('title') or ''))}: {tidy(str(f.get('value') or ''))}" for f in objects(card, "fields")
        ]
        shown = [text_of(card, key) for key in ("pretext", "title", "text")] + [line.strip(": ") for line in fields]
        pieces += [line for line in shown if line] or [text_of(card, "fallback")]
    files = objects(_object(post.get("metadata")), "files") or objects(post, "attachments")
    names = [text_of(file, "name") or PurePosixPath(text_of(file, "path")).name for file in files]
    return "\n".join([piece for piece in pieces if piece] + [f"[{name}]" for name in names if name])


def _mentions(text: str) -> frozenset[str]:
    return frozenset(name.rstrip(".-_").lower() for name in _MENTION.findall(text)) if "@" in text else frozenset()


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _key(team: str, channel: str) -> str:
    return f"{team}/{channel}"


def build(options: Options) -> MattermostSource:
    return MattermostSource(options)
