/** What stands around an answer: how sure it is, what to mind, why there is none, and what went wrong. */

import { hindrance } from "./copy.js";
import { el, icon } from "./dom.js";
import { dateNode, say } from "./i18n.js";

const CONFIDENCE = ["high", "medium", "low"];
const WARNINGS = ["outdated", "superseded", "internal", "personal_data", "degraded"];
const REASONS = ["nothing_relevant", "fact_missing", "not_permitted"];
const PROBLEMS = [0, 401, 403, 404, 422, 429, 503];

/** Confidence and whether the text may go to a customer. */
export function badges(answer) {
  const level = CONFIDENCE.includes(answer.confidence) ? answer.confidence : "low";
  const why = hindrance(answer);
  return el(
    "p",
    { class: "badges" },
    el(
      "span",
      { class: `badge confidence confidence-${level}` },
      el("span", { class: "meter" }),
      say(el("span"), `confidence_${level}`),
    ),
    el(
      "span",
      { class: `badge ${why ? "unsafe" : "safe"}` },
      icon(why ? "lock" : "shield"),
      say(el("span"), why ? `unsafe_${why}` : "safe"),
    ),
  );
}

/** The warnings of an answer, or null. marker(n) builds the button of a citation. */
export function warningList(warnings, marker) {
  if (!warnings?.length) return null;
  const item = ({ code, text, citation }) =>
    el(
      "li",
      {},
      WARNINGS.includes(code) ? say(el("strong"), `warning_${code}`) : null,
      " ",
      text,
      citation ? marker(citation) : null,
    );
  return notice("warning", "warnings", el("ul", {}, ...warnings.map(item)));
}

/** Facts on which sources differ: what each says, since when and by whom, and the one that is proposed; or null. */
export function conflictList(conflicts, marker, titleOf) {
  if (!conflicts?.length) return null;
  const side = (conflict) => ({ value, citation, date, owner }, index) =>
    el(
      "li",
      {},
      value,
      citation ? marker(citation) : null,
      index === conflict.proposed ? say(el("span", { class: "proposed" }), "proposed") : null,
      origin([titleOf(citation), dateNode(date), owner]),
    );
  const facts = conflicts.map((conflict) =>
    el("div", {}, el("p", { class: "fact" }, conflict.fact), el("ul", {}, ...conflict.sides.map(side(conflict)))),
  );
  return notice("conflict", "conflicts", ...facts);
}

/** A refusal: why, in the server's words, and what the agent can do next. */
export function refusalPanel(refusal) {
  const reason = REASONS.includes(refusal.reason) ? refusal.reason : "nothing_relevant";
  return el(
    "div",
    { class: "panel refusal" },
    icon("compass"),
    el(
      "div",
      {},
      say(el("h3"), `refusal_${reason}`),
      el("p", {}, refusal.text),
      say(el("p", { class: "next" }), nextStep(refusal)),
    ),
  );
}

function nextStep({ reason, nearest }) {
  if (reason === "not_permitted") return "refusalNextInternal";
  return nearest?.length ? "refusalNext" : "refusalNextPlain";
}

/** A failure in human words with what to do next; onretry null leaves the button out. After a 429 it counts down first. */
export function problemPanel(problem, onretry) {
  const known = PROBLEMS.includes(problem.status) ? problem.status : "other";
  const details = known === 401 ? [] : [problem.detail, problem.next].filter(Boolean);
  const retry = onretry && known !== 401 ? retryButton(problem.retryAfter, onretry) : null;
  return el(
    "div",
    { class: "panel problem", role: "alert" },
    icon(known === 0 ? "plug" : known === 401 ? "lock" : "warning"),
    el(
      "div",
      {},
      say(el("h3"), `problem_${known}`),
      say(el("p"), `problem_${known}_next`),
      details.length ? el("p", { class: "detail" }, details.join(" · ")) : null,
      retry,
    ),
  );
}

function retryButton(seconds, onretry) {
  const button = el("button", { type: "button", class: "button", onclick: onretry });
  const tick = (left) => {
    button.disabled = left > 0;
    if (left <= 0) say(button, "retry");
    else {
      say(button, "retryIn", { seconds: left });
      setTimeout(tick, 1000, left - 1);
    }
  };
  tick(Math.ceil(seconds));
  return button;
}

/** Title, date and owner of a source in one line, as far as they are known. */
function origin(known) {
  const parts = known.filter(Boolean);
  return parts.length ? el("p", { class: "side" }, ...parts.flatMap((part, at) => (at ? [" · ", part] : [part]))) : null;
}

function notice(kind, titleKey, ...content) {
  return el("div", { class: `notice ${kind}` }, el("h4", {}, icon("warning"), say(el("span"), titleKey)), ...content);
}
