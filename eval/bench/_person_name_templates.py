"""Messages with places for names, and messages in which something else stands in such places.

{a} and {b} are customers, {s} is a colleague; {a.given}, {a.last} and so on are ways of writing, {a.mail} an address.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from copilot.core.types import Kind
from eval.bench import _person_name_fresh as fresh
from eval.bench import _person_name_held_out as held_out
from eval.bench import _person_name_held_out_2 as held_out_2
from eval.bench import _person_name_look_alikes as look_alikes


class Template(NamedTuple):
    language: str
    kind: Kind
    parts: tuple[tuple[str, str], ...]
    """(author, text) of each message."""
    title: str = ""


_Row = tuple[Kind, str, str, str]
"""Kind, author, text and title."""


def _all(dutch: Iterable[_Row], english: Iterable[_Row]) -> tuple[Template, ...]:
    groups = (("nl", dutch), ("en", english))
    return tuple(
        Template(language, kind, ((a, text),), title) for language, rows in groups for kind, a, text, title in rows
    )


_NL: tuple[tuple[Kind, str, str, str], ...] = (
    (
        "mail",
        "{a} <{a.mail}>",
        "Beste klantenservice,\n\nMijn meter staat stil.\n\nMet vriendelijke groet,\n\n{a}",
        "Vraag van {a}",
    ),
    ("mail", "{a.turned} <{a.mail}>", "Goedemorgen,\n\nIs de storing al voorbij?\n\nGroeten {a.given}", ""),
    ("mail", "{a.far} <{a.mail}>", "L.S.,\n\nGraag een kopie van de nota.\n\nHoogachtend,\n{a.initials}", ""),
    ("ticket", "{a} (Klant)", "Hoi,\n\nHet werkt weer, bedankt!\n\ngr {a.given}", ""),
    ("ticket", "{a.handle}", "Hallo,\nik kan niet inloggen.\nGroetjes {a.lower}", ""),
    ("chat", "{a.given}", "dank je, dat was het", ""),
    (
        "mail",
        "Helpdesk <hulp@wadlicht.example>",
        "Beste {a.given},\n\nDank voor je bericht. We kijken ernaar.\n\nTeam Wadlicht",
        "",
    ),
    (
        "mail",
        "Helpdesk <hulp@wadlicht.example>",
        "Geachte heer {a.last},\n\nUw nota is aangepast.\n\nMet vriendelijke groet,\nKlantenservice",
        "",
    ),
    (
        "mail",
        "Helpdesk <hulp@wadlicht.example>",
        "Geachte mevrouw {a.last},\n\nUw aanvraag is ontvangen.",
        "Re: aanvraag mevrouw {a.last}",
    ),
    ("mail", "Helpdesk <hulp@wadlicht.example>", "Beste meneer {a.last},\n\nMorgen komt de monteur.", ""),
    ("mail", "Helpdesk <hulp@wadlicht.example>", "Geachte familie {a.last},\n\nWij sturen een nieuwe pas.", ""),
    ("mail", "Helpdesk <hulp@wadlicht.example>", "Dag {a},\n\nHierbij de bevestiging.", ""),
    ("ticket", "Support", "Hoi {a.given}, kun je de router opnieuw starten?", ""),
    ("ticket", "Support", "Hallo {a.given} en {b.given},\n\nWe hebben het overgezet.", ""),
    ("ticket", "Support", "hoi {a.lower},\n\nik kijk even mee", ""),
    ("chat", "", "Goedemiddag {a.given}! Waarmee kan ik helpen?", ""),
    ("chat", "", "hé {a.given}, lukt het?", ""),
    ("mail", "", "Graag spoed.\n\nMvg,\n{a}\nKerkstraat in Assen", ""),
    ("mail", "", "Kunt u bellen?\n\nmet vriendelijke groet {a.lower}", ""),
    ("mail", "", "Kan het morgen? Alvast bedankt. Groetjes {a.given}", ""),
    ("mail", "", "Ik hoor het graag.\n\nHartelijke groeten,\n\n{a.given} & {b.given}", ""),
    ("mail", "", "Het is opgelost.\n\nGroet,\n{a.given}\n\n{a}\nAdviseur | Wadlicht Energie", ""),
    ("mail", "", "GRAAG VANDAAG NOG.\n\nMET VRIENDELIJKE GROET,\n{a.upper}", ""),
    ("mail", "", "Dank.\n\nVriendelijke groeten,\n\nMevr. {a.initials}", ""),
    ("mail", "", "Wanneer komt u?\n\nDhr. {a.last}\n\nIk wacht op dhr. {a.last}.", ""),
    (
        "mail",
        "{a} <{a.mail}>",
        "Zie hieronder.\n\nVan: {b} <{b.mail}>\nVerzonden: maandag 2 maart 2026 09:12\nAan: {a} "
        "<{a.mail}>\nCC: {s} <collega@wadlicht.example>\n"
        "Onderwerp: nota\n\nHoi {a.given},\n\nKlopt dit?\n\nGroet, {b.given}",
        "",
    ),
    (
        "ticket",
        "{a}",
        "Doorgestuurd.\n\nVan: {b.turned}\nVerzonden: 2 maart 2026 09:12\nAan: {a.far}\nOnderwerp: "
        "vraag\n\nWil jij dit doen?",
        "",
    ),
    ("chat", "", "Op ma 2 mrt 2026 om 09:12 schreef {a} <{a.mail}>:\n> Mijn pas werkt niet.\n> Groet, {a.given}", ""),
    ("ticket", "", "Op 2 maart 2026 09:12 schreef {a}:\n\n> het is kapot", ""),
    ("ticket", "Webformulier", "Naam: {a}\nOnderwerp: verhuizing\nBericht: ik ga verhuizen", ""),
    ("ticket", "Webformulier", "Voornaam: {a.given}\nAchternaam: {a.last}\nVraag: waar is mijn pas?", ""),
    (
        "chat",
        "{a}",
        "Hallo, mijn naam is {a}. Volgens {b.full} kan dat.\nMijn vrouw {b.given} belde ook.\n\nGroeten,\n{b}",
        "",
    ),
    ("ticket", "{a} <{a.mail}>", "Klant {a} belt. {a.given} wacht sinds maandag, zegt {a.full}.", "Terugbellen {a}"),
    ("mail", "", "Fijne dag!\n\n-- \n{a}\nTel. 050 000 00 00", ""),
    ("ticket", "", "Bedankt,\n{a.given}", ""),
    ("mail", "", "Beste {a.given} ,\n\nZoals besproken.\n\nGroetjes,\n\n{b.given}", ""),
    ("mail", "", "Geachte heer/mevrouw {a.last},\n\nWij missen de stand.", ""),
    ("chat", "", "Hoi @{a.given}, kijk jij?", ""),
    ("mail", "", "T.a.v. {a}\n\nHierbij de stukken.", ""),
    (
        "mail",
        "{s} <collega@wadlicht.example>",
        "Beste {a.given},\n\nDat kan.\n\nMet vriendelijke groet,\n\n{s.full}\nWadlicht",
        "",
    ),
)
_EN: tuple[tuple[Kind, str, str, str], ...] = (
    (
        "mail",
        "{a} <{a.mail}>",
        "Dear customer service,\n\nMy meter has stopped.\n\nKind regards,\n\n{a}",
        "Question from {a}",
    ),
    ("mail", "{a.turned} <{a.mail}>", "Hello,\n\nIs it fixed?\n\nThanks,\n{a.given}", ""),
    ("ticket", "{a} (Customer)", "Hi there,\n\nIt works now.\n\nCheers, {a.given}", ""),
    ("ticket", "{a.handle}", "Hello,\nI cannot log in.\nregards {a.lower}", ""),
    ("chat", "{a.given}", "great, that did it", ""),
    ("mail", "Support <help@wadlicht.example>", "Dear {a.given},\n\nThank you for writing.\n\nThe Support Team", ""),
    (
        "mail",
        "Support <help@wadlicht.example>",
        "Dear Mr. {a.last},\n\nYour invoice was corrected.\n\nBest regards,\nCustomer Care",
        "",
    ),
    (
        "mail",
        "Support <help@wadlicht.example>",
        "Dear Ms {a.last},\n\nWe received your request.",
        "Re: request of Ms {a.last}",
    ),
    ("mail", "Support <help@wadlicht.example>", "Dear Mr. and Mrs. {a.last},\n\nA new card is on its way.", ""),
    ("ticket", "Support", "Hi {a.given}, could you restart the router?", ""),
    ("ticket", "Support", "Hello {a.given} and {b.given},\n\nWe moved it.", ""),
    ("ticket", "Support", "Hey {a.given} - any news?", ""),
    ("chat", "", "Good morning {a.given}! How can I help?", ""),
    ("mail", "", "Please hurry.\n\nYours sincerely,\n{a}\nHead of nothing", ""),
    ("mail", "", "Could you call?\n\nBest,\n{a.given}", ""),
    ("mail", "", "Could you call me tomorrow? Thanks! Best regards, {a}", ""),
    ("mail", "", "It is solved.\n\nAll the best,\n{a.given}\n\n{a}\nAdviser | Wadlicht Energy", ""),
    ("mail", "", "PLEASE TODAY.\n\nKIND REGARDS,\n{a.upper}", ""),
    ("mail", "", "When will you come?\n\nRegards,\nMrs. {a.initials}", ""),
    (
        "mail",
        "{a} <{a.mail}>",
        "See below.\n\nFrom: {b} <{b.mail}>\nSent: Monday, March 2, 2026 9:12 AM\nTo: {a} <{a.mail}>; "
        "{s} <colleague@wadlicht.example>\n"
        "Subject: invoice\n\nHi {a.given},\n\nIs this right?\n\nThanks, {b.given}",
        "",
    ),
    (
        "ticket",
        "{a}",
        "---------- Forwarded message ---------\nFrom: {b} <{b.mail}>\nDate: Mon, Mar 2, 2026 at 9:12 "
        "AM\nSubject: question\n"
        "To: {a} <{a.mail}>\nCc: {s} <colleague@wadlicht.example>\n\nCould you do this?",
        "",
    ),
    ("chat", "", "On Mon, Mar 2, 2026 at 9:12 AM {a} <{a.mail}> wrote:\n> My card fails.\n> Cheers, {a.given}", ""),
    ("ticket", "", "On Mar 2, 2026, at 9:12 AM, {a} wrote:\n\n> it is broken", ""),
    ("ticket", "Web form", "Name: {a}\nSubject: moving\nMessage: I am moving", ""),
    ("ticket", "Web form", "First name: {a.given}\nLast name: {a.last}\nQuestion: where is my card?", ""),
    ("chat", "{a}", "Hello, my name is {a}. According to {b.full} I can.\n\nRegards,\n{b}", ""),
    ("ticket", "{a} <{a.mail}>", "Customer {a} called. We know {a.full} since May.", "Call back {a}"),
    ("mail", "", "Have a nice day!\n\n-- \n{a}\nTel. 050 000 00 00", ""),
    ("ticket", "", "Thanks\n{a.given}", ""),
    (
        "mail",
        "{s} <colleague@wadlicht.example>",
        "Dear {a.given},\n\nYou can.\n\nKind regards,\n\n{s.full}\nWadlicht",
        "",
    ),
)
SETS = {
    "first": (_all(_NL, _EN), look_alikes.WITHOUT),
    "second": (
        (*_all(held_out.NL, held_out.EN), *_all(held_out_2.NL, held_out_2.EN)),
        (*held_out.WITHOUT, *held_out_2.WITHOUT),
    ),
    "third": (_all(fresh.NL, fresh.EN), fresh.WITHOUT),
}
"""(with names, without). The rules were made by the first, mended by the others; their first figures are in them."""
