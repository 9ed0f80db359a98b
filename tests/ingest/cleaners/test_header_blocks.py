"""The header of a quoted mail, written out; and what only looks like one."""

from __future__ import annotations

import pytest

from ingest.cleaners._header_blocks import header_at, is_forwarded, is_original, is_titled_rule

HEADERS = {
    "en": "From: Anouk\nSent: Tuesday, March 3, 2026 9:12 AM\nTo: Help\nSubject: grinder",
    "en, no names": "From: anouk@example.nl\nDate: Tue, 3 Mar 2026 09:12:00 +0100",
    "en, date first": "Date: Tue, 3 Mar 2026 09:12:00 +0100\nSubject: grinder\nFrom: a@example.nl\nTo: b@example.nl",
    "en, bold": "*From:* Anouk [mailto:\n  a@example.nl]\n*Sent:* March 3, 2026 9:12\n*To:* b@example.nl\n*Subject:* x",
    "en, wrapped": "From: Help of a Large Shop\n<help@example.com>\nSent: March 3, 2026 9:12\nTo: Anouk\nSubject: x",
    "en, paragraphs": "From: Anouk <a@example.nl>\n\nSent: March 3, 2026 9:12\n\nTo: Help\n\nSubject: grinder",
    "en, one line": "From: Anouk Sent: Tuesday, March 3, 2026 9:12 AM To: Help Subject: grinder",
    "nl": "Van: Anouk\nVerzonden: dinsdag 3 maart 2026 09:12\nAan: Hulp\nOnderwerp: molen",
    "de": "Von: Anouk\nGesendet: Dienstag, 3. März 2026 09:12\nAn: Hilfe\nBetreff: Mühle",
    "de, date last": "Von: A <a@example.de>\nAn: B <b@example.de>\nBetreff: Mühle\nDatum: 03.03.2026 09:12",
    "fr": "De : Anouk<mailto:a@example.fr>\nEnvoyé le :mardi 3 mars 2026 09:12\nÀ : Aide\nObjet :moulin",
    "es": "De: Anouk\nEnviado el: martes, 3 de marzo de 2026 9:12\nPara: Ayuda\nAsunto: molinillo",
    "it": "Da: Anouk\nInviato: martedì 3 marzo 2026 09:12\nA: Aiuto\nOggetto: macinino",
    "pt": "De: Anouk\nEnviada em: terça-feira, 3 de março de 2026 09:12\nPara: Ajuda\nAssunto: moinho",
    "sv": "Från: Anouk\nSkickat: den 3 mars 2026 09:12\nTill: Hjälp\nÄmne: kvarn",
    "da": "Fra: Anouk <a@example.dk>\nDato: 03.03.2026  09.12\nTil: b@example.dk\nEmne: kværn",
    "fi": "Lähettäjä: Anouk\nLähetetty: tiistai 3. maaliskuuta 2026 9.12\nVastaanottaja: Apu\nAihe: mylly",
    "pl": "Od: Anouk\nWysłano: wtorek, 3 marca 2026 09:12\nDo: Pomoc\nTemat: młynek",
    "cs": "Od: Anouk\nOdesláno: úterý 3. března 2026 9:12\nKomu: Pomoc\nPředmět: mlýnek",
    "hu": "Feladó: Anouk\nElküldve: 2026. március 3. 9:12\nCímzett: Segítség\nTárgy: daráló",
    "tr": "Kimden: Anouk\nGönderilme tarihi: 3 Mart 2026 09:12\nKime: Destek\nKonu: değirmen",
    "ru": "От: Anouk <a@example.ru>\nДата: 3 марта 2026 г., 09:12\nКому: Помощь\nТема: мельница",
    "ja": "差出人: 田中 <t@example.jp>\n送信日時: 2026年3月3日 9:12\n宛先: 鈴木\n件名: ミル",
    "zh": "发件人: 张三 <z@example.cn>\n发送时间: 2026年3月3日 9:12\n收件人: 李四\n主题: 磨豆机",
    "ko": "보낸 사람: 홍길동 <h@example.kr>\n보낸 날짜: 2026년 3월 3일 오전 9:12\n받는 사람: 도움\n제목: 그라인더",
    "a language nobody listed": "Izvor: A <a@example.xx>\nVrijeme: 3.3.2026 9:12\nKomada: B <b@example.xx>\nNovo: x",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_a_header_is_found_whole(header: str) -> None:
    lines = [*header.split("\n"), "", "Mijn molen bromt.", ""]
    found = header_at(lines, 0)
    assert found is not None
    assert (found.start, found.end) == (0, len(lines) - 3)


@pytest.mark.parametrize(
    "text",
    [
        "Van: de winkel heb ik niets gehoord.",
        "From: the invoice\nTo: the bank",
        "From: 10.0.0.1\nTo: 10.0.0.5\nPort: 25",
        "Host: smtp.example.com\nPort: 587\nUser: anouk@example.nl\nSince: 3-3-2026 10:00",
        "Van: Groningen\nAan: Anouk\nDatum: 3-3-2026 14:00",
        "Naam: Anouk\nE-mail: anouk@example.nl\nDatum: 3-3-2026 10:00\nBericht: de molen bromt",
        "Date: today\nTime: 10:00\nTo: everyone",
        "From: a@example.nl\nTo: b@example.nl\nSubject: bounced\nReceived: from mx by mx\nDate: 3 Mar 2026 10:00",
        "2026-03-03 10:00 From: kitchen\n2026-03-03 10:01 To: shop",
    ],
)
def test_forms_settings_and_pasted_headers_are_none(text: str) -> None:
    lines = text.split("\n")
    assert all(header_at(lines, at) is None for at in range(len(lines)))


@pytest.mark.parametrize(
    "line",
    [
        "-----Original Message-----",
        "----- Oorspronkelijk bericht -----",
        "-------- Ursprüngliche Nachricht --------",
        "-----Message d'origine-----",
        "-------- Oprindelig besked --------",
        "-----Исходное сообщение-----",
        "------------------ 原始邮件 ------------------",
        "Original message:",
    ],
)
def test_separators(line: str) -> None:
    assert is_original(line)
    assert not is_forwarded(line)


@pytest.mark.parametrize(
    "line",
    [
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "---------- Doorgestuurd bericht ---------",
        "-------- Weitergeleitete Nachricht --------",
        "Début du message réexpédié :",
        "----- Forwarded by Anouk de Wit on 3-3-2026 -----",
    ],
)
def test_separators_of_forwarded_mails(line: str) -> None:
    assert is_forwarded(line)
    assert not is_original(line)


def test_a_rule_with_words_in_any_language_needs_a_header_below() -> None:
    rule = "------- Mesaĝo el antaŭe -------"
    assert is_titled_rule([rule, *HEADERS["en"].split("\n")], 0)
    assert not is_titled_rule([rule, "Mi venos morgaŭ."], 0)
