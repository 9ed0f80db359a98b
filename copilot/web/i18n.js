/**
 * Every word of the interface, in Dutch and English, and the switch between them.
 *
 * A translated element carries its key (data-i18n, and data-i18n-args as JSON), so that a change of language
 * rewrites the page in place: nothing is rendered again, and an open card or running answer stays as it is.
 */

import { MESSAGES } from "./messages.js";

const STORED = "balie.language";
const ATTRIBUTES = { i18nLabel: "aria-label", i18nPlaceholder: "placeholder" };

let language = "nl";

export const currentLanguage = () => language;

/** The language chosen earlier, else the browser's, else Dutch. */
export function preferredLanguage() {
  const known = [localStorage.getItem(STORED), ...navigator.languages].map((tag) => (tag ?? "").slice(0, 2).toLowerCase());
  return known.find((tag) => tag in MESSAGES) ?? "nl";
}

/** Switches the whole page; `remember` keeps the choice for the next visit. */
export function setLanguage(chosen, remember = false) {
  language = chosen;
  document.documentElement.lang = chosen;
  if (remember) localStorage.setItem(STORED, chosen);
  translate(document);
}

/** The message of `key`; numbers in `args` are written as the language writes them. */
export function t(key, args = {}) {
  const message = MESSAGES[language][key];
  if (typeof message !== "function") return message;
  const format = (value) => (typeof value === "number" ? value.toLocaleString(language) : value);
  return message(Object.fromEntries(Object.entries(args).map(([name, value]) => [name, format(value)])));
}

/** Gives `node` the text of `key`, now and after every change of language. */
export function say(node, key, args = {}) {
  node.dataset.i18n = key;
  node.dataset.i18nArgs = JSON.stringify(args);
  node.textContent = t(key, args);
  return node;
}

/** As `say`, for the name that a screen reader speaks. */
export function sayLabel(node, key, args = {}) {
  node.dataset.i18nLabel = key;
  node.dataset.i18nArgs = JSON.stringify(args);
  node.setAttribute("aria-label", t(key, args));
  return node;
}

/** A <time> of an ISO date in the reader's language; null when the source gave no usable date. */
export function dateNode(iso) {
  if (!iso || Number.isNaN(Date.parse(iso))) return null;
  const node = document.createElement("time");
  node.dateTime = iso;
  node.textContent = formatDate(iso);
  return node;
}

function formatDate(iso) {
  return new Date(iso).toLocaleDateString(language, { day: "numeric", month: "short", year: "numeric" });
}

function translate(root) {
  for (const node of root.querySelectorAll("[data-i18n]")) node.textContent = t(node.dataset.i18n, argsOf(node));
  for (const [name, attribute] of Object.entries(ATTRIBUTES)) {
    const selector = `[data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}]`;
    for (const node of root.querySelectorAll(selector)) node.setAttribute(attribute, t(node.dataset[name], argsOf(node)));
  }
  for (const node of root.querySelectorAll("time[datetime]")) node.textContent = formatDate(node.dateTime);
}

const argsOf = (node) => JSON.parse(node.dataset.i18nArgs ?? "{}");
