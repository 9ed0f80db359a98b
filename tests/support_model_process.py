"""In place of eval/bench/language_model/serve.py, with the same arguments: a model that says what MODEL_SAYS holds.

Ends at once, with a complaint, where that is empty.
"""

from __future__ import annotations

import os
import sys

from support_model import ScriptedModel

if __name__ == "__main__":
    if not os.environ["MODEL_SAYS"]:
        sys.exit("this processor cannot run the model")
    with ScriptedModel(int(sys.argv[-1])) as model:
        model.says(os.environ["MODEL_SAYS"])
        sys.stdin.read()
