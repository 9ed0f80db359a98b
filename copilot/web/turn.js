/**
 * One question and what came of it: sentences as they arrive, then badges, notices and source cards;
 * or a refusal, or a problem. Earlier turns fold into their question.
 */

import { copyButtons, plainText } from "./copy.js";
import { el } from "./dom.js";
import { say, sayLabel } from "./i18n.js";
import { badges, conflictList, problemPanel, refusalPanel, warningList } from "./notices.js";
import { citationCard, markerName, nearestCard } from "./sources.js";

// A marker stays on the line of the word before it, unless that word is too long to be kept whole.
const LAST_WORD = /^(.*?)(\S{0,20})$/su;

let created = 0;

export class Turn {
  /** onshow(item) opens the document of a citation or hit; onretry(turn) asks the question again. */
  constructor(question, { onshow, onretry }) {
    this.question = question;
    this.answer = null;
    this.id = `turn-${(created += 1)}`;
    this._onshow = onshow;
    this._onretry = onretry;
    this._hits = [];
    this._sentences = [];
    this._citations = new Map();
    this._began = performance.now();

    this._status = say(el("p", { class: "status working", role: "status" }), "searching");
    this._text = el("div", { class: "answer", "aria-live": "polite", lang: "" });
    this._result = el("div", { class: "result" });
    this._cards = el("ol", { class: "cards" });
    this._cardsTitle = say(el("h3", { class: "small-caps" }), "sources");
    this._sources = el("aside", { class: "sources", hidden: true }, this._cardsTitle, this._cards);
    this._main = el("div", { class: "main" }, this._status, this._text, this._result);
    this.element = el(
      "details",
      { class: "turn", id: this.id, open: true },
      el("summary", {}, el("h2", { class: "question" }, question)),
      el("div", { class: "turn-body" }, this._main, this._sources),
    );
  }

  hits({ hits }) {
    this._hits = hits;
    say(this._status, "writing", { n: hits.length });
  }

  sentence({ text, citations }) {
    citations.forEach((citation) => this._cite(citation));
    this._write({ text, citations: citations.map(({ n }) => n) });
  }

  /** The whole answer: it decides, also over what was streamed. */
  finish(answer) {
    this.answer = answer;
    const seconds = Math.max(0.1, Math.round((performance.now() - this._began) / 100) / 10);
    this._settle("done", { seconds });
    if (answer.status === "refused") this._refuse(answer.refusal);
    else this._complete(answer);
  }

  /** The agent stopped it; what was written stays, marked as unfinished. */
  stop() {
    this._settle("stopped");
  }

  fail(problem) {
    this._settle("broken");
    this._status.hidden = this._sentences.length === 0;
    this._result.replaceChildren(problemPanel(problem, () => this._onretry(this)));
  }

  /** What a follow-up needs to know of this turn: nothing when it has no outcome. */
  get conversation() {
    if (!this.answer) return [];
    const asked = { role: "customer", text: this.question };
    const replied = this.answer.status === "answered" ? plainText(this.answer) : this.answer.refusal.text;
    return [asked, { role: "agent", text: replied }];
  }

  _settle(key, args = {}) {
    this._status.classList.remove("working");
    say(this._status, key, args);
  }

  _complete(answer) {
    const final = answer.sentences.map(({ text, citations }) => ({ text, citations }));
    if (JSON.stringify(this._sentences) !== JSON.stringify(final)) {
      this._text.replaceChildren();
      this._cards.replaceChildren();
      this._citations.clear();
      this._sentences = [];
      answer.citations.forEach((citation) => this._cite(citation));
      answer.sentences.forEach((sentence) => this._write(sentence));
    }
    answer.citations.forEach((citation) => this._cite(citation));
    const marker = (n) => this._marker(n);
    const titleOf = (n) => this._citations.get(n)?.title ?? "";
    const notices = [conflictList(answer.conflicts, marker, titleOf), warningList(answer.warnings, marker)];
    this._result.replaceChildren(...[badges(answer), ...notices, copyButtons(answer)].filter(Boolean));
  }

  _refuse(refusal) {
    const nearest = refusal.nearest ?? [];
    this._text.replaceChildren(refusalPanel(refusal));
    this._result.replaceChildren();
    say(this._cardsTitle, "nearest");
    this._cards.replaceChildren(...nearest.map((hit) => nearestCard(hit, () => this._onshow(hit))));
    this._sources.classList.add("nearest");
    this._sources.hidden = nearest.length === 0;
  }

  _write(sentence) {
    this._sentences.push({ text: sentence.text, citations: sentence.citations });
    const [, text, lastWord] = sentence.text.match(LAST_WORD);
    const markers = sentence.citations.map((n) => this._marker(n));
    this._text.append(el("span", { class: "sentence" }, text, el("span", { class: "tail" }, lastWord, ...markers)), " ");
  }

  _cite(citation) {
    if (this._citations.has(citation.n)) return;
    this._citations.set(citation.n, citation);
    const hit = this._hits.find((found) => found.chunk_id === citation.chunk_id && found.text.includes(citation.quote));
    const actions = { onshow: () => this._onshow(citation), onback: () => this._backTo(citation.n) };
    this._cards.append(citationCard(citation, hit, this._cardId(citation.n), actions));
    this._sources.hidden = false;
  }

  _marker(n) {
    const button = el("button", { type: "button", class: "marker", "data-n": n, onclick: () => this._flash(n) }, `[${n}]`);
    return sayLabel(button, ...markerName(this._citations.get(n) ?? { n }));
  }

  _flash(n) {
    const card = document.getElementById(this._cardId(n));
    if (!card) return;
    card.classList.remove("flash");
    card.scrollIntoView({ block: "nearest" });
    card.focus({ preventScroll: true });
    card.classList.add("flash");
    card.addEventListener("animationend", () => card.classList.remove("flash"), { once: true });
  }

  _backTo(n) {
    const marker = this._text.querySelector(`.marker[data-n="${n}"]`);
    marker?.scrollIntoView({ block: "center" });
    marker?.focus({ preventScroll: true });
  }

  _cardId(n) {
    return `${this.id}-source-${n}`;
  }
}
