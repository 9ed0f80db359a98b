"""Mailboxes and what is in a mail, for `ingest/sources/mail.py`."""
