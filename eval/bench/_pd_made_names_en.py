"""Messages with names in English: the kind of document, a title ("# "), and messages parted by "||".

A message begins with its author in "<< >>". {a} is a full name, {a.given} and so on its parts, {s} a colleague.
"""

from __future__ import annotations

EN = (
    "mail: # Question from {a}\n<<{a} <{a.mail}>>> Dear customer service,\n\nMy meter has stopped.\n\nKind "
    "regards,\n\n{a}",
    "mail: <<{a.turned} <{a.mail}>>> Hello,\n\nIs it fixed?\n\nThanks,\n{a.given}",
    "ticket: <<{a} (Customer)>> Hi there,\n\nIt works now.\n\nCheers, {a.given}",
    "ticket: <<{a.handle}>> Hello,\nI cannot log in.\nregards {a.lower}", "chat: <<{a.given}>> great, that did it",
    "mail: <<Support <help@wadlicht.example>>> Dear {a.given},\n\nThank you for writing.\n\nThe Support Team",
    "mail: <<Support <help@wadlicht.example>>> Dear Mr. {a.last},\n\nYour invoice was corrected.\n\nBest "
    "regards,\nCustomer Care",
    "mail: # Re: request of Ms {a.last}\n<<Support <help@wadlicht.example>>> Dear Ms {a.last},\n\nWe received "
    "your request.",
    "mail: <<Support <help@wadlicht.example>>> Dear Mr. and Mrs. {a.last},\n\nA new card is on its way.",
    "ticket: <<Support>> Hi {a.given}, could you restart the router?",
    "ticket: <<Support>> Hello {a.given} and {b.given},\n\nWe moved it.",
    "ticket: <<Support>> Hey {a.given} - any news?", "chat: Good morning {a.given}! How can I help?",
    "mail: Please hurry.\n\nYours sincerely,\n{a}\nHead of nothing", "mail: Could you call?\n\nBest,\n{a.given}",
    "mail: Could you call me tomorrow? Thanks! Best regards, {a}",
    "mail: It is solved.\n\nAll the best,\n{a.given}\n\n{a}\nAdviser | Wadlicht Energy",
    "mail: PLEASE TODAY.\n\nKIND REGARDS,\n{a.upper}", "mail: When will you come?\n\nRegards,\nMrs. {a.initials}",
    "mail: <<{a} <{a.mail}>>> See below.\n\nFrom: {b} <{b.mail}>\nSent: Monday, March 2, 2026 9:12 AM\nTo: {a} "
    "<{a.mail}>; {s} <colleague@wadlicht.example>\nSubject: invoice\n\nHi {a.given},\n\nIs this "
    "right?\n\nThanks, {b.given}",
    "ticket: <<{a}>> ---------- Forwarded message ---------\nFrom: {b} <{b.mail}>\nDate: Mon, Mar 2, 2026 at "
    "9:12 AM\nSubject: question\nTo: {a} <{a.mail}>\nCc: {s} <colleague@wadlicht.example>\n\nCould you do this?",
    "chat: On Mon, Mar 2, 2026 at 9:12 AM {a} <{a.mail}> wrote:\n> My card fails.\n> Cheers, {a.given}",
    "ticket: On Mar 2, 2026, at 9:12 AM, {a} wrote:\n\n> it is broken",
    "ticket: <<Web form>> Name: {a}\nSubject: moving\nMessage: I am moving",
    "ticket: <<Web form>> First name: {a.given}\nLast name: {a.last}\nQuestion: where is my card?",
    "chat: <<{a}>> Hello, my name is {a}. According to {b.full} I can.\n\nRegards,\n{b}",
    "ticket: # Call back {a}\n<<{a} <{a.mail}>>> Customer {a} called. We know {a.full} since May.",
    "mail: Have a nice day!\n\n-- \n{a}\nTel. 050 000 00 00", "ticket: Thanks\n{a.given}",
    "mail: <<{s} <colleague@wadlicht.example>>> Dear {a.given},\n\nYou can.\n\nKind regards,\n\n{s.full}\nWadlicht",
    'mail: # No hot water\n<<"{a}" <{a.mail}>>> Good evening,\n\nNo hot water since yesterday.\n\nWarm '
    "regards,\n{a}\n",
    "mail: # Cancellation {a}\n<<{a.turned} <{a.mail}>>> Hi,\n\nI want to cancel.\n\nMany thanks,\n\n{a}",
    "ticket: <<{a} - Customer>> Still not working.\n\nBest wishes, {a.given}",
    "ticket: <<{a.lowerfull}>> can someone pick this up?\n\ncheers,\n{a.lower}", "chat: <<{a.handle}>> no luck",
    "mail: <<Desk <desk@wadlicht.example>>> Hello {a.given},\n\nWelcome as a customer!\n\nEveryone at Wadlicht",
    "mail: <<Desk <desk@wadlicht.example>>> Dear Mrs {a.last},\n\nYour contract ends.\n\nSincerely,\nContracts "
    "Department",
    "mail: # Appointment Mr {a.last}\n<<Desk <desk@wadlicht.example>>> Good afternoon Mr {a.last},\n\nThat has "
    "been done.",
    "ticket: <<Agent 4>> Hi {a.given}! I will get back to you.",
    "ticket: <<Agent 4>> Dear {a.given} & {b.given},\n\nThe case is closed.", "chat: hey {a.lower}, are you there?",
    "mail: Looking forward to your answer.\n\nYours faithfully,\n\n{a.initials}\n",
    "mail: Who can help me? Kind regards, {a}",
    "mail: We will wait.\n\nThanks and regards,\n{a}\nOn behalf of the tenants",
    "mail: DO SOMETHING.\n\nREGARDS,\n{a.uppergiven}",
    "mail: Have a great weekend!\n{a.given}\n\n{a}\nFinance\nT 050 000 00 00",
    "mail: <<{b} <{b.mail}>>> FYI.\n\n-----Original Message-----\nFrom: {a} [mailto:{a.mail}]\nSent: Tuesday, "
    "March 3, 2026 5:40 PM\nTo: '{b}'\nSubject: RE: appointment\n\n{b.given},\n\nFine.\n\nBest,\n{a}",
    "ticket: <<Desk <desk@wadlicht.example>>> Begin forwarded message:\n\nFrom: {a} <{a.mail}>\nDate: March 3, "
    "2026 at 5:40:12 PM GMT\nTo: Desk <desk@wadlicht.example>\nCc: {b.turned} <{b.mail}>\nSubject: leak\n\nDear "
    "all,\n\nIt leaks.\n\nCheers\n{a.given}",
    "chat: On Tue, 3 Mar 2026 at 17:40, {a} <{a.mail}> wrote:\n\n> When?\n>\n> Regards,\n> {a}",
    "ticket: On 2026-03-03 17:40, {a} wrote:\n> fine",
    "ticket: Contact person: {a}\nSubject: new meter\nDescription: please replace",
    "ticket: <<Form>> Customer name: {a}\nType: outage",
    "ticket: # Question {a}\n<<{a}>> Ms. {a.last} wants to know. {a} will be home tomorrow.",
    "mail: See you!\n\n--\n{a} | Main Street | Leeds",
    "mail: {a.given},\n\nThanks for your quick answer.\n\nTake care,\n{b.given}",
    "mail: <<{s} <s@wadlicht.example>>> Hi {a.given},\n\nAll set!\n\nCheers,\n{s.given}\nWadlicht Energy",
    "chat: Thank you {a.given}!\n\nRegards {b.given}",
    "mail: # Bill\n<<{a} <{a.mail}>>> To whom it may concern,\n\nMy bill is wrong.\n\nRespectfully,\n{a}",
    "mail: <<{a.far} | Customer <{a.mail}>>> Hi!\n\nWhen does it start?\n\nThx, {a.given}",
    "ticket: # Leak at {a}\n<<{a} (tenant)>> Water is leaking.\n\nRegards {a.given}",
    "ticket: <<{a.given}>> The app hangs.\n\n{a.given}",
    "chat: <<Agent>> Welcome back {a.given}, how can I help?\nhi {a.lower}",
    "ticket: <<Agent>> Dear Mr {a.last},\n\nMrs. {b.last} called you.",
    "mail: <<Post <post@wadlicht.example>>> Dear {a},\n\nYour card is on its way.\n\nKind regards,\nWadlicht",
    "mail: # RE: question {a}\n<<Post <post@wadlicht.example>>> Hello again {a.given},\n\nGlad it works.",
    "mail: I look forward to your reply.\n\nYours truly,\n\n{a}\nChair",
    "mail: Would you respond?\n\nThanks in advance,\n\n{a.given}", "mail: Thank you and best regards,\n\n{a}",
    "mail: Here is a picture. Cheers, {a.given}", "mail: With kind regards,\n\nMr. and Mrs. {a.last}",
    "ticket: # FW: cancel\n<<Agent>> See mail.\n\nFrom: {a}\nSent: Wednesday, March 4, 2026 8:01 AM\nTo: "
    "info@wadlicht.example\nCc: {b}\nSubject: cancel\n\nDear Sir,\n\nI cancel.\n\nSincerely yours,\n{a}",
    "chat: On Wed, Mar 4, 2026 at 8:01 AM {a.given} <{a.mail}> wrote:\n> ok",
    "ticket: {a} wrote on 04/03/2026 08:01:\n> it works again",
    "ticket: Submitted by: {a}\nName: {b}\nAddress: later",
    "chat: <<{a}>> you are chatting with {a}\n\nregards {b.lower}",
    "ticket: <<{a} <{a.mail}>>> Called {a.given} today. Mr. {a.last} awaits mail. Call back: {a}.",
    "mail: <<{s} <s@wadlicht.example>>> Hi {a.given},\n\nI will see to it.\n\nBest regards,\n{s.full}",
    "mail: # Parcel {a}\n<<{a} <{a.mail}>>> Hello,\n\nMy parcel is lost.\n\nkind regards\n{a}\n",
    "mail: <<{a.turned} <{a.mail}>>> Dear Sir or Madam,\n\nI cannot pay.\n\nThanks and regards,\n{a.given}",
    "ticket: <<{a} (requester)>> Any news?\n\nBest,\n{a.given}",
    "ticket: <<{a.handle}>> Login failed.\n\nRegards {a.given}",
    "chat: <<Agent>> Hi {a.given}, let me look that up.\nOk {a.given}, found it!",
    "ticket: <<Agent>> Dear Mr. {a.last},\n\nWe have seen your complaint.\n\nSincerely,\nComplaints Team",
    "mail: <<Info <info@wadlicht.example>>> Dear {a.given} and {b.given},\n\nWelcome!\n\nWarm regards,\nWadlicht",
    "mail: # Appointment Mrs. {a.last}\n<<Info <info@wadlicht.example>>> Good afternoon {a},\n\nYour "
    "appointment stands.",
    "mail: Will you let me know?\n\nKindest regards\n\n\n{a}\nMain Street, Leeds",
    "mail: I await your message, cheers {a.given}", "mail: Could you check this?\n\nThank you in advance,\n{a}",
    "mail: i do not get it\n\nthanks {a.lower}",
    "mail: <<{b} <{b.mail}>>> See below.\n\n________________________________\nFrom: {a} <{a.mail}>\nSent: "
    "Friday, March 6, 2026 2:22 PM\nTo: {b} <{b.mail}>\nSubject: quote\n\nHi {b.given},\n\nAgreed.\n\nRegards, "
    "{a}",
    "chat: On Fri, Mar 6, 2026 at 2:22 PM {a} <{a.mail}> wrote:\n\n> Is it ready?\n> Cheers {a.given}",
    "ticket: Full name: {a}\nPhone: later\nComplaint: slow internet",
    "ticket: # Outage at {a}\n<<{a} <{a.mail}>>> Customer {a} reports an outage. Mr. {a.last} is at home.",
    "mail: <<{s} <s@wadlicht.example>>> Hi {a.given},\n\nThat is right.\n\nCheers {s.given}",
    "mail: Dear {a.given},\n\nI passed it to {b}.\n\nRegards,\n{b}",
)  # fmt: skip
