"""The lines that telephones and mail programs put below a mail: "Sent from my iPhone", "Outlook voor iOS"."""

from __future__ import annotations

import re

from ingest.cleaners._phrases import words_of

_MAX_LENGTH = 90
_MAX_WORDS = 11
_MAX_LINE = 400
"""With a link behind the words."""

_PREFIXES = words_of(
    """
    sent from | sent via | sent with | sent using | sent through | sent on | verzonden vanaf | verzonden via |
    verzonden met | verzonden van | verzonden vanuit | verzonden uit | verzonden door | verstuurd vanaf | verstuurd
    via | verstuurd met | verstuurd van | verstuurd vanuit | gestuurd vanaf | gestuurd via | gesendet von | gesendet
    mit | gesendet über | gesendet aus | diese nachricht wurde von mein | von mein | envoyé de | envoyé depuis |
    envoyé à partir d | envoyé par | envoyé avec | envoyé via | envoyé d' | envoyé d’ | provenance : | skickat från
    | skickat med | skickades från | sendt fra | sendt via | sendt med | lähetetty | enviado desde | enviado do |
    enviado da | enviado de | enviado con | enviado com | enviado a partir d | enviado via | enviado por | enviada |
    mandado desde | inviato da | inviato con | inviato tramite | inviato via | wysłane z | wysłano z | wysłane ze |
    wysłane przez | odesláno z | odesláno ze | odoslané z | odoslané zo | küldve | elküldve | trimis de | trimis din
    | trimis cu | trimis prin | отправлено с | отправлено из | отправлено через | надіслано з | надіслано із |
    надіслано через | изпратено от | στάλθηκε από | στάλθηκε με | poslano z | poslano s | poslano iz | poslato sa |
    saadetud | nosūtīts no | išsiųsta iš | dikirim dari | terkirim dari | được gửi từ | đã gửi từ | gửi từ | נשלח מ
    | أرسلت من | أرسل من | مرسل من | ส่งจาก | 发自 | 來自 | 来自 | 從我的 | 傳送自 | 寄自 | iphoneから |
    ipadから | 나의 | get outlook |
    download outlook | outlook voor | outlook für | outlook for | outlook pour | outlook para | outlook per |
    télécharger outlook | téléchargez outlook | obtenir outlook | obtenez outlook | hämta outlook | hent outlook |
    obtener outlook | descarga outlook | descargar outlook | obter o outlook | baixe outlook | baixe o outlook |
    scarica outlook | ottieni outlook | pobierz outlook | získat outlook | stáhnout outlook | hanki outlook |
    загрузить outlook | скачать outlook | 获取 outlook | 获取outlook | 取得 outlook | 取得outlook | 下载 outlook
    """
)
_SUFFIXES = (" gönderildi", "에서 보냄", "から送信", " küldve", " gesendet")
_VIA = re.compile(r"via (?:my )?(?:mobile|mobiel|phone|iphone|ipad|android|smartphone|handy|mobil)(?: phone)?")
_BRAND = re.compile(
    r"phone|iphon|i-?pad|ipod|android|galaxy|mobiel|mobile|m[oó]vil|mobil\b|mobiltel|mobi|blackberry|samsung|huawei|honor"
    r"|xiaomi|redmi|oppo|oneplus|nokia|sony|htc|motorola|moto\b|tablet|outlook|hotmail|gmail|yahoo|mail\b|e-?mail|proton|zoho"
    r"|tuta|telefo|телефон|téléphone|handset|device|toestel|appare|puhelim|pixel|nexus|windows|handy|palm|verizon|t-mobile"
    r"|smart|superhuman|thunderbird|mailbird|mailspring|icloud|aol|web\.de|gmx|手机|手機|핸드폰|휴대|모바일|スマ"
)
_NAMED = re.compile(
    r"(?:[Mm]y|[Mm]ijn|[Mm]ein\w{0,2}|[Mm]on|[Mm]a|[Mm]in|[Mm]i|[Mm]io|[Mm]ia|[Mm]eu|[Mm]inha|[Mm]oj\w{0,2}|[Mm]ého|моего)\s[A-Z0-9À-Þ]"
)
"""A device of a name that nobody listed: "my Wiko RIDGE", but not "my desk"."""
_LINK = re.compile(r"<?(?:https?://|www\.)[^\s<>]{1,300}>?|\[[^\]]{0,80}\]\([^)]{0,300}\)")
_SENTENCE = re.compile(
    r"[,;?!]|\.\s+\w+(?:\s+\w+){5}|\b(?:because|omdat|weil|parce|but|maar|aber|mais|when|als|eerst|then)\b",
    re.IGNORECASE,
)


def is_device_line(line: str) -> bool:
    """Whether a telephone or a mail program wrote this line, and not the author ("Sent from my desk, which ...")."""
    if not 6 <= len(line) <= _MAX_LINE:
        return False
    bare = line.strip(" \t*_.<>()[]-–—|\u00a0")
    low = bare.lower()
    if not low.startswith(_PREFIXES) and not low.endswith(_SUFFIXES):
        return _VIA.fullmatch(low) is not None
    bare = _LINK.sub("", bare).rstrip(" .<>()[]")
    if len(bare) > _MAX_LENGTH or len(bare.split()) > _MAX_WORDS or _SENTENCE.search(bare):
        return False
    return _BRAND.search(low) is not None or _NAMED.search(bare) is not None
