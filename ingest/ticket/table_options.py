"""The mapping of a table in the configuration: which column, or path into a record, holds what of a ticket."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from copilot.core.registry import Options as Strict
from ingest.export.base import LocalTimeOptions

Names = Annotated[tuple[str, ...], BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)]
"""A column, or a path such as "fields.status.name"; or several, of which the first that holds something counts."""


class Columns(Strict):
    """[sources.columns]: where a ticket's facts stand; what is not named is looked for under its usual names."""

    id: Names = ()
    """Its number or key."""
    title: Names = ()
    """Its subject."""
    problem: Names = ()
    """What was asked; without it the first comment is."""
    resolution: Names = ()
    """What solved it, in words; or a verdict such as "Won't Fix"."""
    status: Names = ()
    """Its state, such as open or solved."""
    author: Names = ()
    """Who asked."""
    created_at: Names = ()
    """When it was asked."""
    updated_at: Names = ()
    """When it last changed."""
    language: Names = ()
    """ISO code, where the source knows it."""
    tags: Names = ()
    """Kept as metadata."""
    priority: Names = ()
    """Kept as metadata."""
    private: str = ""
    """Condition: the ticket as a whole is internal."""
    accepted: Names = ()
    """The `ref` of the comment that was accepted as the answer."""


class Comments(Strict):
    """[[sources.comments]]: where a ticket's comments stand."""

    at: str = ""
    """Path to the list inside a ticket; without `at` and `files` every row is a comment itself."""
    files: Names = ()
    """Files that hold nothing but comments, such as "*comments*.json"."""
    records: Names = ()
    """Path to the list in such a file; found when not named."""
    ticket: Names = ()
    """In such a file: the comment's ticket; "*" is the key that a * in `records` stood for."""
    text: Names = ()
    """What was written; "1" where a comment is a list such as ["agent", "Hello"]."""
    author: Names = ()
    """Who wrote it."""
    created_at: Names = ()
    """When."""
    ref: Names = ()
    """The comment's own id."""
    url: str = ""
    """A column, or an address with {columns} in it; {ticket} is the ticket's id,
    {n} the comment's place from 0."""
    private: str = ""
    """Condition: the comment is internal."""
    accepted: str = ""
    """Condition: the comment is the answer."""
    staff: str = ""
    """Condition: its author works here."""
    only: str = ""
    """Condition: other entries of the list are no comments."""
    skip_empty: bool = False
    """An entry without a text is no comment but a change of some field."""


class People(Strict):
    """[sources.people]: files that name the people who stand in tickets by number."""

    files: Names
    """Such as "users*.json"."""
    records: Names = ()
    """Path to the list in such a file; found when not named."""
    id: Names = ("id",)
    """The number that stands in tickets."""
    name: Names = ("name",)
    """What to write instead."""


class Options(LocalTimeOptions):
    """`path`: .csv, .tsv, .json, .jsonl or .xml files, in a folder or as a glob."""

    kind: Literal["ticket", "chat"] = "ticket"
    """What a record is; the comments of a chat are its messages."""
    columns: Columns = Columns()
    comments: tuple[Comments, ...] = ()
    people: People | None = None
    records: Names = ()
    """Path to the list of tickets in a JSON or XML file, * for every key; found when not named."""
    files: Names = ()
    """Which files hold tickets, such as "issues*.json"; all that are not of comments or people when not named."""
    solved: tuple[str, ...] = ()
    """States or resolutions that mean solved; the usual words in five languages when not named."""
    unsolved: tuple[str, ...] = ()
    """More states or resolutions that mean that nothing was solved."""
    url: str = ""
    """A column, or an address with {columns} in it, such as "https://desk.example/issues/{id}"."""
    metadata: Names = Field(default=())
    """More columns to keep."""
    html: bool | None = None
    """Whether texts are HTML; told by looking when not named."""
    month_first: bool = False
    """Whether 02/03/2026 is 3 February."""

    @model_validator(mode="before")
    @classmethod
    def _one_or_more(cls, data: Any) -> Any:
        if isinstance(data, Mapping) and isinstance(data.get("comments"), Mapping):
            return {**data, "comments": [data["comments"]]}
        return data


# ruff: noqa: E501  (lists of names)
GUESSES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "ticket id", "ticket_id", "ticketid", "key", "issue key", "number", "ticket number", "ticketnummer",
           "meldingnummer", "nummer", "nr", "ticketnr", "case number", "incident number", "iid", "ticket", "vorgangsnummer"),
    "title": ("title", "subject", "summary", "onderwerp", "titel", "short description", "short_description", "betreff",
              "sujet", "objet", "korte omschrijving", "samenvatting", "asunto"),
    "problem": ("description", "problem", "question", "body", "omschrijving", "beschrijving", "probleem", "vraag",
                "melding", "beschreibung", "problem description", "descripción", "verzoek", "request"),
    "resolution": ("resolution", "solution", "answer", "oplossing", "antwoord", "lösung", "loesung", "antwort", "résolution",
                   "réponse", "resolution notes", "close notes", "close_notes", "solución"),
    "status": ("status", "state", "toestand", "stand", "statut", "état", "zustand", "estado"),
    "author": ("requester", "author", "reporter", "customer", "created by", "aanvrager", "melder", "klant", "requester name",
               "creator", "opened by", "contact", "kunde"),
    "created_at": ("created_at", "created", "created at", "created on", "created_on", "opened", "opened at", "aangemaakt",
                   "aangemaakt op", "aanmaakdatum", "datum", "date", "erstellt", "erstellt am", "creation date", "meldingsdatum"),
    "updated_at": ("updated_at", "updated", "updated at", "updated on", "updated_on", "last modified", "gewijzigd",
                   "gewijzigd op", "bijgewerkt", "wijzigingsdatum", "geändert am", "closed at", "closed_at"),
    "tags": ("tags", "labels", "keywords"),
    "priority": ("priority", "prioriteit", "priorität", "priorité"),
    "language": ("language", "locale", "taal"),
}  # fmt: skip
"""Usual names, in lower case, of columns that the mapping does not name."""
