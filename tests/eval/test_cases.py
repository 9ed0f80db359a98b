"""Reading suites: every accepted shape, and every refusal with file, line, found and expected."""

from __future__ import annotations

import json

import pytest

from copilot.core.types import Turn
from eval.cases import EvalCase, SuiteError, load_suite

GOOD = {"id": "1", "question": "Wat is de borg?", "relevant": ["borg"], "answer": "50 euro"}


@pytest.fixture
def write(tmp_path):
    def make(*lines: object, name: str = "cases.jsonl"):
        path = tmp_path / name
        path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), "utf-8")
        return path

    return make


def test_a_jsonl_is_a_suite_without_a_configuration(write):
    suite = load_suite(write(GOOD))
    assert (suite.name, suite.config) == ("cases", None)
    assert suite.cases == (EvalCase("1", "Wat is de borg?", ("borg",), "50 euro"),)


def test_every_key_of_a_case_is_read(write):
    more = {"tags": ["nl"], "conversation": [{"role": "customer", "text": "hoi"}], "audiences": ["public"]}
    (case,) = load_suite(write({**GOOD, **more, "answerable": False, "note": "for people"})).cases
    assert case == EvalCase(
        "1", "Wat is de borg?", ("borg",), "50 euro", False, ("nl",), (Turn("customer", "hoi"),), ("public",)
    )


def test_a_toml_names_its_configuration_and_case_files_beside_itself(write, tmp_path):
    write(GOOD, name="a.jsonl")
    write({**GOOD, "id": "2"}, "", name="b.jsonl")
    head = write('name = "fietsen"\nconfig = "../c.toml"\ncases = ["a.jsonl", "b.jsonl"]\n', name="suite.toml")
    for path in (head, tmp_path):
        suite = load_suite(path)
        assert (suite.name, suite.config) == ("fietsen", tmp_path / "../c.toml")
        assert [case.id for case in suite.cases] == ["1", "2"]


def test_a_question_set_with_other_names_is_used_as_it_is(write, tmp_path):
    write({"query_id": "q1", "query": "Wat is de borg?", "docs": ["borg"], "lang": "nl"}, name="a.jsonl")
    fields = 'fields = { id = "query_id", question = "query", relevant = "docs" }'
    (case,) = load_suite(write('name = "x"', 'cases = ["a.jsonl"]', fields, name="suite.toml")).cases
    assert case == EvalCase("q1", "Wat is de borg?", ("borg",))


def test_a_gate_that_nothing_would_judge_by_is_refused(write, tmp_path):
    write(GOOD, name="a.jsonl")
    with pytest.raises(SuiteError, match="gates"):
        load_suite(write('name = "x"', 'cases = ["a.jsonl"]', "[gates]", name="suite.toml"))


@pytest.mark.parametrize(
    ("line", "found", "expected"),
    [
        ('{"id": "1", ', "found", "expected a JSON object"),
        ("[1]", "found list", "expected a JSON object"),
        ({**GOOD, "id": ""}, "found ''", '"id" must be a non-empty text'),
        ({**GOOD, "question": 3}, "found 3", '"question" must be a non-empty text'),
        ({**GOOD, "relevant": "borg"}, "found 'borg'", '"relevant" must be a list of texts'),
        ({**GOOD, "answerable": "yes"}, "found 'yes'", '"answerable" must be true or false'),
        ({**GOOD, "conversation": [{"role": "bot", "text": "x"}]}, "found {'role': 'bot'", "customer|agent"),
        ({"id": "1", "question": "q", "relevent": ["borg"]}, '"relevent"', 'expected "relevant"'),
        ({"id": "1", "question": "q"}, "found neither", "expected one of them"),
    ],
)
def test_a_malformed_line_is_named_with_what_was_found_and_expected(write, line, found, expected):
    path = write(GOOD | {"id": "first"}, line)
    with pytest.raises(SuiteError) as error:
        load_suite(path)
    assert f"{path}:2: " in error.value.problem
    assert found in error.value.problem
    assert expected in error.value.problem
    assert error.value.fix


def test_all_malformed_lines_are_collected_and_five_are_shown(write):
    path = write(GOOD, *["nonsense"] * 8)
    with pytest.raises(SuiteError) as error:
        load_suite(path)
    assert [f"{path}:{n}:" in error.value.problem for n in range(2, 8)] == [True] * 5 + [False]
    assert "and 3 more" in error.value.problem


def test_an_id_that_occurs_twice_is_refused(write):
    with pytest.raises(SuiteError, match="'1' occurs twice"):
        load_suite(write(GOOD, GOOD))


def test_bytes_that_are_no_utf8_are_refused_with_their_line(tmp_path):
    path = tmp_path / "cases.jsonl"
    path.write_bytes(json.dumps(GOOD).encode() + b'\n{"id": "\xff"}')
    with pytest.raises(SuiteError, match=r"jsonl:2: .*utf-8"):
        load_suite(path)


def test_a_lone_surrogate_stays_writable(write):
    (case,) = load_suite(write('{"id": "1", "question": "wat \\ud83d?", "relevant": ["borg"]}')).cases
    assert case.question.encode("utf-8")


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        ("name = ", "is not TOML"),
        ('name = "x"\ncase = ["a.jsonl"]', "unknown key case"),
        ('name = "x"\ncases = ["gone.jsonl"]', "gone.jsonl cannot be read"),
        ('name = "x"\ncases = []', "has no cases"),
    ],
)
def test_a_suite_file_that_cannot_be_used_is_explained(write, toml, problem):
    with pytest.raises(SuiteError, match=problem):
        load_suite(write(toml, name="suite.toml"))


def test_a_missing_suite_is_explained(tmp_path):
    with pytest.raises(SuiteError, match="cannot be read"):
        load_suite(tmp_path / "gone.toml")
    with pytest.raises(SuiteError, match=r"suite\.toml cannot be read"):
        load_suite(tmp_path)
