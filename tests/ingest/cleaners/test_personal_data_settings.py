"""What the configuration can say about personal data, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from copilot.core.errors import SettingsError
from copilot.core.registry import explain
from copilot.core.sections import PersonalDataSettings
from copilot.core.settings import Settings
from copilot.core.types import Document, Kind, Part
from ingest.export.base import PERSONAL_DATA_KINDS, SourceOptions
from ingest.prepare import Preparer

TEXT = "mail jan@voorbeeld.nl, NL91ABNA0417164300 of WL-1234567"


def options(personal_data: object) -> SourceOptions:
    given = {"name": "desk", "type": "jsonl", "path": Path("x"), "personal_data": personal_data}
    return SourceOptions.model_validate(given)


def prepared(personal_data: object, kind: Kind = "mail", *patterns: str) -> str:
    settings = Settings(personal_data=PersonalDataSettings(customer_numbers=patterns))
    document = Document("desk", "1", kind, "", (Part("message", TEXT),), language="nl")
    (kept,) = Preparer(settings, options(personal_data)).clean(document)
    assert isinstance(kept, Document)
    return kept.text


@pytest.mark.parametrize(
    ("given", "kind", "text"),
    [
        (None, "mail", "mail [E-MAIL 1], [IBAN 1] of WL-1234567"),
        (None, "wiki", TEXT),
        ("drop", "wiki", "mail ,  of WL-1234567"),
        ({"iban": "drop"}, "mail", "mail [E-MAIL 1],  of WL-1234567"),
        ({"iban": "mask"}, "wiki", "mail jan@voorbeeld.nl, [IBAN 1] of WL-1234567"),
        ({"default": "mask", "e-mail": "keep"}, "wiki", "mail jan@voorbeeld.nl, [IBAN 1] of WL-1234567"),
        ({"default": "keep"}, "mail", TEXT),
    ],
)
def test_one_for_all_or_a_table_by_kind(given: object, kind: Kind, text: str) -> None:
    assert prepared(given, kind) == text


def test_customer_numbers_come_from_the_settings() -> None:
    assert prepared({"default": "keep", "klantnummer": "mask"}, "mail", r"WL-\d{7}").endswith("[KLANTNUMMER 1]")
    with pytest.raises(SettingsError, match="customer_numbers"):
        prepared(None, "mail", r"(\d+)+")


def test_every_kind_of_mask_can_be_named() -> None:
    assert options(dict.fromkeys(PERSONAL_DATA_KINDS, "keep")).personal_data == dict.fromkeys(
        PERSONAL_DATA_KINDS, "keep"
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("msk", "did you mean 'mask'"),
        ({"ibn": "drop"}, "did you mean 'iban'"),
        ({"iban": "dropp"}, "iban: 'dropp' is not one of keep, mask and drop; did you mean 'drop'"),
        (3, "3 is not one of"),
        (["mask"], "is not one of"),
    ],
)
def test_what_is_misspelt_is_refused_with_the_nearest(given: object, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        options(given)
    assert message in str(explain(caught.value, "sources.desk", SourceOptions))
