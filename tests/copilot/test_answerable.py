"""The probability that the sources hold an answer: its features by hand, its direction as a property."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

from copilot.answerable import WEIGHTS, Features, features, probability
from copilot.core.settings import AnswerSettings
from support_hits import hit, page

STEPS = [step / 10 for step in range(11)]


def test_features_of_a_search() -> None:
    near = hit(page("De borg van een bakfiets is 75 euro."), dense=0.8)
    far = hit(page("Helmen zijn er in drie maten.", "helmen"), dense=0.4)
    # Content words of the question: borg, bakfiets, terug; two of three stand in the nearest page.
    found = features("Hoe krijg ik de borg van de bakfiets terug?", [near, far])
    assert found.nearness == 0.8
    assert found.coverage == pytest.approx(2 / 3)


def test_without_cosines_or_content_words_nothing_is_near() -> None:
    found = features("wat is dat?", [hit(page("Iets."))])
    assert (found.nearness, found.coverage) == (0.0, 0.0)


@pytest.mark.parametrize("embedder", [*WEIGHTS, "one that nobody has fitted"])
@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(Features)])
def test_more_of_any_feature_never_makes_an_answer_less_likely(embedder: str, name: str) -> None:
    middle = Features(**{field.name: 0.5 for field in dataclasses.fields(Features)})
    line = [probability(dataclasses.replace(middle, **{name: step}), embedder) for step in STEPS]
    assert all(0.0 <= p <= 1.0 for p in line)
    assert all(before <= after for before, after in itertools.pairwise(line))


def test_an_unknown_embedder_wants_a_quarter_of_the_words() -> None:
    def covered(share: float) -> float:
        return probability(
            Features(**{**{f.name: 0.0 for f in dataclasses.fields(Features)}, "coverage": share}), "hashing"
        )

    threshold = AnswerSettings().threshold
    # 8 * 0.25 - 2.4 = -0.4, and 1 / (1 + e^0.4) = 0.4013
    assert covered(0.25) == pytest.approx(0.4013, abs=1e-4)
    assert covered(0.25) >= threshold > covered(0.24)
    assert covered(0.0) < threshold / 4, "with none of the words there is nothing relevant"
