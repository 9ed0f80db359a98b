/** The whole document in a dialog, part by part, with the cited passage marked and scrolled into view. */

import { getDocument } from "./api.js";
import { el } from "./dom.js";
import { dateNode, say } from "./i18n.js";
import { kindLabel } from "./sources.js";

const ROLES = ["problem", "attempt", "resolution", "attachment"];

const dialog = document.querySelector("#document");
const head = dialog.querySelector(".document-head");
const body = document.querySelector("#document-body");

let shown = null; // the item that was asked for last; an answer for an earlier one comes too late

document.querySelector("#document-close").addEventListener("click", () => dialog.close());
// Only the dialog's own backdrop is the dialog itself as target.
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

/**
 * Opens the document of a citation ({quote, start, end}) or hit ({text}) and marks its passage.
 * problemNode(error, retry, close) builds what is shown when it cannot be fetched.
 */
export async function showDocument(item, problemNode) {
  shown = item;
  head.replaceChildren(kindLabel(item.kind), el("h2", { id: "document-title" }, item.title));
  body.replaceChildren(say(el("p", { class: "status", role: "status" }), "loading"));
  if (!dialog.open) dialog.showModal();
  try {
    const found = await getDocument(item.document_id);
    if (shown !== item) return;
    const origin = el("span", { class: "origin" }, found.source);
    head.replaceChildren(
      el("p", { class: "meta" }, kindLabel(found.kind), origin, dateNode(found.updated_at)),
      el("h2", { id: "document-title" }, found.title || found.external_id),
    );
    fill(found, item);
  } catch (error) {
    if (shown !== item) return;
    body.replaceChildren(problemNode(error, () => showDocument(item, problemNode), () => dialog.close()));
  }
}

function fill(found, item) {
  const { points, start, end, changed } = locate(found.text, item);
  const note = changed ? say(el("p", { class: "note" }), start < 0 ? "passageGone" : "documentChanged") : null;
  const sections = found.parts.map((part) => section(part, points, start, end));
  body.replaceChildren(...[note, ...sections].filter(Boolean));
  body.scrollTop = 0;
  body.querySelector("mark")?.scrollIntoView({ block: "center" });
  body.focus({ preventScroll: true });
}

/**
 * Where the passage stands, in code points of the document (JavaScript's own indices count UTF-16 units).
 * A document that was ingested again since the answer is searched for the words instead; start is -1 when they are gone.
 */
function locate(text, item) {
  const points = Array.from(text);
  const words = item.quote ?? item.text;
  if (item.quote !== undefined && points.slice(item.start, item.end).join("") === words) {
    return { points, start: item.start, end: item.end, changed: false };
  }
  const at = text.indexOf(words);
  const start = at < 0 ? -1 : Array.from(text.slice(0, at)).length;
  return { points, start, end: start + Array.from(words).length, changed: item.quote !== undefined || at < 0 };
}

function section(part, points, start, end) {
  const text = (from, to) => points.slice(Math.max(from, part.start), Math.max(Math.min(to, part.end), part.start)).join("");
  const marked = start < 0 ? "" : text(start, end);
  const content = marked
    ? [text(part.start, start), el("mark", {}, marked), text(end, part.end)]
    : [text(part.start, part.end)];
  return el("section", { class: "part" }, partHead(part), el("div", { class: "part-text" }, ...content));
}

function partHead(part) {
  const role = ROLES.includes(part.role) ? say(el("span", { class: `role role-${part.role}` }), `role_${part.role}`) : null;
  const author = part.author ? el("span", { class: "author" }, part.author) : null;
  const heading = part.heading ? el("span", { class: "part-heading" }, part.heading) : null;
  const known = [role, heading, author, dateNode(part.at)].filter(Boolean);
  return known.length ? el("header", { class: "part-head" }, ...known) : null;
}
