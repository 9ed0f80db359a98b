"""The lines by which mail programs introduce a quote, in their words, orders and line breaks; names are invented."""

from __future__ import annotations

import pytest

from ingest.cleaners._attributions import attributions, kind_of, shared_line

SURE = """
On Tue, Mar 3, 2026 at 9:12 AM, Anouk de Wit <anouk@example.nl> wrote:
On Mar 3, 2026, at 09:12, Anouk de Wit <anouk@example.nl> wrote:
On 3/3/26 9:12 AM, anouk wrote:
--- On Tue, 3/3/26, Anouk <anouk@example.nl> wrote:
---- On Tue, 03 Mar 2026 09:12:43 +0100 Anouk <anouk@example.nl> wrote ----
On Tue, 03 Mar 2026 09:12:43 +0100 Anouk de Wit <anouk@example.nl> wrote
Sent from Galaxy Phone Anouk <anouk@example.nl> wrote:
Anouk de Wit <anouk@example.nl> wrote on 03/03/2026 09:12:43 AM:
Tuesday, 3 March 2026, 9:12 +0100 from Anouk <anouk@example.nl>:
2026-03-03 9:12 GMT+01:00 Anouk de Wit <anouk@example.nl>:
Quoting Anouk de Wit <anouk@example.nl>:
---- Anouk de Wit wrote ----
Op di 3 mrt 2026 om 09:12 schreef Anouk de Wit <anouk@example.nl>:
Op 3 mrt. 2026 om 09:12 heeft Anouk de Wit <anouk@example.nl> het volgende geschreven:
Anouk de Wit schreef op 03-03-2026 09:12:
Am 03.03.2026 um 09:12 schrieb Anouk de Wit:
Am Di., 3. März 2026 um 09:12 Uhr schrieb Anouk <anouk@example.de>:
Anouk de Wit <anouk@example.de> schrieb am Di., 3. März 2026, 09:12:
Le mar. 3 mars 2026 à 09:12, Anouk de Wit <anouk@example.fr> a écrit :
El mar, 3 mar 2026 a las 9:12, Anouk (<anouk@example.es>) escribió:
El 3/3/26 a las 9:12, Anouk escribió:
Il giorno mar 3 mar 2026 alle ore 09:12 Anouk <anouk@example.it> ha scritto:
Em ter., 3 de mar. de 2026 às 09:12, Anouk <anouk@example.pt> escreveu:
Den tis 3 mars 2026 kl 09:12 skrev Anouk <anouk@example.se>:
3. mar. 2026 kl. 09:12 skrev Anouk <anouk@example.dk>:
ti 3. maalisk. 2026 klo 9.12 Anouk (anouk@example.fi) kirjoitti:
W dniu 3.03.2026 o 09:12, Anouk pisze:
wt., 3 mar 2026 o 09:12 Anouk <anouk@example.pl> napisał(a):
út 3. 3. 2026 v 9:12 odesílatel Anouk <anouk@example.cz> napsal:
Anouk <anouk@example.hu> ezt írta (időpont: 2026. márc. 3., K, 9:12):
În mar., 3 mar. 2026 la 09:12, Anouk <anouk@example.ro> a scris:
Anouk <anouk@example.tr>, 3 Mar 2026 Sal, 09:12 tarihinde şunu yazdı:
вт, 3 мар. 2026 г. в 09:12, Anouk <anouk@example.ru>:
03.03.2026 09:12, Анук пишет:
Στις Τρί 3 Μαρ 2026 στις 9:12 π.μ., ο χρήστης Anouk <anouk@example.gr> έγραψε:
Vào Th 3, 3 thg 3, 2026 vào lúc 09:12 Anouk <anouk@example.vn> đã viết:
Pada tanggal Sel, 3 Mar 2026 pukul 09.12 Anouk <anouk@example.id> menulis:
2026年3月3日(火) 9:12 田中 <tanaka@example.jp>:
2026/03/03 9:12、田中のメール:
在 2026年3月3日，上午9:12，张三 <zhang@example.cn> 写道：
张三 <zhang@example.cn> 于2026年3月3日周二 09:12写道：
2026년 3월 3일 (화) 오전 9:12, 홍길동 <hong@example.kr>님이 작성:
בתאריך יום ג׳, 3 במרץ 2026 ב-9:12 מאת Anouk <anouk@example.il>:
في الثلاثاء، 3 مارس 2026 في 9:12 ص تمت كتابة ما يلي بواسطة Anouk <anouk@example.sa>:
""".strip().split("\n")

NEEDS_A_QUOTE = """
Anouk wrote:
2026/3/3 Anouk de Wit <anouk@example.nl>
Klant schreef:
Op 3 maart 2026 schreef Anouk:
Am Dienstag, 3. März 2026 schrieb Anouk:
On Mar 3, 2026 9:12 AM, you wrote:
Op 3 maart 2026 om 10:00 heeft u geschreven:
On 3 March 2026 at 10:00 the invoices were sent:
""".strip().split("\n")

PROSE = """
Op 3 mei om 14:00 schreef ik u het volgende:
Kijk even naar wat Anouk <anouk@example.nl> schreef:
De stappen van 3-3-2026 om 12:00:
I asked around and this is what they wrote:
Bel ons voor 17:00 op 3-3-2026
Mijn adres is anouk@example.nl:
""".strip().split("\n")


@pytest.mark.parametrize("line", SURE)
def test_a_program_wrote_this(line: str) -> None:
    assert kind_of(line) == "sure"


@pytest.mark.parametrize("line", NEEDS_A_QUOTE)
def test_this_introduces_only_what_is_quoted(line: str) -> None:
    assert kind_of(line) == "likely"


@pytest.mark.parametrize("line", PROSE)
def test_an_author_wrote_this(line: str) -> None:
    assert kind_of(line) == ""


@pytest.mark.parametrize(
    "wrapped",
    [
        "On Tue, Mar 3, 2026 at\n9:12 AM Anouk de Wit <anouk@example.nl>\nwrote:",
        "Op di 3 mrt 2026 om 09:12 schreef Anouk de Wit <\nanouk@example.nl>:",
        "Am 03.03.2026 um 09:12\nschrieb Anouk de Wit\n<anouk@example.de>:",
        "On Tue, Mar 3,\n2026 at 9:12 AM, Anouk <anouk@example.nl> wrote:",
        "On Tue, Mar 3, 2026 at 9:12 AM Anouk\n\n<\nmailto:Anouk <anouk@example.nl>\n> wrote:",
    ],
)
def test_lines_that_were_wrapped_are_one_introduction(wrapped: str) -> None:
    lines = ["Dank u.", "", *wrapped.split("\n"), "", "Hallo"]
    assert [(one.start, one.end, one.sure) for one in attributions(lines)] == [(2, len(lines) - 2, True)]


def test_prose_above_an_introduction_is_no_part_of_it() -> None:
    lines = ["Op 3 mei kom ik", "di of wo langs.", "", SURE[11], "> Goed?"]
    assert [one[:2] for one in attributions(lines)] == [(3, 4)]


def test_an_introduction_that_an_author_cites_is_indented() -> None:
    assert attributions(["Ik las:", "", "    " + SURE[0], "    > Goed?"]) == []


def test_an_introduction_may_follow_the_authors_words_on_the_same_line() -> None:
    line = f"Dat is goed - dank u--- {SURE[0]}"
    assert line[: shared_line(line)] == "Dat is goed - dank u"
    assert shared_line(f"{SURE[0]}> Bromt hij?") == len(SURE[0])
    assert shared_line(f"> {SURE[0]}") == 0
    assert shared_line(SURE[0]) == shared_line("Dat is goed - dank u") == 0
