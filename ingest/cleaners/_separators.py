"""The phrases by which mail programs separate a quoted or forwarded mail from what stands above it: data."""

from __future__ import annotations

import re

from ingest.cleaners._phrases import words_of

ORIGINAL = frozenset(
    words_of(
        """
    original message | reply message | original mail | original e-mail | original email | oorspronkelijk bericht |
    origineel bericht | oorspronkelijke bericht | originele bericht | ursprüngliche nachricht | urspruengliche
    nachricht | originalnachricht | original-nachricht | original nachricht | ursprüngliche e-mail | antwort
    nachricht | message d'origine | message d’origine | message original | message initial | courriel original |
    ursprungligt meddelande | originalmeddelande | oprindelig meddelelse | oprindelig besked | original besked |
    original meddelelse | opprinnelig melding | originalmelding | original melding | alkuperäinen viesti |
    wiadomość oryginalna | oryginalna wiadomość | pierwotna wiadomość | původní zpráva | pôvodná správa | eredeti
    üzenet | mesaj original | mesajul original | mesaj inițial | mensaje original | mensagem original | messaggio
    originale | missatge original | mensaxe orixinal | originalna poruka | izvorna poruka | izvirno sporočilo |
    algne kiri | algne sõnum | sākotnējais ziņojums | pradinis laiškas | özgün ileti | orijinal mesaj | orjinal
    mesaj | исходное сообщение | оригинальное сообщение | исходное письмо | пересылаемое исходное сообщение |
    оригінальне повідомлення | вихідне повідомлення | оригинално съобщение | αρχικό μήνυμα | αρχικό μήνυμα | הודעה
    מקורית | ההודעה המקורית | الرسالة الأصلية | رسالة أصلية | پیام اصلی | ข้อความต้นฉบับ | thư gốc | tin nhắn gốc
    | pesan asli | mesej asal | 元のメッセージ | 元のメール | オリジナルメッセージ | 原始邮件 | 原始邮件信息 |
    原始郵件 | 原邮件 | 回复的原邮件 | 원본 메시지 | 원본
    메일 | 원래 메시지 | reply separator
    """
    )
)
FORWARDED = frozenset(
    words_of(
        """
    forwarded message | begin forwarded message | forwarded mail | original message forwarded | forwarded email |
    doorgestuurd bericht | begin doorgestuurd bericht | weitergeleitete nachricht | anfang der weitergeleiteten
    nachricht | anfang der weitergeleiteten e-mail | weitergeleitete e-mail | message transféré | message
    réexpédié | début du message transféré | début du message réexpédié | mensaje reenviado | inicio del mensaje
    reenviado | mensagem encaminhada | mensagem reencaminhada | início da mensagem encaminhada | messaggio
    inoltrato | inizio messaggio inoltrato | missatge reenviat | mesaj redirecționat | vidarebefordrat meddelande
    | vidarebefordrat brev | videresendt meddelelse | videresendt besked | start på videresendt besked |
    videresendt melding | videresendt e-post | välitetty viesti | alkaa välitetty viesti | edelleenlähetetty
    viesti | wiadomość przekazana dalej | przekazana wiadomość | wiadomość przekazana | przeposlaná zpráva |
    přeposlaná zpráva | přeposlaný e-mail | preposlaná správa | továbbított üzenet | továbbított levél |
    proslijeđena poruka | prosleđena poruka | posredovano sporočilo | edastatud kiri | pārsūtītā ziņa | persiųstas
    laiškas | iletilen mesaj | yönlendirilmiş ileti | iletilmiş mesaj | пересылаемое сообщение | пересылаемое
    письмо | начало переадресованного сообщения | переслане повідомлення | пересилане повідомлення | препратено
    съобщение | προωθημένο μήνυμα | הודעה שהועברה | הודעה מועברת | رسالة معاد توجيهها | الرسالة المعاد توجيهها |
    ข้อความที่ส่งต่อ | thư đã chuyển tiếp | tin nhắn đã chuyển tiếp | pesan terusan | 転送されたメッセージ |
    転送メッセージ | 转发的邮件
    | 转发邮件 | 转发邮件信息 | 轉寄的郵件 | 轉寄郵件 | 전달된 메시지 | 전달된 메일
    """
    )
)
FORWARD_TITLE = re.compile(
    r"\s*(?:\[[^\]]{1,40}\]\s*)?(?:fwd?|fw|doorst|wg|tr|rv|enc|i|vl|vb|vs|pd|továbbítás|továbbítva|ilt|rif|转发|轉寄|전달|转寄"
    r"|προώθ|пересылка)\s*[:：]",
    re.IGNORECASE,
)
"""Prefixes by which programs mark a forwarded mail ("i" is Italian, "vs" of some is a reply: then nothing is lost)."""
