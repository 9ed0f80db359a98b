"""`chat_teams`: Microsoft Teams as the Graph API answers (`/teams/…/channels/…/messages`, `/chats/…/messages`; pages of
JSON or JSON lines), and `messages.json` of a personal Teams or Skype export (account page, "Export your data").

Lists of teams, channels, chats or members in the same folder give names. System lines and deleted texts are removed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, unquote

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected
from ingest.chat.json_pages import Exports, Page, moment, plain
from ingest.chat.streams import DELETED, HIDDEN, SYSTEM, Gone, Place, Streams, message
from ingest.chat.teams_text import card, quoted, visible
from ingest.chat.teams_text import skype as skype_text
from ingest.export.base import SourceOptions
from ingest.export.records import UNFIT, RecordError, id_of, objects, reason_of, text_of, tidy

_FIX = "export the messages again with Microsoft Graph, or save the personal export's messages.json"
_CONTEXT = re.compile(r"/?(?:chats|channels)\('([^']+)'\)")
_NOT_SAID = ("ThreadActivity/", "Event/", "InviteFree", "Notice", "Control/")
"""How the message types of a personal export begin that nobody wrote."""


class Options(SourceOptions):
    """`path`: .json or .jsonl files, in a folder or as a glob."""


class TeamsSource:
    """One Item is a folder of answers, or a single file."""

    def __init__(self, options: Options) -> None:
        self._options = options
        beside = ("users?", "members", "channels?", "chats", "teams?")
        self._exports = Exports(options, (".json", ".jsonl", ".ndjson"), together=True, beside=beside)

    def items(self) -> Iterator[Item]:
        return self._exports.items()

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        export = _Export(self._options)
        yield from self._exports.feed(item, export.take, _FIX)
        if export.has_pages and not export.streams:
            yield Rejected(self._options.name, item.key, "the export holds no messages", _FIX)
        yield from export.streams.documents(self._options, export.place, export.people)


class _Export:
    """What has been read of one Item."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self.streams = Streams()
        self.people: dict[str, str] = {}
        self._names: dict[str, str] = {}
        """Of teams, channels and chats, by id."""
        self._renamed: dict[str, tuple[float, str]] = {}
        self._teams: dict[str, str] = {}
        """Team by channel."""
        self.has_pages = False
        """Whether there was a place for messages at all, as there is none in a list of channels."""

    def take(self, page: Page) -> Iterator[Rejected]:
        data, channel = page.data, page.room
        if isinstance(data, Mapping) and isinstance(data.get("value"), list):
            context = _CONTEXT.findall(unquote(str(data.get("@odata.context") or "")))
            channel = context[-1] if context else channel
            data = data["value"]
        entries = data if isinstance(data, list) else [data]
        self.has_pages |= not entries
        for number, entry in enumerate(entries, 1):
            where = f"{page.where} entry {number}" if entries is data else page.where
            try:
                yield from self._entry(where, entry, channel, page.beside)
            except UNFIT as error:
                yield Rejected(self._options.name, where, reason_of(error), _FIX)

    def _entry(self, where: str, entry: Any, channel: str, beside: bool) -> Iterator[Rejected]:
        if not isinstance(entry, Mapping):
            raise RecordError(f"expected an object, found {type(entry).__name__}")
        if "messageType" in entry or ("body" in entry and "createdDateTime" in entry):
            if not beside:
                self.has_pages = True
                yield from self._message(where, entry, channel)
        elif isinstance(entry.get("conversations"), list):
            self.has_pages = True
            for number, conversation in enumerate(objects(entry, "conversations"), 1):
                yield from self._conversation(f"{where} conversation {number}", conversation)
        elif "userId" in entry and "displayName" in entry:
            self.people[str(entry["userId"])] = text_of(entry, "displayName")
        elif "displayName" in entry or "topic" in entry:
            key = id_of(entry)
            self._names[key] = text_of(entry, "displayName") or text_of(entry, "topic")
            if "userPrincipalName" in entry or "mail" in entry:
                self.people[key] = self._names[key]
            for number, inner in enumerate(objects(entry, "messages"), 1):
                yield from self._entry(f"{where} message {number}", inner, key, beside)
        else:
            keys = ", ".join(sorted(entry)[:5]) or "no keys"
            raise RecordError(f"expected messages, channels or people as Microsoft Graph answers, found {keys}")

    def _message(self, where: str, entry: Mapping[str, Any], around: str) -> Iterator[Rejected]:
        key, identity = id_of(entry), _object(entry.get("channelIdentity"))
        chat = text_of(entry, "chatId")
        channel = chat or text_of(identity, "channelId") or around
        if "teamId" in identity:
            self._teams[channel] = text_of(identity, "teamId")
        body = _object(entry.get("body"))
        content = text_of(body, "content")
        sender = _object(entry.get("from"))
        who = next((_object(sender[kind]) for kind in ("user", "application", "device") if sender.get(kind)), {})
        event = _object(entry.get("eventDetail"))
        if event or (entry.get("messageType") not in ("message", None) and not who):
            self._event(channel, entry, event)
            return
        seconds = moment(entry.get("createdDateTime"), "createdDateTime")
        text, hidden = visible(content) if body.get("contentType") != "text" else (content, ())
        attachments = objects(entry, "attachments")
        pieces = [quoted(a) for a in attachments], text_of(entry, "subject"), text, [card(a) for a in attachments]
        whole = "\n".join(p for piece in pieces for p in (piece if isinstance(piece, list) else [piece]) if p)
        if entry.get("deletedDateTime"):
            if whole:
                self.streams.drop(channel, Gone(DELETED, whole, seconds, key))
            whole, hidden = "", ()
        mentioned = (_object(_object(m.get("mentioned")).get("user")).get("id") for m in objects(entry, "mentions"))
        link = text_of(entry, "webUrl")
        if not link and chat:
            context = quote('{"contextType":"chat"}', safe=":")
            link = f"https://teams.microsoft.com/l/message/{quote(chat, safe=':@')}/{key}?context={context}"
        said = message(
            seconds,
            whole,
            key,
            author=text_of(who, "displayName"),
            person=str(who.get("id") or ""),
            uri=link,
            thread=text_of(entry, "replyToId"),
            mentions=frozenset(str(person) for person in mentioned if person),
        )
        edited = entry.get("lastModifiedDateTime")
        self.streams.say(channel, said, moment(edited, "lastModifiedDateTime") if edited else seconds)
        self.streams.drop(channel, *(Gone(HIDDEN, stretch, seconds, key) for stretch in hidden))
        for number, reply in enumerate(objects(entry, "replies"), 1):
            try:
                yield from self._message(where, {"replyToId": key, **reply}, channel)
            except UNFIT as error:
                yield Rejected(self._options.name, f"{where} reply {number}", reason_of(error), _FIX)

    def _event(self, channel: str, entry: Mapping[str, Any], event: Mapping[str, Any]) -> None:
        """A line of the system, such as a member who joins; one that gives the chat a name is remembered."""
        try:
            seconds = moment(entry.get("createdDateTime"), "createdDateTime")
        except RecordError:
            seconds = 1.0  # Nobody said it; without a time it stands at the beginning.
        kind = text_of(event, "@odata.type").removeprefix("#microsoft.graph.").removesuffix("EventMessageDetail")
        name = text_of(event, "chatDisplayName") or text_of(event, "channelDisplayName")
        if name and seconds >= self._renamed.get(channel, (0.0, ""))[0]:
            self._renamed[channel] = (seconds, name)
        who = _object(_object(event.get("initiator")).get("user"))
        words = (kind or text_of(entry, "messageType"), name, text_of(who, "displayName"))
        self.streams.drop(channel, Gone(SYSTEM, " ".join(word for word in words if word), seconds))

    def _conversation(self, where: str, data: Mapping[str, Any]) -> Iterator[Rejected]:
        """One conversation of a personal export."""
        channel = id_of(data)
        name = text_of(data, "displayName") or text_of(_object(data.get("threadProperties")), "topic")
        self._names[channel] = name
        if name and channel.startswith("8:"):
            self.people[channel] = name
        for number, entry in enumerate(objects(data, "MessageList"), 1):
            try:
                key, kind = id_of(entry), text_of(entry, "messagetype")
                seconds = moment(entry.get("originalarrivaltime"), "originalarrivaltime")
                content = text_of(entry, "content")
                deleted = bool(_object(_properties(entry)).get("deletetime"))
                if kind.startswith(_NOT_SAID):
                    self.streams.drop(channel, Gone(SYSTEM, f"{kind}: {plain(content)[0]}", seconds))
                    continue
                text, hidden = (content, ()) if kind == "Text" else skype_text(content)
                if deleted and text:
                    self.streams.drop(channel, Gone(DELETED, text, seconds, key))
                author = text_of(entry, "displayName")
                person = text_of(entry, "from")
                self.streams.say(
                    channel, message(seconds, "" if deleted else text, key, author=author, person=person), seconds
                )
                self.streams.drop(channel, *(Gone(HIDDEN, stretch, seconds, key) for stretch in hidden))
            except UNFIT as error:
                yield Rejected(self._options.name, f"{where} message {number}", reason_of(error), _FIX)

    def place(self, channel: str) -> Place:
        """Channels go by their names; chats, which are renamed at will, by their ids."""
        team = self._names.get(self._teams.get(channel, ""), "")
        name = self._names.get(channel, "")
        label = name or self._renamed.get(channel, (0.0, ""))[1]
        is_channel = channel in self._teams or "@thread.tacv2" in channel or "@thread.skype" in channel
        metadata = {"channel": label, "team": team}
        return Place(
            name if name and is_channel else channel, label, {key: value for key, value in metadata.items() if value}
        )


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _properties(entry: Mapping[str, Any]) -> Any:
    """Properties of a personal export's message: an object, or the JSON text of one."""
    value = entry.get("properties")
    try:
        return json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return tidy(str(value))  # Some other text: it says nothing that we look for.


def build(options: Options) -> TeamsSource:
    return TeamsSource(options)
