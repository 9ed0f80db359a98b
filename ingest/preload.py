"""Imported by the process that reading processes are forked from: loads what each of them would load for itself."""

import gc
import sys
import threading
from pathlib import Path

from copilot.core import text

# The model that tells languages is unpacked beside the imports, in so many small steps that it would wait for each.
_interval = sys.getswitchinterval()
sys.setswitchinterval(1e-4)
_languages = threading.Thread(target=text.language, args=("Guten Morgen zusammen, wie geht es Ihnen heute?",))
_languages.start()

from copilot.core.settings import Settings  # noqa: E402
from copilot.core.types import Document, Part  # noqa: E402
from ingest import _worker_process  # noqa: E402, F401 - for those that are forked
from ingest.export.base import SourceOptions  # noqa: E402
from ingest.prepare import Preparer  # noqa: E402

_preparer = Preparer(Settings(), SourceOptions(name="preload", type="mail", path=Path()))
_languages.join()
sys.setswitchinterval(_interval)
_preparer.records(Document("preload", "1", "mail", "Vraag", (Part("message", "Goedemorgen, de ketel lekt."),)), "1")
# A process that looks through all of this for garbage would copy it.
gc.freeze()
