"""Near duplicates and versions: which documents have the same content, and which pages were replaced.

`signature` is computed where a document is prepared and kept beside it; `group` works on signatures alone and reads the
texts of likely pairs only. The same content means: the same facts, nearly the same words, nothing that one says and the
other does not; a mail that forwards a page under a short note has the page's content.
"""

from ingest.dedupe._entry import Entry
from ingest.dedupe._groups import Groups, group
from ingest.dedupe._signature import VERSION, signature

__all__ = ["VERSION", "Entry", "Groups", "group", "signature"]
