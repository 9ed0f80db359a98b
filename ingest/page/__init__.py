"""Pages as files hold them: bytes to elements, elements to sections. The door is `ingest/parse.py`."""
