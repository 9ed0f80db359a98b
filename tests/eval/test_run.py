"""`python -m eval run` over a real small store, and how cases are put to the product."""

from __future__ import annotations

import dataclasses
import json
import xml.etree.ElementTree as ET

import pytest

from copilot.core.errors import RequestError
from copilot.core.types import LOCAL_ASKER, Chunk, Hit, Turn
from copilot.pipeline import SearchResult
from eval.__main__ import main
from eval.cases import EvalCase, SuiteError
from eval.run import DEPTH, Resolver, rank, run

CASES = [
    {"id": "1", "question": "Hoe hoog is de borg van een huurfiets?", "relevant": ["wiki:borg"], "answer": "50 euro"},
    {"id": "2", "question": "Wat kost een lekke band plakken?", "relevant": ["lekke-band"], "answer": "15 euro"},
    {"id": "3", "question": "Wanneer is de werkplaats open?", "relevant": ["openingstijden", "gone"], "tags": ["nl"]},
    {"id": "4", "question": "Hoe oud is de maan?", "answerable": False, "tags": ["nl"]},
]


@pytest.fixture
def suite(tmp_path, config):
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, CASES)), "utf-8")
    path = tmp_path / "suite.toml"
    path.write_text(f'name = "fietsen"\nconfig = {json.dumps(str(config))}\ncases = ["cases.jsonl"]\n', "utf-8")
    return path


def test_a_run_writes_the_report_in_four_shapes(suite, tmp_path, capsys):
    assert main(["run", str(suite), "--out", str(tmp_path / "out")]) == 0
    made = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert (made["suite"], made["provenance"]["snapshot"]) == ("fietsen", "gen-000001")
    assert made["provenance"]["embedder"].startswith("hashing")
    assert made["provenance"]["settings"]["embedder"]["type"] == "hashing"
    # Case 3 has two relevant documents of which one does not exist: (1 + 1 + 1/2) / 3
    assert made["metrics"]["recall@5"]["value"] == pytest.approx(2.5 / 3)
    assert made["metrics"]["recall@5"]["n_skipped"] == 1
    assert made["metrics"]["citation_verbatim"]["value"] == 1.0
    assert made["counts"]["with_missing_relevant"] == 1
    assert made["cases"][2]["missing_relevant"] == ["gone"]
    assert len(ET.parse(tmp_path / "out" / "junit.xml").findall("testcase")) == 4
    assert (tmp_path / "out" / "run.trec").read_text("utf-8").startswith("1 Q0 wiki:borg 1 ")
    assert "fietsen" in (tmp_path / "out" / "report.html").read_text("utf-8")
    out, err = capsys.readouterr()
    assert "recall@5" in out
    assert "report.html" in out
    assert "'gone' of case '3'" in err


def test_retrieval_alone_is_measured_without_answering(suite, tmp_path):
    assert main(["run", str(suite), "--out", str(tmp_path / "out"), "--metrics-only", "retrieval", "--limit", "2"]) == 0
    made = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert "answer_contains" not in made["metrics"]
    assert [case["status"] for case in made["cases"]] == ["not_asked", "not_asked"]
    assert made["metrics"]["latency_p50_ms"]["value"] > 0


def test_a_suite_that_points_at_nothing_is_refused(tmp_path, config, capsys):
    cases = tmp_path / "cases.jsonl"
    cases.write_text('{"id": "1", "question": "q", "relevant": ["elders"]}', "utf-8")
    assert main(["run", str(cases), "--config", str(config), "--out", str(tmp_path / "out")]) == 1
    assert "'elders' of case '1'" in capsys.readouterr().err


def test_help_lists_only_what_works(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "run " in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["compare"])


@pytest.mark.parametrize("limit", ["0", "-1", "veel"])
def test_a_limit_that_is_no_count_is_refused(suite, tmp_path, limit, capsys):
    with pytest.raises(SystemExit):
        main(["run", str(suite), "--out", str(tmp_path / "out"), f"--limit={limit}"])
    assert "expected a number of cases" in capsys.readouterr().err


class FakeCopilot:
    """Finds one document, refuses everything, fails on an empty-handed question, and remembers how it was asked."""

    def __init__(self, hit, answer):
        self.asked, self._hit, self._answer = [], hit, answer

    def warm_up(self):
        pass

    def answer(self, asker, question):
        self.asked.append((asker, question.text, question.conversation))
        if question.text == "kapot":
            raise RequestError("de vraag is kapot")
        return self._answer

    def search(self, asker, query, k, _filters, conversation=()):
        self.asked.append((asker, query, conversation, k))
        return SearchResult((self._hit,), "gen-000001", {})


@pytest.fixture
def fake(document, refused):
    page = document("a", "tekst")
    return FakeCopilot(Hit(Chunk(page.id, 0, 5, "tekst"), page, 1.0, 1), refused)


def test_search_and_answer_see_the_same_asker_and_conversation(fake):
    turns = (Turn("customer", "hoi"),)
    run(fake, [EvalCase("1", "q", ("a",), conversation=turns, audiences=("public",))], ["wiki:a"], answers=True)
    (asker, *asked), (searcher, *searched) = fake.asked
    assert asker == searcher
    assert (asker.roles, asker.audiences) == ({"agent"}, {"public"})
    assert asked == ["q", turns]
    assert searched == ["q", turns, DEPTH]


def test_without_audiences_the_local_user_asks(fake):
    run(fake, [EvalCase("1", "q", ("a",))], ["wiki:a"], answers=False)
    assert fake.asked == [(LOCAL_ASKER, "q", (), DEPTH)]


def test_a_case_that_fails_stops_no_other(fake):
    cases = [EvalCase("1", "kapot", ("a",)), EvalCase("2", "q", ("a",))]
    assert [o.status for o in run(fake, cases, ["wiki:a"], answers=True)] == ["failed", "refused"]


def test_when_every_case_fails_the_run_does(fake):
    with pytest.raises(RequestError, match="kapot"):
        run(fake, [EvalCase("1", "kapot", ("a",))], ["wiki:a"], answers=True)


def test_only_unanswerable_cases_need_no_documents(fake):
    assert len(run(fake, [EvalCase("1", "q", answerable=False)], [], answers=True)) == 1
    with pytest.raises(SuiteError):
        run(fake, [EvalCase("1", "q", ("a",))], [], answers=True)


def test_a_document_is_ranked_once_by_its_best_chunk(document):
    a, copy, b = document("a"), document("copy"), document("b")
    hits = [Hit(Chunk(d.id, 0, 0, ""), d, 1 / n, n) for n, d in enumerate([a, a, copy, b], 1)]
    hits[0] = dataclasses.replace(hits[0], also_in=("wiki:copy",))
    assert [(r.document_id, r.score) for r in rank(hits)] == [("wiki:a", 1.0), ("wiki:b", 1 / 4)]


def test_an_external_id_means_that_document_in_any_source():
    resolve = Resolver(["wiki:a", "mail:a", "mail:b", "mail:x:y"])
    relevant, missing = resolve(EvalCase("1", "q", ("a", "mail:b", "b", "x:y", "gone")))
    assert relevant == (
        frozenset({"wiki:a", "mail:a"}),
        frozenset({"mail:b"}),
        frozenset({"mail:x:y"}),
        frozenset({"gone"}),
    )
    assert missing == ("gone",)
