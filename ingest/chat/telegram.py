"""Messages of Telegram as JSON has them: those of Telegram Desktop's export, and those that its Bot API gives."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from pathlib import PurePosixPath
from typing import Any

from ingest.chat.conversations import Said
from ingest.chat.exports import Refs, in_utc
from ingest.chat.streams import SYSTEM, Gone, message
from ingest.export.dates import from_epoch
from ingest.export.records import RecordError, id_of, objects, text_of, tidy

LEFT_OUT = "chat: media left out"
_MEMBER_KEYS = (
    *("new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "delete_chat_photo"),
    *("group_chat_created", "supergroup_chat_created", "channel_chat_created", "pinned_message"),
    *("migrate_to_chat_id", "migrate_from_chat_id", "message_auto_delete_timer_changed", "forum_topic_created"),
    *("forum_topic_closed", "forum_topic_reopened", "forum_topic_edited", "video_chat_started", "video_chat_ended"),
)
"""What a message of the Bot API has instead of a text when it tells of an event."""
_NAMED_MEDIA = ("document", "audio", "video", "animation")
_NAMELESS_MEDIA = ("photo", "voice", "video_note")


def from_export(entry: Mapping[str, Any], refs: Refs, zone: tzinfo, persons: Mapping[str, str]) -> Said | Gone:
    """A message of Telegram Desktop, or the event that it tells of. Raises RecordError.

    persons: authors by id of their message. The older of these exports have local times only.
    """
    seconds = _moment(entry, zone)
    ref = id_of(entry) if entry.get("id") is not None else refs.of(from_epoch(seconds))
    if entry.get("type") == "service":
        what = ", ".join(f"{key}: {value}" for key, value in entry.items() if key in ("title", "members", "inviter"))
        actor, action = text_of(entry, "actor"), text_of(entry, "action") or "event"
        return Gone(SYSTEM, " ".join(piece for piece in (f"{actor}:", action, what) if piece.strip(": ")), seconds)
    author = text_of(entry, "from")
    person = text_of(entry, "from_id") or author
    mentions = {persons.get(str(entry.get("reply_to_message_id")), "")}
    if isinstance(entry.get("text"), list):
        named = [piece for piece in entry["text"] if isinstance(piece, Mapping) and piece.get("type") == "mention_name"]
        mentions |= {f"user{piece.get('user_id')}" for piece in named}
    said = message(
        seconds,
        _joined(_entities(entry.get("text", entry.get("text_entities"))), *_shown(entry)),
        ref,
        author=author or person,
        person=person,
        mentions=frozenset(mentions - {""}),
    )
    return _forwarded(said, text_of(entry, "forwarded_from"))


def left_out(entry: Mapping[str, Any]) -> str:
    """Media of a message of Telegram Desktop that the export has neither the file nor the name of."""
    if entry.get("sticker_emoji") or any(_file_names(entry)):
        return ""
    return text_of(entry, "media_type") or next((key for key in ("photo", "file") if entry.get(key)), "")


def from_bot(entry: Mapping[str, Any]) -> Said | Gone:
    """A message of the Bot API, or the event that it tells of. Raises RecordError."""
    date = entry.get("date")
    if isinstance(date, bool) or not isinstance(date, int):
        raise RecordError(f'"date" must be a time in seconds, found {date!r}')
    sender = _object(entry, "from") or _object(entry, "sender_chat") or _object(entry, "chat")
    author = text_of(entry, "author_signature") or person_name(sender)
    seconds, events = _checked(float(date)), [key for key in _MEMBER_KEYS if entry.get(key)]
    if events and not entry.get("text"):
        return Gone(SYSTEM, f"{author}: {', '.join(events)}", seconds)
    answered = _object(_object(entry, "reply_to_message"), "from").get("id")
    key = "text" if "text" in entry else "caption"
    entities = objects(entry, "entities" if key == "text" else "caption_entities")
    thread = str(entry.get("message_thread_id") or "") if entry.get("is_topic_message") else ""
    said = message(
        seconds,
        _joined(_with_addresses(text_of(entry, key), entry.get(key) or "", entities), *_bot_media(entry)),
        id_of(entry, "message_id"),
        author=author,
        person=str(sender.get("id", author)),
        mentions=frozenset({str(answered)} if answered is not None else ()),
        thread=thread,
    )
    origin = _object(entry, "forward_origin")
    first = next((o for key in ("sender_user", "chat", "sender_chat") if (o := _object(origin, key))), {})
    old = _object(entry, "forward_from") or _object(entry, "forward_from_chat")
    return _forwarded(said, person_name(first or old) or text_of(origin, "sender_user_name"))


def person_name(sender: Mapping[str, Any]) -> str:
    """Name of a user or chat of the Bot API."""
    full = " ".join(piece for key in ("first_name", "last_name") if (piece := text_of(sender, key)))
    return full or text_of(sender, "title") or text_of(sender, "username") or str(sender.get("id", ""))


def _moment(entry: Mapping[str, Any], zone: tzinfo) -> float:
    stamp, date = entry.get("date_unixtime"), entry.get("date")
    try:
        if isinstance(stamp, str | int) and not isinstance(stamp, bool):
            return _checked(float(stamp))
        if isinstance(date, str):
            return in_utc(datetime.fromisoformat(date), zone)[0]
    except (ValueError, OverflowError):
        pass  # Looks like a moment and is none; refused below.
    raise RecordError(
        f'a message whose "date_unixtime" and "date" are no time: {str(stamp)[:40]!r}, {str(date)[:40]!r}'
    )


def _checked(seconds: float) -> float:
    try:
        from_epoch(seconds)
    except ValueError as error:
        raise RecordError(str(error)) from error
    return seconds


def _entities(text: Any) -> str:
    """The text of a message: a string, or a list of strings and of stretches with a style; links keep addresses."""
    if text is None or isinstance(text, str):
        return text or ""
    if not isinstance(text, list):
        raise RecordError(f'"text" must be a text or a list, found {type(text).__name__}')
    pieces: list[str] = []
    styled = False
    for piece in text:
        if isinstance(piece, str):
            pieces.append(piece)
            styled = False
        elif isinstance(piece, Mapping) and isinstance(piece.get("text"), str):
            if styled and piece.get("type") == "link" and pieces[-1][-1:].strip():
                pieces.append(" ")  # An address never goes on from the word before it.
            styled = True
            pieces.append(_link(piece["text"], piece.get("href") if piece.get("type") == "text_link" else None))
        else:
            raise RecordError(f'"text" must hold texts and objects with one, found {str(piece)[:60]!r}')
    return "".join(pieces)


def _link(label: str, address: Any) -> str:
    if not isinstance(address, str) or not address or label.strip().rstrip("/") == address.rstrip("/"):
        return label
    return f"{label} ({address})" if label.strip() else f"{label}{address}"


def _shown(entry: Mapping[str, Any]) -> Iterator[str]:
    """What a message of Telegram Desktop shows below its text."""
    yield text_of(entry, "sticker_emoji")
    for name in _file_names(entry):
        yield f"[{name}]"
    yield from _cards(_object(entry, "contact_information"), _object(entry, "poll"), "answers")
    place = _object(entry, "location_information")
    yield from (text_of(entry, key) for key in ("place_name", "address"))
    yield _map(place)
    todo = _object(entry, "todo_list")
    yield text_of(todo, "title")
    yield from (f"- {_entities(item.get('text'))}" for item in objects(todo, "items"))


def _file_names(entry: Mapping[str, Any]) -> Iterator[str]:
    if name := text_of(entry, "file_name"):
        yield name
        return
    if text_of(entry, "sticker_emoji"):
        return  # Its emoji says more than its file.
    for key in ("file", "photo"):
        path = text_of(entry, key)
        if path and not path.startswith("("):  # "(File not included. Change data exporting settings to download.)"
            yield PurePosixPath(path).name


def _cards(contact: Mapping[str, Any], poll: Mapping[str, Any], answers: str) -> Iterator[str]:
    named = [text_of(contact, key) for key in ("first_name", "last_name", "phone_number")]
    if any(named):
        yield f"[{' '.join(piece for piece in named if piece)}]"
    yield text_of(poll, "question")
    for answer in objects(poll, answers):
        yield f"- {text_of(answer, 'text')} ({answer.get('voters', answer.get('voter_count', 0))})"


def _map(place: Mapping[str, Any]) -> str:
    at = [place.get(key) for key in ("latitude", "longitude")]
    return f"https://maps.google.com/?q={at[0]},{at[1]}" if all(isinstance(n, int | float) for n in at) else ""


def _bot_media(entry: Mapping[str, Any]) -> Iterator[str]:
    yield text_of(_object(entry, "sticker"), "emoji")
    for key in _NAMED_MEDIA:
        if name := text_of(_object(entry, key), "file_name"):
            yield f"[{name}]"
            break  # An animation is repeated as a document.
    yield from _cards(_object(entry, "contact"), _object(entry, "poll"), "options")
    venue = _object(entry, "venue")
    yield from (text_of(venue, key) for key in ("title", "address"))
    yield _map(_object(entry, "location"))


def left_out_by_bot(entry: Mapping[str, Any]) -> str:
    """Media of a message of the Bot API that have no name."""
    nameless = [key for key in _NAMED_MEDIA if entry.get(key) and not _object(entry, key).get("file_name")]
    return next((key for key in (*_NAMELESS_MEDIA, *nameless) if entry.get(key)), "")


def _with_addresses(tidied: str, text: str, entities: list[Mapping[str, Any]]) -> str:
    """The text with the addresses of its links; the Bot API counts in UTF-16."""
    links = [entity for entity in entities if entity.get("type") == "text_link"]
    if not links:
        return tidied
    units = text.encode("utf-16-le", "surrogatepass")
    for entity in reversed(links):
        start, length = entity.get("offset"), entity.get("length")
        if isinstance(start, int) and isinstance(length, int) and 0 <= start <= start + length <= len(units) // 2:
            begin, end = 2 * start, 2 * (start + length)
            label = units[begin:end].decode("utf-16-le", "replace")
            linked = _link(label, entity.get("url")).encode("utf-16-le", "surrogatepass")
            units = units[:begin] + linked + units[end:]
    return tidy(units.decode("utf-16-le", "replace"))


def _joined(*pieces: str) -> str:
    return tidy("\n".join(piece for piece in pieces if piece))


def _forwarded(said: Said, origin: str) -> Said:
    """Whose words a forwarded message repeats is its heading."""
    return dataclasses.replace(said, part=dataclasses.replace(said.part, heading=origin)) if origin else said


def _object(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, Mapping) else {}
