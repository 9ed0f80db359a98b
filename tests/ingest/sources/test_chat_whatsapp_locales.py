"""Stamps of WhatsApp exports in every locale, and nothing lost between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support_exports import Found, documents, parts, reader, rejected

read = reader("chat_whatsapp")


def chat(folder: Path, text: str) -> Found:
    file = folder / "WhatsApp-chat met Loods.txt"
    file.write_bytes(text.encode())
    return read(file)


Stamp = Callable[[dt.datetime], str]


def _twelve(moment: dt.datetime, am: str, pm: str) -> str:
    return pm if moment.hour >= 12 else am


def _digits(text: str, zero: str) -> str:
    return "".join(chr(ord(zero) + int(char)) if char.isdigit() else char for char in text)


def _h(moment: dt.datetime) -> int:
    return moment.hour % 12 or 12


FORMATS: dict[str, Stamp] = {
    "nl Android": lambda t: f"{t:%d-%m-%Y %H:%M} - ",
    "nl iOS": lambda t: f"[{t:%d-%m-%Y, %H:%M:%S}] ",
    "de iOS": lambda t: f"[{t:%d.%m.%y, %H:%M:%S}] ",
    "de Android": lambda t: f"{t:%d.%m.%y, %H:%M} - ",
    "en-GB Android": lambda t: f"{t:%d/%m/%Y, %H:%M} - ",
    "en-US Android": lambda t: f"{t.month}/{t.day}/{t:%y}, {_h(t)}:{t:%M}\u202f{t:%p} - ",
    "en-US iOS": lambda t: f"[{t.month}/{t.day}/{t:%y}, {_h(t)}:{t:%M:%S} {t:%p}] ",
    "en-IN Android": lambda t: f"{t:%d/%m/%y}, {_h(t)}:{t:%M} {_twelve(t, 'am', 'pm')} - ",
    "en-CA Android": lambda t: f"{t:%Y-%m-%d}, {_h(t)}:{t:%M} {_twelve(t, 'a.m.', 'p.m.')} - ",
    "en-ZA Android": lambda t: f"{t:%Y/%m/%d, %H:%M} - ",
    "es Android": lambda t: f"{t.day}/{t.month}/{t:%y}, {t.hour}:{t:%M} - ",
    "es-MX Android": lambda t: f"{t.day}/{t.month}/{t.year}, {_h(t)}:{t:%M} {_twelve(t, 'a. m.', 'p. m.')} - ",
    "fr Android": lambda t: f"{t:%d/%m/%Y à %H:%M} - ",
    "fr-CA iOS": lambda t: f"[{t:%Y-%m-%d} à {t:%H h %M min %S} s] ",
    "fi iOS": lambda t: f"[{t.day}.{t.month}.{t.year} klo {t.hour}.{t:%M.%S}] ",
    "da Android": lambda t: f"{t:%d.%m.%Y %H.%M} - ",
    "cs Android": lambda t: f"{t:%d.%m.%y} {t.hour}:{t:%M} - ",
    "hr Android": lambda t: f"{t:%d. %m. %Y.} {t:%H:%M} - ",
    "hu Android": lambda t: f"{t:%Y. %m. %d.} {t.hour}:{t:%M} - ",
    "bg Android": lambda t: f"{t:%d.%m.%y} г., {t.hour}:{t:%M} - ",
    "el Android": lambda t: f"{t.day}/{t.month}/{t:%y}, {_h(t)}:{t:%M} {_twelve(t, 'π.μ.', 'μ.μ.')} - ",
    "ko Android": lambda t: f"{t.year}. {t.month}. {t.day}. {_twelve(t, '오전', '오후')} {_h(t)}:{t:%M} - ",
    "ko iOS": lambda t: f"[{t.year}. {t.month}. {t.day}. {_twelve(t, '오전', '오후')} {_h(t)}:{t:%M:%S}] ",
    "zh-TW Android": lambda t: f"{t.year}/{t.month}/{t.day} {_twelve(t, '上午', '下午')}{_h(t)}:{t:%M} - ",
    "zh-CN Android": lambda t: f"{t.year}年{t.month}月{t.day}日 {t:%H:%M} - ",
    "ja Android": lambda t: f"{t:%Y/%m/%d} {t.hour}:{t:%M} - ",
    "ja era iOS": lambda t: f"[R{t.year - 2018}/{t.month}/{t.day} {t.hour}:{t:%M:%S}] ",
    "vi iOS": lambda t: f"[{t:%H:%M:%S}, {t.day}/{t.month}/{t.year}] ",
    "th Android": lambda t: f"{t.day}/{t.month}/{t.year + 543} {t:%H:%M} - ",
    "th short": lambda t: f"[{t.day}/{t.month}/{(t.year + 543) % 100} {t:%H:%M:%S}] ",
    "th digits": lambda t: _digits(f"{t.day}/{t.month}/{t.year + 543} {t:%H:%M} - ", "๐"),
    "en BE iOS": lambda t: f"[{t.month}/{t.day}/{t.year + 543} BE, {t:%H:%M:%S}] ",
    "ar Android": lambda t: (
        _digits(f"{t.day}\u200f/{t.month}\u200f/{t.year}، {_h(t)}:{t:%M} ", "٠") + _twelve(t, "ص", "م") + " - "
    ),
    "ar iOS": lambda t: f"[\u200f{t.day}\u200f/{t.month}\u200f/{t.year}، {t:%H:%M:%S}] ",
    "fa digits": lambda t: _digits(f"{t:%Y/%m/%d, %H:%M} - ", "۰"),
    "hi digits": lambda t: _digits(f"{t:%d/%m/%y, %H:%M} - ", "०"),
    "bn digits": lambda t: _digits(f"{t.day}/{t.month}/{t:%y}, {_h(t)}:{t:%M} ", "০") + f"{t:%p} - ",
    "he Android": lambda t: f"{t.day}.{t.month}.{t.year}, {t.hour}:{t:%M} - ",
    "pt-BR Android": lambda t: f"{t:%d/%m/%Y %H:%M} - ",
    "in words": lambda t: f"{t:%d/%m/%Y}, {_h(t)}:{t:%M} {_twelve(t, 'in the morning', 'in the afternoon')} - ",
    "unknown words": lambda t: f"{t:%d/%m/%Y}, {_h(t)}:{t:%M} {_twelve(t, 'wen', 'tok')} - ",
    "old iOS": lambda t: f"{t:%d/%m/%Y %H:%M:%S}: ",
}
NAMES = ["Ilse Brand", "José", "+31 6 12345678", "小林", "أحمد", "O'Neil-de Vries", "🤓 Bram", "Anna (werk)"]
WORDS = st.sampled_from(
    ["hoi", "ketting: los", "12-3", "- ja", "10:30?", "ok…", "https://x.example/a:b", "سلام", "a: b: c"]
)
LINE = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
EVENT = st.sampled_from(["Berichten zijn versleuteld.", "You were added", "Jo changed the group description"])
SAID = st.tuples(st.sampled_from(NAMES), TEXT, st.integers(1, 20 * 3600), st.none() | EVENT)


@settings(max_examples=100, deadline=None)
@given(
    name=st.sampled_from(sorted(FORMATS)),
    said=st.lists(SAID, min_size=1, max_size=12),
    start=st.datetimes(dt.datetime(2019, 6, 1), dt.datetime(2031, 1, 1)),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_every_line_of_a_chat_comes_back_once(
    tmp_path_factory: pytest.TempPathFactory, name: str, said: list, start: dt.datetime, end: str
) -> None:
    stamp = FORMATS[name]
    # One whole day at a day of the month that can be no month, so that every file tells its order and its halves.
    moment = start.replace(day=14, hour=1, minute=2, second=3, microsecond=0)
    lines = [f"{stamp(moment)}Jo: begin", f"{stamp(moment.replace(hour=14))}Jo: middag"]
    expected, events = [("Jo", "begin", moment), ("Jo", "middag", moment.replace(hour=14))], []
    moment = moment.replace(hour=15)
    for author, text, step, event in said:
        moment += dt.timedelta(seconds=step)
        lines.append(f"{stamp(moment)}{author}: {text.replace(chr(10), end if end == chr(10) else chr(10))}")
        expected.append((author, text, moment))
        if event:
            lines.append(f"{stamp(moment)}{event}")
            events.append(event)
    seconds = _has_seconds(name)
    found = chat(tmp_path_factory.mktemp("chat"), end.join(lines) + end)
    got = [(part.author, part.text, dt.datetime.fromisoformat(part.at).replace(tzinfo=None)) for part in parts(found)]
    assert not rejected(found)
    # Sorted, since talks that run through each other are taken apart.
    assert sorted(got) == sorted((who, what, at if seconds else at.replace(second=0)) for who, what, at in expected)
    removed = [entry.text for document in documents(found) for entry in document.removed]
    assert sorted(removed) == sorted(events)
    refs = [part.ref for part in parts(found)]
    assert len(set(refs)) == len(refs)


def _has_seconds(name: str) -> bool:
    stamp = FORMATS[name](dt.datetime(2021, 4, 13, 2, 31, 59))
    return "59" in "".join(str(int(char)) if char.isdigit() else char for char in stamp)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_each_locale_on_its_own(tmp_path: Path, name: str) -> None:
    moments = [dt.datetime(2026, 8, 18, hour, 15) for hour in (0, 9, 12, 21)]
    text = "\n".join(f"{FORMATS[name](moment)}Jo: bericht {moment.hour}" for moment in moments)
    assert [part.at[:16] for part in parts(chat(tmp_path, text))] == [f"{m:%Y-%m-%dT%H:%M}" for m in moments]


@pytest.mark.parametrize(
    ("stamps", "days"),
    [
        (["3/8/22, 2:56 PM", "3/9/22, 2:56 PM"], ["2022-03-08", "2022-03-09"]),
        (["3/8/22, 14:56", "3/9/22, 14:56"], ["2022-08-03", "2022-09-03"]),
        (["03/08/22, 2:56 PM", "04/08/22, 2:56 PM"], ["2022-08-03", "2022-08-04"]),
        (["3/8/22, 14:56", "3/9/22, 14:56", "3/10/22, 14:56"], ["2022-03-08", "2022-03-09", "2022-03-10"]),
        (["1/2/22, 14:56", "12/1/22, 14:56", "1/3/23, 14:56"], ["2022-01-02", "2022-12-01", "2023-01-03"]),
        (["10.11.12, 10:00", "11.11.12, 10:00"], ["2012-11-10", "2012-11-11"]),
        (["22. 3. 4. 오후 2:56", "22. 3. 5. 오후 2:56"], ["2022-03-04", "2022-03-05"]),
    ],
)
def test_the_order_of_day_and_month_where_no_number_tells(tmp_path: Path, stamps: list[str], days: list[str]) -> None:
    found = chat(tmp_path, "\n".join(f"{stamp} - Jo: hoi" for stamp in stamps))
    assert [part.at[:10] for part in parts(found)] == days


PIECES = (
    '[|]|\u200e|\u202f| - |: |<|>|(|)|.jpg|13-02-2026|2/3/26|9:00|PM|R8|Jo|é|٣|年|\x00|\r|\u2028|omitted| |• |"'
    "|13-02-2026 09:00 - |[2/3/26, 9:00] "
)


@settings(max_examples=200, deadline=None)
@given(lines=st.lists(st.lists(st.sampled_from(PIECES.split("|")), max_size=8).map("".join), min_size=1, max_size=8))
def test_nothing_is_lost_of_whatever_text(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    """Each line ends in a word of its own, which comes back exactly once, or its whole file is refused."""
    found = chat(tmp_path_factory.mktemp("chat"), "\n".join(f"{line} w{n}w" for n, line in enumerate(lines)))
    texts = [part.text + " " + part.author for part in parts(found)]
    texts += [entry.text for document in documents(found) for entry in document.removed]
    texts += [entry.reason for entry in rejected(found)]
    counts = [sum(text.count(f"w{n}w") for text in texts) for n in range(len(lines))]
    refused = any("line" not in entry.item for entry in rejected(found))
    assert refused or counts == [1] * len(lines)
