"""The words by which mail programs introduce what they quote, per language: data for the finders of quotes.

Add a language by adding its words; all of them are looked for in every mail, because a mail program speaks the
language of its user and not of the mail.
"""

from __future__ import annotations

import re

from ingest.cleaners._phrases import words_of

EDGE = " \t*_-–—―‒=~\"'\u00a0\ufeff"
"""What decorates an introduction or a separator line."""

_FIELDS: dict[str, dict[str, str]] = {
    "en": {"from": "From", "sent": "Sent, Date, Sent at, Sent on", "to": "To", "cc": "Cc, Bcc", "subject": "Subject"},
    "nl": {
        "from": "Van",
        "sent": "Verzonden, Datum, Verstuurd, Verzonden op, Verzonden om",
        "to": "Aan",
        "cc": "Kopie",
        "subject": "Onderwerp, Betreft",
    },
    "de": {"from": "Von", "sent": "Gesendet, Datum, Gesendet am", "to": "An", "cc": "Kopie", "subject": "Betreff"},
    "fr": {
        "from": "De, Expéditeur",
        "sent": "Envoyé, Envoyée, Envoyé le, Date d'envoi, Date d’envoi, Date",
        "to": "À, A, Pour, Destinataire",
        "cc": "Copie, Copie à",
        "subject": "Objet, Sujet",
    },
    "es": {
        "from": "De",
        "sent": "Enviado, Enviado el, Enviado a las, Fecha",
        "to": "Para",
        "cc": "Copia",
        "subject": "Asunto",
    },
    "pt": {
        "from": "De, Remetente",
        "sent": "Enviado, Enviada, Enviada em, Enviado em, Enviado a, Data",
        "to": "Para",
        "subject": "Assunto",
    },
    "it": {
        "from": "Da, Mittente",
        "sent": "Inviato, Inviato il, Data",
        "to": "A, Destinatario, Per",
        "cc": "Copia",
        "subject": "Oggetto",
    },
    "ca": {"from": "De", "sent": "Enviat, Enviat el, Data", "to": "Per a, A", "subject": "Assumpte"},
    "ro": {"from": "De la", "sent": "Trimis, Data", "to": "Către, Catre, La", "subject": "Subiect"},
    "sv": {"from": "Från", "sent": "Skickat, Datum, Skickades", "to": "Till", "cc": "Kopia", "subject": "Ämne"},
    "da": {"from": "Fra", "sent": "Sendt, Dato", "to": "Til", "cc": "Kopi", "subject": "Emne"},
    "is": {"from": "Frá", "sent": "Sent, Dagsetning", "to": "Til", "subject": "Efni"},
    "fi": {
        "from": "Lähettäjä",
        "sent": "Lähetetty, Päivämäärä, Päiväys, Pvm",
        "to": "Vastaanottaja, Saaja",
        "cc": "Kopio",
        "subject": "Aihe",
    },
    "et": {"from": "Saatja, Kellelt", "sent": "Saadetud, Kuupäev", "to": "Adressaat, Kellele", "subject": "Teema"},
    "lv": {"from": "No", "sent": "Nosūtīts, Datums", "to": "Kam", "subject": "Tēma, Temats"},
    "lt": {"from": "Nuo", "sent": "Išsiųsta, Data", "to": "Kam", "subject": "Tema"},
    "pl": {
        "from": "Od, Nadawca",
        "sent": "Wysłano, Wysłane, Data, Data wysłania",
        "to": "Do, Adresat",
        "cc": "DW, Kopia, UDW",
        "subject": "Temat",
    },
    "cs": {
        "from": "Od",
        "sent": "Odesláno, Datum, Posláno, Odoslané, Dátum, Poslané",
        "to": "Komu, Pro, Pre",
        "cc": "Kopie, Kópia",
        "subject": "Předmět, Predmet",
    },
    "hr": {"from": "Od, Šalje", "sent": "Poslano, Poslato", "to": "Za, Prima", "cc": "Kp", "subject": "Naslov, Zadeva"},
    "hu": {
        "from": "Feladó, Küldő",
        "sent": "Elküldve, Küldve, Dátum, Küldés dátuma",
        "to": "Címzett, Kapja",
        "cc": "Másolat, Másolatot kap",
        "subject": "Tárgy",
    },
    "tr": {
        "from": "Gönderen, Kimden",
        "sent": "Gönderildi, Tarih, Gönderme tarihi, Gönderilme tarihi, Gönderim",
        "to": "Kime, Alıcı",
        "cc": "Bilgi",
        "subject": "Konu",
    },
    "ru": {
        "from": "От, От кого, Отправитель",
        "sent": "Отправлено, Дата",
        "to": "Кому, Получатель",
        "cc": "Копия",
        "subject": "Тема",
    },
    "uk": {"from": "Від, Від кого", "sent": "Надіслано, Відправлено", "to": "Кому", "cc": "Копія", "subject": "Тема"},
    "bg": {"from": "От", "sent": "Изпратено", "to": "До", "cc": "Копие", "subject": "Относно"},
    "el": {
        "from": "Από",
        "sent": "Στάλθηκε, Ημερομηνία, Απεστάλη",
        "to": "Προς",
        "cc": "Κοιν, Κοινοποίηση",
        "subject": "Θέμα",
    },
    "he": {"from": "מאת", "sent": "נשלח, תאריך", "to": "אל, עבור", "cc": "עותק, העתק", "subject": "נושא"},
    "ar": {
        "from": "من",
        "sent": "أرسل, التاريخ, تاريخ الإرسال, تم الإرسال",
        "to": "إلى, الى",
        "cc": "نسخة",
        "subject": "الموضوع, موضوع",
    },
    "fa": {"from": "از", "sent": "تاریخ, ارسال شده", "to": "به", "subject": "موضوع"},
    "th": {"from": "จาก", "sent": "ส่ง, วันที่, ส่งเมื่อ", "to": "ถึง", "cc": "สำเนา", "subject": "เรื่อง, หัวเรื่อง"},
    "vi": {"from": "Từ, Người gửi", "sent": "Đã gửi, Ngày, Vào", "to": "Đến, Tới", "subject": "Chủ đề, Tiêu đề"},
    "id": {"from": "Dari", "sent": "Dikirim, Tanggal, Terkirim", "to": "Kepada, Untuk", "subject": "Subjek, Perihal"},
    "ja": {
        "from": "差出人, 送信者, 送信元",
        "sent": "送信日時, 送信日, 日時, 日付",
        "to": "宛先",
        "subject": "件名",
    },
    "zh": {
        "from": "发件人, 寄件者, 寄件人, 发送人, 發件人",
        "sent": "发送时间, 发送日期, 日期, 寄件日期, 時間, 传送时间, 傳送時間, 时间, 已发送, 已傳送, 發送時間",
        "to": "收件人, 收件者",
        "cc": "抄送, 副本",
        "subject": "主题, 主旨, 主題",
    },
    "ko": {
        "from": "보낸 사람, 보낸사람, 발신인, 발신자",
        "sent": "보낸 날짜, 보낸날짜, 날짜, 보냄, 발신일",
        "to": "받는 사람, 받는사람, 수신인, 수신자",
        "cc": "참조",
        "subject": "제목",
    },
    "": {
        "other": "Reply-To, Organization, Organisation, Importance, Priority, Attachments, Bijlagen, Anlagen, Pièces "
        "jointes, Antwort an, Answer to, Prioriteit, Belang, Wichtigkeit, Sender, Bijlage, Attachment, Categories"
    },
}
ROLE_OF = {
    word.strip().casefold(): role
    for fields in _FIELDS.values()
    for role, words in fields.items()
    for word in words.split(",")
}
"""Role (from, sent, to, cc, subject, other) of a header field's name in lower case."""

_VERBS = {
    "en": "wrote, writes, sent, has written",
    "nl": "schreef, schreven, schrijft, geschreven, heeft geschreven, verzond, stuurde",
    "de": "schrieb, schrieben, geschrieben, schreibt",
    "fr": "a écrit, écrit, a ?crit, a �crit, écrivait, a ecrit, a envoyé",
    "es": "escribió, escribio, escribe, ha escrito",
    "pt": "escreveu, escreve",
    "it": "ha scritto, scritto, scrive, scriveva",
    "ca": "va escriure, ha escrit, escriu",
    "gl": "escribiu",
    "ro": "a scris",
    "sv": "skrev, skriver, har skrivit, har skrevet",
    "is": "skrifaði, reit",
    "fi": "kirjoitti",
    "et": "kirjutas",
    "lv": "rakstīja",
    "lt": "rašė, parašė",
    "pl": "napisał, napisała, napisał(a), pisze, nadesłał, nadesłał(a)",
    "cs": "napsal, napsala, napsal(a), napísal, napísala, napísal(a), píše",
    "hr": "napisao, napisala, je napisao, piše, je napisal, je napisal/a, napisao/la",
    "hu": "írta, ezt írta, a következőt írta",
    "sq": "shkroi",
    "tr": "yazdı, şunları yazdı, tarihinde yazdı, yazmış",
    "ru": "написал, написала, написал(а), пишет, писал, писала",
    "uk": "пише, написав, написала, писав",
    "bg": "написа",
    "el": "έγραψε, έγραψαν",
    "he": "כתב, כתבה",
    "ar": "كتب, كتبت",
    "fa": "نوشت",
    "hi": "ने लिखा",
    "th": "เขียนว่า, เขียน",
    "vi": "đã viết, viết",
    "id": "menulis",
    "tl": "ay sumulat",
}
_UNSPACED_VERBS = (
    "写道|寫道|写到|写入|写|のメール|のメッセージ|さんは書きました|さんが書きました|書きました|님이 작성|작성했습니다"
    "|작성하였습니다|작성|님의 말|님의 메시지"
)
_VERB_WORDS = sorted({w.strip() for words in _VERBS.values() for w in words.split(",")}, key=len, reverse=True)
VERB = re.compile(
    r"(?<!\w)(?:" + "|".join(map(re.escape, _VERB_WORDS)) + r")(?!\w)|(?:" + _UNSPACED_VERBS + r")(?=\s?[:：]|$)",
    re.IGNORECASE,
)
"""A word for writing, as programs use it between the author and the quote."""

VERB_ENDS = frozenset(re.split(r"[\s'’]", word)[-1] for word in _VERB_WORDS if not word.endswith((")", "/a", "/la")))
"""The last word of each of these."""
UNSPACED_VERB = re.compile(f"(?:{_UNSPACED_VERBS})$")
WEAK_VERBS = frozenset(
    {"sent", "verzond", "stuurde", "a envoyé", "writes", "schrijft", "schreibt", "scrive", "escribe"}
)
"""Words that sentences use as well: an address must stand beside them."""

OWN_WORDS = re.compile(
    r"\b(?:I|we|you|he|she|they|it|ik|u|uw|jij|je|jullie|wij|hij|zij|ze|men|onze|our|my|your|mijn|ich|er|wir|Sie|sie"
    r"|unser\w{0,2}|mein\w{0,2}|j['’]ai|nous|vous|il|elle|notre|votre|yo|nosotros|usted|jag|vi|jeg|was|were|werd|werden|wurde)\b"
)
""" "Op 3 mei om 14:00 schreef ik u al:" is the author's own sentence."""

_ON = words_of(
    """
    On | Op | Op de | Am | Le | Den | På | El | Il | Il giorno | In data | Em | O | No dia | Dnia | W dniu | Dne |
    Dňa | Dana | U | Vào | Pada | Ngày | Na | La | Pe | În | Kuupäeval | At | Kl. | Þann | El dia | Στις | Την |
    На | В | От | בתאריך | ב | في | بتاريخ | در | เมื่อ | 在 | 于 | 於 | En date de | Sent from | In message | In
    article | Quoting
    """
)
_DAYS = words_of(
    """
    ma|di|wo|do|vr|za|zo|mo|mi|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|gio|mon|tue|wed|thu|fri|
    sat|sun|mån|man|tis|tir|ons|tor|fre|lör|lør|sön|søn|pon|wt|śr|czw|pt|sob|niedz|po|út|st|čt|pá|ne|seg|ter|qua|
    qui|sex|ti|ke|to|pe|la|su|h|k|sze|cs|p|szo|v|pzt|sal|çar|per|cum|cmt|paz|пн|вт|ср|чт|пт|сб|вс|нд|thứ
    """
)
START = re.compile(
    r"(?:" + "|".join(map(re.escape, _ON)) + r")(?=[\s\d,،])|\d"
    r"|(?:" + "|".join(_DAYS) + r")[^\W\d_]{0,9}\.?,?\s\d"
    r"|[^\W\d_]{3,12}\.?,?\s\d{1,2}[\s.,]",
    re.IGNORECASE,
)
"""How an introduction may begin: a word for "on", a weekday, a month or a number."""

QUOTING = re.compile(
    r"(?:Quoting|Zitat von|Citeren|Citando|Citing|Bericht van|Nachricht von|Messaggio di|Mensaje de|Missatge de)\s"
    r"[^\n@]{0,120}@[^\n]{1,120}[:：]$"
)
"""Introductions that say no more than who is quoted, such as Horde's."""

ADDRESS = re.compile(r"[\w.+'-]{1,80}@[\w-]{1,60}")
TIME = re.compile(r"\d{1,2}\s?[:.h時时시点點]\s?\d{2}|\d{1,2}\s?(?:[ap]\.?m\b|Uhr\b|uur\b)", re.IGNORECASE)
DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d(?!\d)|\d{1,2}[-/.]\s?\d{1,2}[-/.]\s?(?:\d\d)?\d\d(?!\d)"
    r"|\d{1,2}[-/. ][^\W\d_]{3,10}[-/. ]\d\d(?!\d))"
)
