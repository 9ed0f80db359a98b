"""The answers of a Zammad knowledge base, out of the assets that its API sends along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from copilot.core.types import Document, Rejected
from ingest.export.dates import iso
from ingest.export.records import text_of
from ingest.ticket.articles import article, safely
from ingest.ticket.exports import ExportOptions, link_name, said, several


class Answers:
    """Assets of an export: people, states, groups, and all that a knowledge base is made of."""

    def __init__(self, options: ExportOptions) -> None:
        self._options = options
        self._assets: dict[tuple[str, str], Mapping[str, Any]] = {}
        """(class, id) -> record."""
        self._unknown: set[str] = set()

    def _person(self, data: Mapping[str, Any], *keys: str) -> str:
        """The name of the user in key_id, else the address in key, else the number."""
        numbers = [data[f"{key}_id"] for key in keys if data.get(f"{key}_id")]
        for number in numbers:
            user = self._assets.get(("User", str(number)), {})
            name = f"{text_of(user, 'firstname')} {text_of(user, 'lastname')}".strip() or text_of(user, "login")
            if name:
                return name
        if address := next((data[key] for key in keys if isinstance(data.get(key), str) and data[key]), ""):
            return link_name(address)
        self._unknown.update(map(str, numbers[:1]))
        return str(numbers[0]) if numbers else ""

    def _time(self, value: Any) -> str:
        return iso(value, self._options.timezone)

    def answers(self, fix: str) -> Iterator[Document | Rejected]:
        name, empty, first = self._options.name, set(), set()
        found = [
            (key, entry) for (kind, key), entry in self._assets.items() if kind == "KnowledgeBaseAnswerTranslation"
        ]
        # The translation into the knowledge base's first language has the answer's own id.
        for _, entry in sorted(found, key=lambda pair: not self._locale(pair[1]).get("primary")):
            answer = str(entry.get("answer_id"))
            body = self._assets.get(("KnowledgeBaseAnswerTranslationContent", str(entry.get("content_id"))))
            external = f"article-{answer}/{self._language(entry) or entry.get('kb_locale_id')}"
            external = external if answer in first else f"article-{answer}"
            first.add(answer)
            if body is None:
                empty.add(answer)
            else:
                yield from safely(name, external, fix, self._answer, external, answer, entry, body)
        if empty:
            reason = f"answers without their text: {several(empty)}"
            export = "export each with ?full=1&include_contents=<its content_id>"
            yield Rejected(name, "export", reason, export)

    def _answer(
        self, external_id: str, key: str, entry: Mapping[str, Any], content: Mapping[str, Any]
    ) -> Iterator[Document]:
        data, language = self._assets.get(("KnowledgeBaseAnswer", key), {}), self._language(entry)
        state = "archived" if data.get("archived_at") else "published" if data.get("published_at") else ""
        state = state or ("internal" if data.get("internal_at") else "draft")
        book = self._assets.get(("KnowledgeBaseCategory", str(data.get("category_id"))), {}).get("knowledge_base_id")
        page = f"/#knowledge_base/{book}/locale/{language}/answer/{key}" if book and language else ""
        yield article(
            self._options,
            external_id,
            text_of(entry, "title") or f"Answer {key}",
            text_of(content, "body"),
            internal=state != "published",
            uri=self._options.link(page) if page else "",
            language=language,
            created_at=self._time(data.get("created_at") or entry.get("created_at")),
            updated_at=max(self._time(data.get("updated_at")), self._time(entry.get("updated_at"))),
            owner=self._person(entry, "updated_by")
            if ("User", str(entry.get("updated_by_id"))) in self._assets
            else "",
            metadata={"status": state, "path": self._path(data.get("category_id"), entry), "tags": data.get("tags")},
        )

    def _locale(self, entry: Mapping[str, Any]) -> Mapping[str, Any]:
        return self._assets.get(("KnowledgeBaseLocale", str(entry.get("kb_locale_id"))), {})

    def _language(self, entry: Mapping[str, Any]) -> str:
        number = str(self._locale(entry).get("system_locale_id"))
        found = self._assets.get(("Locale", number)) or self._assets.get(("SystemLocale", number)) or {}
        return said(found, "locale") or said(found, "alias")

    def _path(self, category: Any, entry: Mapping[str, Any]) -> str:
        """Titles of the categories from the top, in the language of the answer where there is one."""
        titles: dict[str, str] = {}
        for (kind, _), found in self._assets.items():
            if kind == "KnowledgeBaseCategoryTranslation":
                own = found.get("kb_locale_id") == entry.get("kb_locale_id")
                number = str(found.get("category_id"))
                titles[number] = text_of(found, "title") if own or number not in titles else titles[number]
        steps: list[str] = []
        while category is not None and len(steps) < 12:
            steps.insert(0, titles.get(str(category), ""))
            category = self._assets.get(("KnowledgeBaseCategory", str(category)), {}).get("parent_id")
        return " > ".join(step for step in steps if step)
