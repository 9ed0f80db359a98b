/** Source cards: what is cited (numbered, with the quote marked in its surroundings) and what merely came near. */

import { el, icon, isWebAddress } from "./dom.js";
import { dateNode, say, t } from "./i18n.js";

export const KINDS = ["mail", "chat", "wiki", "ticket"];

const SURROUNDINGS = 140; // characters shown on either side of a quote

/** The coloured label of a kind of source. */
export function kindLabel(kind) {
  const known = KINDS.includes(kind) ? kind : "other";
  return el("span", { class: `kind kind-${known}` }, icon(known), say(el("span"), `kind_${known}`));
}

/**
 * Card of a citation. hit: the passage it was taken from, when it is among the hits (it knows the date and the
 * surroundings). onshow() opens the document, onback() returns to the answer.
 */
export function citationCard(citation, hit, id, { onshow, onback }) {
  const back = el("button", { type: "button", class: "link", onclick: onback }, icon("up"), say(el("span"), "backToAnswer"));
  return el(
    "li",
    { class: `card ${kindClass(citation.kind)}`, id, tabindex: "-1" },
    cardHead(citation, hit, el("span", { class: "number" }, String(citation.n))),
    quoteNode(citation.quote, hit?.text ?? ""),
    alsoIn(citation.also_in),
    cardActions(citation.uri, onshow, back),
  );
}

/** Card of a passage that was found but answers nothing. */
export function nearestCard(hit, onshow) {
  return el(
    "li",
    { class: `card ${kindClass(hit.kind)}` },
    cardHead(hit, hit, null),
    el("blockquote", { class: "quote plain" }, shorten(hit.text, 280)),
    cardActions(hit.uri, onshow, null),
  );
}

const kindClass = (kind) => `edge-${KINDS.includes(kind) ? kind : "other"}`;

function cardHead(item, hit, number) {
  const title = el("h4", { class: "title" }, item.title || null);
  if (!item.title) say(title, "untitled");
  const heading = hit?.heading && hit.heading !== item.title ? el("p", { class: "heading" }, hit.heading) : null;
  const origin = el("span", { class: "origin" }, item.source);
  const date = dateNode(item.updated_at ?? hit?.updated_at);
  return el("header", {}, el("p", { class: "meta" }, number, kindLabel(item.kind), origin, date), title, heading);
}

function quoteNode(quote, passage) {
  const node = el("blockquote", { class: "quote" });
  const at = passage.indexOf(quote);
  const before = at > 0 ? passage.slice(0, at) : "";
  const after = at >= 0 ? passage.slice(at + quote.length) : "";
  node.append(shortenStart(before), el("mark", {}, quote), shorten(after, SURROUNDINGS));
  return node;
}

function cardActions(uri, onshow, back) {
  const show = el("button", { type: "button", class: "link", onclick: onshow }, icon("find"), say(el("span"), "showInDocument"));
  return el("footer", {}, show, isWebAddress(uri) ? sourceLink(uri) : null, back, isWebAddress(uri) ? null : address(uri));
}

function sourceLink(uri) {
  const attributes = { class: "link", href: uri, target: "_blank", rel: "noopener noreferrer", title: uri };
  return el("a", attributes, icon("link"), say(el("span"), "openSource"));
}

function address(uri) {
  return uri ? el("p", { class: "address" }, say(el("span"), "address"), " ", el("code", {}, uri)) : null;
}

function alsoIn(ids) {
  return ids?.length ? say(el("p", { class: "also" }), "alsoIn", { list: ids.join(", ") }) : null;
}

/** The first `limit` characters, cut between words and never inside a surrogate pair. */
function shorten(text, limit) {
  if (text.length <= limit) return text;
  return `${text.slice(0, text.lastIndexOf(" ", limit) + 1 || limit).trimEnd().toWellFormed()}…`;
}

function shortenStart(text) {
  if (text.length <= SURROUNDINGS) return text;
  const cut = text.indexOf(" ", text.length - SURROUNDINGS);
  return `…${text.slice(cut < 0 ? text.length - SURROUNDINGS : cut + 1).toWellFormed()}`;
}

/** The name that a screen reader speaks for a marker. */
export const markerName = ({ n, title }) => (title ? ["marker", { n, title }] : ["markerPlain", { n }]);

/** A plain-text list of sources, for the clipboard. */
export function sourcesAsText(citations) {
  const line = ({ n, title, uri, document_id: id }) => `[${n}] ${title || t("untitled")} (${uri || id})`;
  return `${t("sources")}:\n${citations.map(line).join("\n")}`;
}
