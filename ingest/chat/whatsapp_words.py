"""What WhatsApp itself writes in a message: media left out, deleted, edited, an event of the chat.

On iOS an invisible mark stands before every such text, so that its words need not be known to tell it from what people
wrote. Android sets no mark: there the shape tells ("<...>", "file.jpg (...)"), and words of the usual languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.chat.stamps import MARK

LEFT_OUT = "chat: media left out"
DELETED = "chat: deleted message"
EDITED = "chat: edited marker"


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join("|".join(group.split()) for group in words).replace("_", " "), re.I)


_OMITTED = _any(
    "omitted weggelaten weggelass ausgelass ausgeschlossen absente? omise?s? retiré manquant exclu omess esclus",
    "omitid no_incluid non_inclus revelad ocultad отсутств пропущен без_медиа без_файл не_добавлен відсутн",
    "не_додан vynech pomini[eę]t utelat uteslut utelämn udelad sløyfet ikke_inkludert jätett sisällytet kihagy",
    "hiányz küldése_sikertelen παραλ εξαίρεση dahil_edilme atlan disertakan dimasukkan disingkirkan bỏ_qua đã_bỏ",
    "含まれて 省略 略去 忽略 생략 제외 ไม่มี ละเว้น ถูกลบ إدراج استبعاد حذف_الملصقات حذف_شد הושמט נכלל छोड़ हटाई",
    "हटाया वगळ izostavlj izpuščen изостав বাদ_দেওয়া পડતી_મૂ praleist izlaist jäetud omis[ăe] fără omes[oa]s?",
    "omès weggelaat",
)
_MESSAGE = _any(
    "message bericht boodskap nachricht mensaje mensagem messaggio сообщен повідом съобщен порук порака zpráv",
    "správ wiadomo mesaj poruk sporočil meddel melding besked viesti üzenet μήνυμα pesan mesej tin_nhắn",
    "メッセージ 消息 訊息 信息 메시지 ข้อความ رسال پیام پیغام میسج הודעה मैसेज मेसेज संदेश বার্তা মেসেজ સંદેશ",
    "મેસેજ missatge ziņ žinut sõnum xabar",
)
_GONE = _any(
    "delet verwijder uitgevee gelösch supprim suprimi elimin apag удал видал изтри избриш обрис smaz odstran usun",
    "ștears șters izbris slet rader tagit_bort poist töröl διαγρ διαγρά sil[id] hapus padam x[óo]a xoá 削除 删除",
    "刪除 삭제 ลบ حذ\u064e?ف נמחק מחק हटा डिलीट मिटा মুছ বাদ ડિલીટ રદ્દ esborr izdzēs ištr kustut o‘chir",
)
_CALL = _any(
    "call oproep gesprek anruf appel llamada chiamata chamada звонок дзвін hovor połącz panggilan 通話 통화",
    "不在着信 通话 สาย cuộc_gọi arama مكالمة تماس कॉल কল samtal opkald anrop puhelu hívás apel κλήση שיח trucada",
    "poziv",
)
_EDIT = _any(
    "edit bewerkt bearbeitet modifi изменен отредакт змінен відредаг edytowan upraven redig düzenle 編集 编辑",
    "編輯 편집 แก้ไข chỉnh_sửa diedit संपादित एडिट ویرایش تعديل נערכה muokat szerkeszt επεξεργ izmenj uređen",
)
_NOTE = _any(
    "attached bijgevoegd angehängt joint adjunt allegat anexad добавлен додано прикреп vedh vedlagt bifoga přilož",
    "prílož załącz csatol atașat priložen liite terlampir dilampir đính_kèm ekli ekle 添付 附件 첨부 แนบ مرفق",
    "پیوست מצורף संलग्न अटैच συνημμ επισυνάφ прикач lisatud pievienot prisegt aangeheg",
)
_DELETED_HERE = re.compile(
    r"(?:this message was deleted(?: by admin [^\n]{1,60}| by an admin)?|you deleted this message(?: as admin)?"
    r"|dit bericht is verwijderd(?: door (?:de )?beheerder[^\n]{0,60})?"
    r"|(?:u|je|jij) (?:hebt|heeft) dit bericht verwijderd"
    r"|diese nachricht wurde gelöscht|du hast diese nachricht gelöscht|ce message a été supprimé"
    r"|vous avez supprimé ce message|se eliminó este mensaje|este mensaje fue eliminado|eliminaste este mensaje"
    r"|esta mensagem foi apagada|mensagem apagada|(?:você )?apag(?:ou|aste) esta mensagem"
    r"|questo messaggio è stato eliminato|hai eliminato questo messaggio|(?:данное|это) сообщение удалено"
    r"|вы удалили (?:данное|это) сообщение|це повідомлення (?:було )?видалено|ви видалили це повідомлення"
    r"|tato zpráva byla (?:smazána|odstraněna)|tuto zprávu jste (?:smazal|odstranil)/a|táto správa bola odstránená"
    r"|túto správu ste odstránili|ta wiadomość została usunięta|usun[^\s]{2,14} tę wiadomość|acest mesaj a fost șters"
    r"|ați șters acest mesaj|bu mesaj silindi|bu mesajı sildiniz|det här meddelandet raderades"
    r"|du (?:raderade|har tagit bort) (?:det här )?meddelandet?|denne (?:meldingen|besked) ble?e?v? ?slettet"
    r"|du (?:slettet|slettede|har slettet) denne (?:meldingen|besked)|tämä viesti poistettiin|poistit tämän viestin"
    r"|ez az üzenet törlésre került|ezt az üzenetet törölted|törölted ezt az üzenetet|pesan ini (?:telah )?dihapus"
    r"|anda (?:telah )?menghapus pesan ini|tin nhắn này đã bị x(?:óa|oá)|bạn đã x(?:óa|oá) tin nhắn này"
    r"|αυτό το μήνυμα διαγράφηκε|διαγράψατε (?:αυτό )?το μήνυμα|このメッセージ(?:は削除されました|を削除しました)"
    r"|(?:此訊息已刪除|您已刪除此訊息|这条消息已被?删除|此消息已删除|您已?删除(?:了这|这|此)条?消息)"
    r"|이 메시지(?:는 삭제되었습니다|를 삭제했습니다)|삭제된 메시지입니다"
    r"|ข้อความนี้(?:ได้)?ถูกลบ(?:แล้ว)?|คุณ(?:ได้)?ลบข้อความนี้"
    r"|تم حذف هذه الرسالة|(?:لقد|أنت) حذ\u064e?فت هذه الرسالة|این پیام حذف شده? ?(?:است)?"
    r"|הודעה זו נמחקה|מחקת (?:את )?ההודעה הזו"
    r"|यह (?:मैसेज डिलीट कर दिया गया है|संदेश मिटाया गया)|आपने यह (?:मैसेज डिलीट किया|संदेश मिटाया))[.。।]?",
    re.I,
)

_EVENT = _any(
    "encrypt versleutel verschlüssel chiffr crittograf encripta cifrad criptograf шифр titkos krypter šifr",
    "zaszyfr 暗号 加密 security_code beveiligingscode sicherheitsnummer code_de_sécurité código_de_segur",
    "codice_di_sicurezza код_безопасн disappearing verdwijn selbstlösch éphémère temporales efimeri temporári",
    "исчеза blocked geblokkeerd blockiert bloque the_group this_group group_ de_groep groep_ gruppe groupe grupo",
    "gruppo групп grupę grup_ deelnemer phone_number telefoonnummer waiting_for_this wacht_op_dit tap_to tik_om",
    "tik_voor tippe",
)

_OWN = "\u200e\u200f"
_OWN_MARK = re.compile(f"[{_OWN}]")
_TAG = re.compile(r"<\s?([^<>\n]{3,80}?)\s?>")
_FILE_TAG = re.compile(
    rf"([{MARK}]{{0,4}})<(?:([^<>:：\n\d]{{2,40}})[:：] ?([^<>\n]{{1,240}})"
    r"|(\d{5,8}-[^<>\n]{1,240}?\.\w{1,5}) ([^<>\n.]{2,40}))>"
)
_FILE_NOTE = re.compile(rf"[{MARK}]{{0,4}}([^\n]{{1,240}}\.[A-Za-z0-9]{{0,5}}) \(([^()\n\d]{{3,50}})\)")
_FILE = re.compile(r"[^\n]{1,240}\.[A-Za-z0-9]{1,8}")
_PAGES = re.compile(r" • [^\n•]{0,40}$")
_SAME_FILE = re.compile(r"[^\n]{1,240}? • [^\n\[]{0,40}(?=\[)")
_MEDIA_NAME = re.compile(r"[A-Z]{2,4}-\d{8}-WA\d{4}\.\w{0,5}")
_SHORT = 80


@dataclass(frozen=True, slots=True)
class Reading:
    """What a body says to a reader, and what WhatsApp put there."""

    text: str
    event: bool = False
    """Something that happened to the chat: no message."""
    dropped: tuple[tuple[str, str], ...] = ()
    """(rule, text) of what was taken out."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What the file says so often that it cannot come from people."""

    tags: frozenset[str]
    notes: frozenset[str]
    bodies: frozenset[str]
    people: frozenset[str]
    """Authors with at least one message that WhatsApp did not write."""


def habits(bodies: Iterable[tuple[str, str]]) -> Habits:
    """bodies: (author, text) of the whole file."""
    tags: Counter[str] = Counter()
    notes: dict[str, set[str]] = {}
    said: Counter[str] = Counter()
    people = set()
    for author, body in bodies:
        first = body.partition("\n")[0]
        if body[:1] not in _OWN or not body:
            people.add(author)
        if len(body) < _SHORT:
            said[_OWN_MARK.sub("", body)] += 1
        if first.endswith(">") and (tag := _TAG.fullmatch(_OWN_MARK.sub("", first))):
            tags[tag[1]] += 1
        elif first.endswith(")") and (note := _FILE_NOTE.fullmatch(first)):
            notes.setdefault(note[2], set()).add(note[1])
    return Habits(
        frozenset(tag for tag, count in tags.items() if count > 2),
        frozenset(note for note, files in notes.items() if len(files) > 1),
        frozenset(text for text, count in said.items() if count > 1),
        frozenset(people),
    )


def understand(author: str, body: str, before_media: bool, first: bool, habits: Habits) -> Reading:
    """before_media: whether the stamp had a mark before it, as on iOS before media. first: of the file."""
    dropped: list[tuple[str, str]] = []
    if "<" in body:
        body = body.rstrip()
        # The marker of an edit is the one text of WhatsApp that stands behind what a person wrote.
        start = body.rfind("<", -80)
        tag = _TAG.fullmatch(body, start) if start > 0 else None
        if tag and _EDIT.search(tag[1]) and (body[start - 1] in _OWN or _MESSAGE.search(tag[1])):
            dropped.append((EDITED, tag[0]))
            body = body[:start].rstrip(f"{_OWN} \u00a0\u202f\n")
        without = _FILE_TAG.sub(_file, body)
        body = _SAME_FILE.sub("", without, count=1) if without != body else body
    marked = "\u200e" in body or "\u200f" in body
    reading = _marked(author, body, before_media, first, habits) if marked else _unmarked(body, habits)
    return Reading(reading.text.strip(), reading.event, (*dropped, *reading.dropped))


def _file(tag: re.Match[str]) -> str:
    if not tag[1] and not _NOTE.search(tag[2] or tag[5]):
        return tag[0]
    return f"[{(tag[3] or tag[4]).strip()}]"


def _marked(author: str, body: str, before_media: bool, first: bool, habits: Habits) -> Reading:
    """A body with the mark that WhatsApp sets before its own words."""
    if body[0] not in _OWN:
        own = max(body.rfind(f" {mark}") for mark in _OWN)
        words = _OWN_MARK.sub("", body[own + 1 :])
        if own > 0 and "\n" not in words and (before_media or (len(words) < _SHORT and _OMITTED.search(words))):
            name = _PAGES.sub("", _OWN_MARK.sub("", body[:own])).strip()
            return Reading(f"[{name}]" if _FILE.fullmatch(name) else name, dropped=((LEFT_OUT, words),))
        return Reading(body)
    clean = _OWN_MARK.sub("", body).strip()
    line, newline, caption = clean.partition("\n")
    if note := _FILE_NOTE.fullmatch(line):
        return Reading(f"[{note[1]}]{newline}{caption}")
    if "://" in clean:
        return Reading(clean)
    inner = _OWN_MARK.search(body.rstrip(), 1)
    if len(line) < _SHORT and not inner:
        if _MESSAGE.search(line) and _GONE.search(line) and not newline:
            return Reading("", dropped=((DELETED, line),))
        if _OMITTED.search(line) or (before_media and (author in habits.people or clean in habits.bodies)):
            return Reading(caption, dropped=((LEFT_OUT, line),))
        if _CALL.search(line) and not _EVENT.search(line):
            return Reading(clean)
    if newline or (author in habits.people and not (first or inner or _EVENT.search(clean))):
        return Reading(clean)
    return Reading(clean, event=True)


def _unmarked(body: str, habits: Habits) -> Reading:
    first, newline, rest = body.partition("\n")
    if first.endswith(">") and (tag := _TAG.fullmatch(first)) and (tag[1] in habits.tags or _OMITTED.search(tag[1])):
        return Reading(rest, dropped=((LEFT_OUT, first),))
    note = _FILE_NOTE.fullmatch(first) if first.endswith(")") else None
    if note and (_MEDIA_NAME.fullmatch(note[1]) or note[2] in habits.notes or _NOTE.search(note[2])):
        return Reading(f"[{note[1]}]{newline}{rest}")
    if not newline and len(first) < _SHORT:
        known = _DELETED_HERE.fullmatch(first)
        # A sentence said twice, of a message that is gone: nobody but WhatsApp repeats that word for word.
        if known or ("?" not in first and first in habits.bodies and _MESSAGE.search(first) and _GONE.search(first)):
            return Reading("", dropped=((DELETED, first),))
    return Reading(body)
