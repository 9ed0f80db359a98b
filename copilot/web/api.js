/** The service over HTTP: a streamed answer, a document, the asker's key, and problems that a person can act on. */

const KEY = "balie.key";

/** Why a request failed. status 0: no connection. retryAfter: seconds, or 0. detail, next: the server's own words. */
export class Problem extends Error {
  constructor(status, body = {}, retryAfter = 0) {
    super(body.title || `HTTP ${status}`);
    this.status = status;
    this.detail = body.detail || body.title || "";
    this.next = body.next || "";
    // Inside a stream there are no headers: a busy service means a few seconds.
    this.retryAfter = Number(retryAfter) || (status === 429 ? 5 : 0);
  }

  /** Any failure as a Problem; what is no Problem yet is a fault of ours, and goes to the console too. */
  static of(error) {
    if (error instanceof Problem) return error;
    console.error(error);
    return new Problem(-1, { detail: String(error) });
  }
}

export const hasKey = () => sessionStorage.getItem(KEY) !== null;
export const setKey = (key) => sessionStorage.setItem(KEY, key);

/**
 * The events of one answer, in order: {event: "hits" | "sentence" | "answer", data}.
 * Throws Problem; an aborted `signal` throws AbortError.
 */
export async function* ask(body, signal) {
  const response = await request("/v1/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify(body),
    signal,
  });
  for await (const { event, data } of serverEvents(response.body)) {
    if (event === "error") throw new Problem(data.status ?? 500, data);
    yield { event, data };
  }
}

/** One whole document. Throws Problem. */
export async function getDocument(id) {
  const path = id.split("/").map(encodeURIComponent).join("/");
  return (await request(`/v1/documents/${path}`, { headers: { Accept: "application/json" } })).json();
}

async function request(path, options) {
  const key = sessionStorage.getItem(KEY);
  const headers = key === null ? options.headers : { ...options.headers, Authorization: `Bearer ${key}` };
  const response = await connected(() => fetch(path, { ...options, headers }));
  if (response.ok) return response;
  // A proxy in between answers with HTML: then the status alone says what happened.
  const body = await response.json().catch(() => ({}));
  throw new Problem(response.status, body, response.headers.get("Retry-After"));
}

/** fetch and its streams report every loss of the network as a TypeError. */
async function connected(action) {
  try {
    return await action();
  } catch (error) {
    throw error instanceof TypeError ? new Problem(0) : error;
  }
}

/** Server-sent events of a byte stream, their data read as JSON. */
async function* serverEvents(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await connected(() => reader.read());
    if (done) return;
    buffer = (buffer + value).replaceAll("\r\n", "\n");
    const blocks = buffer.split("\n\n");
    buffer = blocks.pop();
    for (const block of blocks) {
      const fields = block.split("\n").map((line) => line.match(/^(event|data): ?(.*)$/)).filter(Boolean);
      const data = fields.filter(([, name]) => name === "data").map(([, , text]) => text).join("\n");
      if (data) yield { event: fields.find(([, name]) => name === "event")?.[2] ?? "message", data: JSON.parse(data) };
    }
  }
}
