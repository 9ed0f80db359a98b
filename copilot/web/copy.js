/** Copying an answer: at once when it may go to a customer, else only after a second, deliberate step that says why not. */

import { copyText, el, icon } from "./dom.js";
import { say } from "./i18n.js";
import { sourcesAsText } from "./sources.js";

/** Why an answer may not go to a customer as it is: "internal", "personal" or, when it may, null. */
export function hindrance({ safe_to_send: safe, warnings }) {
  if (safe === true) return null;
  const has = (code) => warnings?.some((warning) => warning.code === code);
  return has("personal_data") && !has("internal") ? "personal" : "internal";
}

/** The sentences without their markers. */
export const plainText = (answer) => answer.sentences.map(({ text }) => text).join(" ");

/** The buttons below an answer, with the step in between where it needs one. */
export function copyButtons(answer) {
  const why = hindrance(answer);
  const outcome = el("span", { class: "copied", role: "status" });
  const step = el("div", { class: "confirm", role: "group", hidden: true });
  const copy = async (text) => say(outcome, (await copyText(text())) ? (why ? `copied_${why}` : "copied") : "copyFailed");
  const button = (key, text) => {
    const onclick = ({ currentTarget }) => (why ? confirm(step, why, currentTarget, () => copy(text)) : copy(text));
    return el("button", { type: "button", class: "button small", onclick }, icon("copy"), say(el("span"), key));
  };
  return el(
    "div",
    { class: "copy" },
    button("copy", () => plainText(answer)),
    button("copyWithSources", () => `${answer.answer}\n\n${sourcesAsText(answer.citations)}`),
    outcome,
    step,
  );
}

/** Asks in place; focus goes to the question's own button and back to `asked` afterwards, Escape is no. */
function confirm(step, why, asked, onyes) {
  const close = () => {
    step.hidden = true;
    asked.focus();
  };
  const yes = el("button", { type: "button", class: "button small", onclick: () => (close(), onyes()) });
  const no = el("button", { type: "button", class: "button small quiet", onclick: close });
  const reason = say(el("p", { id: `${asked.closest(".turn").id}-why` }), `confirm_${why}`);
  say(yes, `copyAnyway_${why}`).setAttribute("aria-describedby", reason.id);
  step.replaceChildren(reason, yes, say(no, "cancel"));
  step.onkeydown = ({ key }) => {
    if (key === "Escape") close(); // nothing is returned: false would take the key from the button
  };
  step.hidden = false;
  yes.focus();
}
