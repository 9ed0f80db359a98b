/** The side panel: takes a question, runs one answer at a time, and keeps the conversation of this tab. */

import { Problem, ask, hasKey, setKey } from "./api.js";
import { currentLanguage, preferredLanguage, say, setLanguage, t } from "./i18n.js";
import { showDocument } from "./document.js";
import { problemPanel } from "./notices.js";
import { KINDS, kindLabel } from "./sources.js";
import { Turn } from "./turn.js";

const MAX_LENGTH = 4000; // characters of a question
const COUNTER_FROM = 3500;
const REMEMBERED = 6; // entries of the conversation that a follow-up sends

const find = (id) => document.getElementById(id);
const [turnList, welcome, form, question, audience] = ["turns", "welcome", "ask", "question", "for"].map(find);
const [hint, counter, stopButton, newButton] = ["hint", "counter", "stop", "new"].map(find);
const [keyForm, keyField] = ["key-form", "key"].map(find);

let turns = [];
let running = null; // {turn, controller} of the answer that is being written
let waiting = null; // what to do again once there is a key

async function start(text) {
  stop();
  const turn = new Turn(text, { onshow: show, onretry: retry });
  const controller = new AbortController();
  const earlierTurns = turns.flatMap((earlier) => earlier.conversation).slice(-REMEMBERED);
  const body = { question: text, conversation: earlierTurns, for: audience.value };
  turns.forEach((earlier) => (earlier.element.open = false));
  turns.push(turn);
  turnList.append(turn.element);
  running = { turn, controller };
  refresh();
  turn.element.scrollIntoView({ block: "start" });
  try {
    for await (const { event, data } of ask(body, controller.signal)) {
      if (event === "hits") turn.hits(data);
      else if (event === "sentence") turn.sentence(data);
      else if (event === "answer") turn.finish(data);
    }
    if (!turn.answer) throw new Problem(0); // the stream ended early: the service went away
  } catch (error) {
    if (error.name === "AbortError") return;
    const problem = Problem.of(error);
    turn.fail(problem);
    if (problem.status === 401) askForKey(() => retry(turn));
  } finally {
    if (running?.turn === turn) running = null;
    refresh();
  }
}

function stop() {
  if (!running) return;
  running.controller.abort();
  if (!running.turn.answer) running.turn.stop();
  running = null;
  refresh();
}

function retry(turn) {
  turns = turns.filter((other) => other !== turn);
  turn.element.remove();
  start(turn.question);
}

function show(item) {
  showDocument(item, (error, again, close) => {
    const problem = Problem.of(error);
    if (problem.status === 401) {
      close();
      askForKey(again);
    }
    return problemPanel(problem, again);
  });
}

function askForKey(again) {
  waiting = again;
  say(find("key-help"), hasKey() ? "keyRefused" : "keyHelp");
  keyForm.hidden = false;
  keyField.value = "";
  keyField.focus();
}

function submit() {
  const text = question.value.trim();
  const length = Array.from(text).length;
  if (length === 0) say(hint, "empty");
  else if (length > MAX_LENGTH) say(hint, "tooLong", { max: MAX_LENGTH });
  else {
    question.value = "";
    start(text);
  }
  measure(length === 0 || length > MAX_LENGTH);
  question.focus();
}

/** Brings hint, counter and the height of the box in line with what is typed. */
function measure(keepHint = false) {
  const count = Array.from(question.value.trim()).length;
  if (!keepHint) {
    delete hint.dataset.i18n;
    hint.textContent = "";
  }
  question.setAttribute("aria-invalid", String(hint.textContent !== ""));
  counter.hidden = count < COUNTER_FROM;
  counter.classList.toggle("over", count > MAX_LENGTH);
  say(counter, "counter", { count, max: MAX_LENGTH });
}

function refresh() {
  welcome.hidden = turns.length > 0;
  newButton.hidden = turns.length === 0;
  stopButton.hidden = running === null;
}

function chooseLanguage(language, remember) {
  setLanguage(language, remember);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === currentLanguage()));
  }
  document.title = `Balie · ${t("tagline")}`;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
question.addEventListener("input", () => measure());
question.addEventListener("keydown", (event) => {
  // While an input method composes a character, Enter belongs to it.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});
stopButton.addEventListener("click", () => {
  stop();
  question.focus();
});
newButton.addEventListener("click", () => {
  stop();
  turns = [];
  turnList.replaceChildren();
  refresh();
  question.focus();
});
keyForm.addEventListener("submit", (event) => {
  event.preventDefault();
  setKey(keyField.value.trim());
  keyForm.hidden = true;
  question.focus();
  waiting?.();
  waiting = null;
});
for (const example of welcome.querySelectorAll(".examples button")) {
  example.addEventListener("click", () => start(example.textContent));
}
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => chooseLanguage(button.dataset.language, true));
}

welcome.querySelector(".legend").append(
  ...KINDS.map((kind) => {
    const item = document.createElement("li");
    item.append(kindLabel(kind));
    return item;
  }),
);
chooseLanguage(preferredLanguage(), false);
measure();
refresh();
