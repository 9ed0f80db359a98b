"""Issues of Jira's issue navigator: its CSV export, and its XML export, which is an RSS feed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from ingest.export.dates import iso
from ingest.export.records import RecordError, tidy
from ingest.ticket.jira_gist import Said
from ingest.ticket.jira_ticket import Issue, said, tells_solution
from ingest.ticket.markup import render, render_html

_COLUMNS = {
    "key": ("issue key", "key", "issuesleutel", "sleutel", "vorgangsschlüssel", "schlüssel", "clé de ticket", "clé"),
    "title": ("summary", "samenvatting", "zusammenfassung", "résumé", "resumen"),
    "description": ("description", "beschrijving", "omschrijving", "beschreibung", "descripción"),
    "status": ("status", "état", "statut", "estado"),
    "resolution": ("resolution", "oplossing", "lösung", "résolution", "resolución"),
    "reporter": ("reporter", "melder", "rapporteur", "autor", "creator", "informador"),
    "assignee": ("assignee", "toegewezene", "toegewezen aan", "uitvoerder", "bearbeiter", "responsable"),
    "created": ("created", "aangemaakt", "gemaakt", "erstellt", "création", "créé", "creada"),
    "updated": ("updated", "bijgewerkt", "aktualisiert", "mise à jour", "mis à jour", "actualizada"),
    "resolved": ("resolved", "opgelost", "erledigt", "résolu", "résolue", "resuelta"),
    "priority": ("priority", "prioriteit", "priorität", "priorité", "prioridad"),
    "issuetype": ("issue type", "issuetype", "type", "vorgangstyp", "type de ticket"),
    "project": ("project key", "projectsleutel", "projektschlüssel", "clé de projet", "clé du projet"),
    "environment": ("environment", "omgeving", "umgebung", "environnement"),
    "security": ("security level", "beveiligingsniveau", "sicherheitsstufe", "niveau de sécurité"),
    "labels": ("labels", "etiketten", "stichwörter", "étiquettes", "etiquetas"),
    "components": ("component/s", "components", "component(en)", "komponenten", "komponente(n)", "composants"),
    "comments": ("comment", "comments", "opmerking", "reactie", "kommentar", "kommentare", "commentaire"),
    "attachments": ("attachment", "attachments", "bijlage", "anhang", "pièce jointe"),
    "fix_versions": ("fix version/s", "fix versions", "oplossingsversie(s)", "lösungsversion(en)"),
}  # fmt: skip
_LINK = re.compile(r"(outward|inward) issue link \((.{1,60})\)")
_OWN = re.compile(r"custom field \((.{1,80})\)")
_DUPLICATE = re.compile(r"dupl|dubbel|doppel|doublon", re.I)


def read_row(cells: Mapping[str, list[str]], page: str, zone: tzinfo) -> Issue:
    """page: address of the site's issues, ending in /browse/, or "". Raises RecordError."""

    def every(name: str) -> list[str]:
        return [text for column in _COLUMNS[name] for value in cells.get(column, []) if (text := tidy(value))]

    def cell(name: str) -> str:
        return next(iter(every(name)), "")

    if not cell("key"):
        raise RecordError('column "Issue key" is missing or empty')
    uri = page + cell("key") if page else ""
    created, resolved_at = iso(cell("created"), zone), iso(cell("resolved"), zone)
    told = None
    links: dict[str, list[str]] = {"duplicates": [], "duplicated_by": [], "links": []}
    for column, values in cells.items():
        texts = [text for value in values if (text := tidy(value))]
        if texts and (own := _OWN.fullmatch(column)) and tells_solution(own[1], texts[0]):
            told = told or said(render(texts[0]), cell("assignee"), resolved_at, own[1], uri)
        elif texts and (link := _LINK.fullmatch(column)):
            _link(links, link[1], link[2], texts)
    return Issue(
        key=cell("key"),
        title=cell("title"),
        problem=said(
            render(cell("description")),
            cell("reporter"),
            created,
            "",
            uri,
            files=tuple(map(_file, every("attachments"))),
        ),
        answers=tuple(_csv_comment(value, uri, zone) for value in every("comments")),
        reporter=cell("reporter"),
        assignee=cell("assignee"),
        status=cell("status"),
        resolution=cell("resolution") if any(column in cells for column in _COLUMNS["resolution"]) else None,
        resolved_at=resolved_at,
        told=told,
        restricted=bool(cell("security")),
        uri=uri,
        updated_at=iso(cell("updated"), zone),
        metadata={
            **{name: cell(name) for name in ("priority", "issuetype", "project", "environment")},
            **{name: every(name) for name in ("labels", "components", "fix_versions")},
            **_joined(links),
        },
    )


def _csv_comment(value: str, uri: str, zone: tzinfo) -> Said:
    """ "date;author;text", or just a text."""
    pieces = value.split(";", 2)
    if len(pieces) == 3 and (at := iso(pieces[0], zone)):
        return said(render(pieces[2].strip()), pieces[1].strip(), at, "", uri)
    return said(render(value), uri=uri)


def _file(value: str) -> str:
    """The name in "date;author;name;address"."""
    pieces = value.split(";")
    return pieces[2].strip() if len(pieces) >= 4 else value.rpartition("/")[2]


def read_item(item: Any, site: str) -> Issue:
    """One `item` of the feed, as nested values. Raises RecordError."""
    key = _text(item, "key") if isinstance(item, Mapping) else ""
    if not key:
        raise RecordError('expected an issue of the XML export, with a "key"')
    uri = f"{site.rstrip('/')}/browse/{key}" if site else _text(item, "link")
    author, worker = _text(item, "reporter"), _text(item, "assignee")
    # Comments name their writers by login or account only.
    people = {_login(item, "reporter"): author, _login(item, "assignee"): worker}
    files = tuple(_text(file, "@name") for file in _inner(item, "attachments", "attachment"))
    created, resolved_at = iso(_text(item, "created")), iso(_text(item, "resolved"))
    told = None
    for own in _inner(item, "customfields", "customfield"):
        value = next(iter(_inner(own, "customfieldvalues", "customfieldvalue")), "")
        body = render_html(_text({"": value}, ""))
        if tells_solution(_text(own, "customfieldname"), body.text):
            told = told or said(body, worker, resolved_at, _text(own, "@id"), uri)
    links: dict[str, list[str]] = {"duplicates": [], "duplicated_by": [], "links": []}
    for kind in _inner(item, "issuelinks", "issuelinktype"):
        for side in ("outward", "inward"):
            for group in _every(kind, f"{side}links"):
                keys = [_text(link, "issuekey") for link in _every(group, "issuelink")]
                _link(
                    links, side, _text(kind, "name"), [other for other in keys if other], _text(group, "@description")
                )
    return Issue(
        key=key,
        title=_text(item, "summary") or _text(item, "title").removeprefix(f"[{key}] "),
        problem=said(render_html(_text(item, "description")), author, created, "", uri, files=files),
        answers=tuple(_xml_comment(comment, uri, people) for comment in _inner(item, "comments", "comment")),
        reporter=author,
        assignee=worker,
        status=_text(item, "status"),
        resolution=_text(item, "resolution") if "resolution" in item else None,
        resolved_at=resolved_at,
        told=told,
        restricted=bool(_text(item, "security")),
        uri=uri,
        updated_at=iso(_text(item, "updated")),
        metadata={
            "priority": _text(item, "priority"),
            "issuetype": _text(item, "type"),
            "project": _text(item.get("project"), "@key"),
            "labels": [_text({"": label}, "") for label in _inner(item, "labels", "label")],
            "components": [_text({"": component}, "") for component in _every(item, "component")],
            "fix_versions": [_text({"": version}, "") for version in _every(item, "fixVersion")],
            "environment": render_html(_text(item, "environment")).text,
            **_joined(links),
        },
    )


def _xml_comment(comment: Any, uri: str, people: Mapping[str, str]) -> Said:
    ref, login = _text(comment, "@id"), _text(comment, "@author")
    return said(
        render_html(_text({"": comment}, "")),
        people.get(login) or login,
        iso(_text(comment, "@created")),
        ref,
        f"{uri}?focusedCommentId={ref}" if "/browse/" in uri and ref else uri,
        # For one role or one group only.
        not (_text(comment, "@rolelevel") or _text(comment, "@grouplevel")),
    )


def _login(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return _text(value, "@username") or _text(value, "@accountid")


def _text(value: Any, key: str) -> str:
    """A text at a key, also where the element has attributes."""
    found = value.get(key) if isinstance(value, Mapping) else None
    if isinstance(found, list):
        found = found[0] if found else ""
    if isinstance(found, Mapping):
        found = found.get("#text")
    return tidy(found) if isinstance(found, str) else ""


def _every(value: Any, key: str) -> list[Any]:
    """The elements of one name, of which one alone is no list."""
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, list) else [] if found in (None, "") else [found]


def _inner(value: Any, outer: str, inner: str) -> list[Any]:
    return [found for group in _every(value, outer) for found in _every(group, inner)]


def _link(links: dict[str, list[str]], side: str, kind: str, keys: list[str], label: str = "") -> None:
    if _DUPLICATE.search(kind):
        links["duplicates" if side == "outward" else "duplicated_by"] += keys
    else:
        links["links"] += [f"{label or kind.lower()} {key}" for key in keys]


def _joined(links: dict[str, list[str]]) -> dict[str, Any]:
    return {name: keys if name == "links" else ", ".join(keys) for name, keys in links.items()}
