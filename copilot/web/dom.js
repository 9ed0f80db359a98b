/**
 * Building the page. Source texts and answers are hostile: they only ever become text nodes, never markup,
 * and an address becomes a link only when it is http or https.
 */

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  mail: "M3 6.5h18v11H3z M3 7l9 6.5L21 7",
  chat: "M4 5h16v10.5h-9L6.5 19v-3.5H4z",
  wiki: "M6 3.5h9l3.5 3.5v13.5H6z M9.5 11h6 M9.5 14.5h6",
  ticket: "M3.5 7h17v3.2a1.9 1.9 0 0 0 0 3.6V17h-17v-3.2a1.9 1.9 0 0 0 0-3.6z M14 7.5v9",
  other: "M6 3.5h9l3.5 3.5v13.5H6z",
  copy: "M8.5 8.5h11v11h-11z M15.5 8.5v-4h-11v11h4",
  link: "M10 6H5.5v12.5H18V14 M13.5 5H19v5.5 M19 5l-8 8",
  up: "M12 19V6 M6.5 11.5L12 6l5.5 5.5",
  find: "M10.5 4.5a6 6 0 1 0 0 12a6 6 0 0 0 0-12z M15 15l5 5",
  shield: "M12 3.5l7 2.5v5.5c0 4.3-2.9 7.2-7 9c-4.1-1.8-7-4.7-7-9V6z M9 12l2.2 2.2L15.2 10",
  lock: "M6.5 11h11v8.5h-11z M8.8 11V8a3.2 3.2 0 0 1 6.4 0v3",
  warning: "M12 4.5l8.5 15h-17z M12 10v4.5 M12 16.8v.4",
  compass: "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17z M15.5 8.5l-2 5l-5 2l2-5z",
  plug: "M9 4v5 M15 4v5 M7 9h10v3a5 5 0 0 1-10 0z M12 17v3.5",
};

/** An element. `attributes`: a function listens (onclick), true is bare, null and false are left out. Children are nodes or text. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** A decorative icon in the colour of its text. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Whether an address may become a link. */
export function isWebAddress(uri) {
  try {
    return ["http:", "https:"].includes(new URL(uri).protocol);
  } catch (error) {
    if (error instanceof TypeError) return false; // relative or no address at all
    throw error;
  }
}

/** Puts `text` on the clipboard; false when the browser does not let us. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without https the clipboard is absent or refuses; the old command still works there.
    const area = el("textarea", { class: "visually-hidden", readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }
}
