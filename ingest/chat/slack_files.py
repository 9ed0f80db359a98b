"""Which files of a Slack export belong to which channel, and what its lists of people and channels say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copilot.core.types import Rejected
from ingest.chat.slack_text import Names
from ingest.export.base import SourceOptions, find_files, key_of, readable, without_outward_links
from ingest.export.records import records, tidy

FIX = "export the channel again"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\.json")
_PEOPLE = ("users.json", "org_users.json")
_CHANNELS = ("channels.json", "groups.json", "mpims.json", "dms.json")
_OTHERS = ("integration_logs.json", "canvases.json", "lists.json", "content_flags.json", "huddle_transcripts.json")
_HEAD = 1 << 16
_ANSWER = re.compile(rb'"messages"\s*:\s*\[|"ok"\s*:\s*false')
"""What the answer of conversations.history has near its beginning, or a refusal instead of it."""
_LIST = re.compile(rb'\s*\[\s*\{[^\[\]]*"ts"\s*:')
_ABOUT = re.compile(rb'"channel"\s*:\s*\{(?:[^{}"]|"[^"]*")*?"id"\s*:\s*"(\w+)"')
"""The answer of conversations.info."""


@dataclass(frozen=True, slots=True)
class Channel:
    """Where one channel's messages lie."""

    key: str
    name: str
    """As its folder or file is called: a name, or the id of a direct conversation."""
    files: tuple[Path, ...]
    beside: tuple[Path, ...]
    """Lists of people and channels; in no order that matters."""
    identity: str = ""
    """The channel's id, where it is known from what stands beside it."""


def channels_of(options: SourceOptions) -> list[Channel]:
    """Folders with days, single files of messages, and pages of the API's answers beside one conversations.info."""
    days: dict[Path, list[Path]] = defaultdict(list)
    pages: dict[Path, list[Path]] = defaultdict(list)
    about: dict[Path, set[bytes]] = defaultdict(set)
    sides: dict[Path, list[Path]] = defaultdict(list)
    for file in find_files(options, (".json",)):
        if _DAY.fullmatch(file.name):
            days[file.parent].append(file)
        elif file == options.path:
            pages[file.parent].append(file)
        elif file.name not in (*_PEOPLE, *_CHANNELS, *_OTHERS):
            head = _head(file)
            if _ANSWER.search(head) or _LIST.match(head):
                pages[file.parent].append(file)
            else:
                sides[file.parent].append(file)
                about[file.parent].update(_ABOUT.findall(head))
    found = [_channel(options, folder, files) for folder, files in days.items()]
    for folder, files in pages.items():
        beside = (*_lists_above(options, folder), *sides[folder])
        if len(about[folder]) == 1:
            key, (identity,) = _folder_key(options, folder, files[0]), about[folder]
            found.append(Channel(key, readable(folder.name), tuple(files), beside, identity.decode()))
        else:
            found += [Channel(key_of(options, file), readable(file.stem), (file,), beside) for file in files]
    return found


def _channel(options: SourceOptions, folder: Path, days: list[Path]) -> Channel:
    key, beside = _folder_key(options, folder, days[0]), _lists_above(options, folder.parent)
    return Channel(key, readable(folder.name), tuple(days), beside)


def _folder_key(options: SourceOptions, folder: Path, file: Path) -> str:
    return key_of(options, file).rpartition("/")[0] or readable(folder.name)


def _lists_above(options: SourceOptions, folder: Path) -> tuple[Path, ...]:
    """Those of this folder and of the ones above it, as far as the source reaches; an organisation's are above."""
    folders = [folder, *(parent for parent in folder.parents if parent.is_relative_to(options.path))]
    names = (*_PEOPLE, *_CHANNELS)
    lists = [file for each in folders for name in names if (file := each / name).is_file()]
    return tuple(without_outward_links(options, lists))


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError:
        return b'{"messages": ['  # It is told what is wrong with it when it is read.


@dataclass(frozen=True, slots=True)
class Lists:
    """What stands beside the messages of a channel."""

    names: Names
    members: dict[str, list[str]]
    """Of a direct conversation, by its id and name: ids of who take part."""
    ids: dict[str, str]
    """Channel's id by its name."""


def lists_of(source: str, channel: Channel) -> tuple[Lists, list[Rejected]]:
    """Reads them. Without any list of people there is a hint among what is Rejected; names are ids then."""
    lists, rejected = Lists(Names(), {}, {}), []
    for file in channel.beside:
        for entry in records(source, readable(file.name), file):
            if isinstance(entry, Rejected):
                rejected.append(entry)
            else:
                _take(lists, entry[1], people=file.name in _PEOPLE)
    if not rejected and not lists.names.people:
        reason = "there is no users.json: people are called by their ids"
        rejected.append(Rejected(source, "users.json", reason, "export again, and keep users.json beside the channels"))
    return lists, rejected


def _take(lists: Lists, data: object, *, people: bool) -> None:
    """A list of users or channels, or an answer of users.info, users.list, conversations.info, conversations.list."""
    for entry in data if isinstance(data, list) else ():
        if isinstance(entry, Mapping):
            _take_person(lists, entry) if people else _take_channel(lists, entry)
    if isinstance(data, Mapping):
        if isinstance(user := data.get("user"), Mapping):
            _take_person(lists, user)
        if isinstance(channel := data.get("channel"), Mapping):
            _take_channel(lists, channel)
        _take(lists, data.get("members"), people=True)
        _take(lists, data.get("channels"), people=False)


def _take_person(lists: Lists, user: Mapping[str, Any]) -> None:
    lists.names.people[str(user.get("id"))] = name_of(user)


def _take_channel(lists: Lists, entry: Mapping[str, Any]) -> None:
    identity, name = str(entry.get("id")), str(entry.get("name") or entry.get("id"))
    lists.names.channels[identity] = name
    lists.ids[name] = identity
    members = entry.get("members")
    if isinstance(members, list) and (name == identity or name.startswith("mpdm-")):
        lists.members[identity] = lists.members[name] = [str(member) for member in members]


def name_of(user: Mapping[str, Any]) -> str:
    """Full name before display name before handle; "" for a profile without any."""
    inner = user.get("profile")
    profile = inner if isinstance(inner, Mapping) else {}
    found = (user.get("real_name"), profile.get("real_name"), profile.get("display_name"), user.get("display_name"))
    return next(_told((*found, user.get("name"), user.get("id"))), "")


def _told(names: tuple[object, ...]) -> Iterator[str]:
    return (tidy(name) for name in names if isinstance(name, str) and name.strip())
