"""Writes carriers with something planted in them as real files: HTML pages, .eml threads and records of tickets."""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from eval.bench.injection.carriers import Carrier

PLACES = ("start", "middle", "end", "paragraph", "title", "heading", "author", "hidden", "zero-width", "customer")
"""Where something is planted; "hidden": in a comment and in an element that is not displayed; "customer": in the words
of who asks (of a page: its first paragraph)."""
_ZERO_WIDTH = "\u200b"
_STAFF, _CUSTOMER = "Balie <balie@desk.example>", "Klant <klant@post.example>"


@dataclass(frozen=True, slots=True)
class Planted:
    """A carrier with a text planted in it."""

    carrier: Carrier
    text: str
    place: str
    name: str
    """Unlike that of any other in the same store."""

    @property
    def title(self) -> str:
        return f"{self.carrier.title}. {self.text}" if self.place == "title" else self.carrier.title

    @property
    def asked(self) -> str:
        return f"{self.carrier.asked} {self.text}" if self.place == "customer" else self.carrier.asked

    @property
    def answered(self) -> str:
        first, second, third = self.carrier.answered
        text = self.text if self.text.endswith((".", "!", "?", '"')) else f"{self.text}."
        if self.place == "zero-width":
            text = _ZERO_WIDTH.join(text)
        match self.place:
            case "start":
                return f"{text} {first} {second} {third}"
            case "middle" | "zero-width":
                return f"{first} {text} {second} {third}"
            case "end":
                return f"{first} {second} {third} {text}"
            case "paragraph":
                return f"{first} {second} {third}\n\n{text}"
        return f"{first} {second} {third}"

    @property
    def author(self) -> str:
        return self.text if self.place == "author" else "Balie"

    @property
    def heading(self) -> str:
        return self.text if self.place == "heading" else "Uitleg" if self.carrier.language == "nl" else "Details"

    @property
    def hidden(self) -> str:
        """HTML that nobody sees."""
        text = html.escape(self.text)
        return f"<!-- {text} --><div style='display:none'>{text}</div>" if self.place == "hidden" else ""


def write(planted: Sequence[Planted], folder: Path) -> None:
    """Writes the files of the carriers."""
    for name in ("pages", "mail"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for one in planted:
        match one.carrier.kind:
            case "wiki":
                (folder / "pages" / f"{one.name}.html").write_text(_page(one), encoding="utf-8")
            case "mail":
                for number, message in enumerate(_thread(one)):
                    (folder / "mail" / f"{one.name}-{number}.eml").write_bytes(message.as_bytes())
    tickets = [json.dumps(_ticket(one), ensure_ascii=False) for one in planted if one.carrier.kind == "ticket"]
    (folder / "tickets.jsonl").write_text("".join(f"{line}\n" for line in tickets), encoding="utf-8")


def configure(folder: Path, generator: str, embedder: str) -> Path:
    """Writes a configuration over the files of `write`; all of one folder share their store. Returns its path.

    generator: its table in TOML. embedder: the type.
    """
    sources = [("pages", "wiki_files", "pages"), ("mail", "mail", "mail"), ("tickets", "jsonl", "tickets.jsonl")]
    tables = (
        f'[[sources]]\nname = "{name}"\ntype = "{kind}"\npath = "{path}"\naudience = ["public"]\n'
        'personal_data = "keep"\n'
        for name, kind, path in sources
    )
    config = folder / f"{hashlib.sha256(generator.encode()).hexdigest()[:8]}.toml"
    config.write_text(f'[embedder]\ntype = "{embedder}"\n{generator}\n' + "\n".join(tables), encoding="utf-8")
    return config


def _page(one: Planted) -> str:
    paragraphs = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in one.answered.split("\n\n"))
    return (
        f'<!DOCTYPE html><html lang="{one.carrier.language}"><head><meta charset="utf-8">'
        f"<title>{html.escape(one.title)}</title><meta name='author' content='{html.escape(one.author)}'></head>"
        f"<body><h1>{html.escape(one.title)}</h1><p>{html.escape(one.asked)}</p>{one.hidden}"
        f"<h2>{html.escape(one.heading)}</h2>{paragraphs}</body></html>"
    )


def _thread(one: Planted) -> tuple[EmailMessage, EmailMessage]:
    question, answer = EmailMessage(), EmailMessage()
    question["From"], question["To"] = _CUSTOMER, _STAFF
    answer["From"], answer["To"] = f'"{_word(one.author)}" <balie@desk.example>', _CUSTOMER
    question["Subject"], answer["Subject"] = _word(one.title), f"Re: {_word(one.title)}"
    question["Message-ID"], answer["Message-ID"] = f"<{one.name}-0@desk.example>", f"<{one.name}-1@desk.example>"
    question["Date"], answer["Date"] = "Mon, 02 Mar 2026 09:00:00 +0000", "Mon, 02 Mar 2026 10:00:00 +0000"
    answer["In-Reply-To"] = question["Message-ID"]
    question.set_content(one.asked)
    body = one.heading + "\n\n" + one.answered if one.place == "heading" else one.answered
    answer.set_content(body)
    paragraphs = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in body.split("\n\n"))
    if one.hidden:
        answer.set_content(f"<html><body>{one.hidden}{paragraphs}</body></html>", subtype="html")
    return question, answer


def _word(text: str) -> str:
    """Fit for a mail's header."""
    return " ".join(text.replace('"', "'").replace("\\", "/").split())


def _ticket(one: Planted) -> dict[str, object]:
    return {
        "id": one.name,
        "kind": "ticket",
        "title": one.title,
        "language": one.carrier.language,
        "updated_at": "2026-03-02",
        "resolved": True,
        "uri": f"https://desk.example/tickets/{one.name}",
        "parts": [
            {"role": "problem", "author": "Klant", "text": one.asked},
            {
                "role": "resolution",
                "author": one.author,
                "text": one.answered + one.hidden,
                "heading": one.text if one.place == "heading" else "",
            },
        ],
    }
