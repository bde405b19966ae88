// Answers that could not be sent yet, kept on this device until the server has them. One entry per question:
// only its last answer matters. localStorage may be missing (private windows): then the page's memory must do.
// A device may be shared: what somebody else left here is neither seen nor sent, and waits until she is back.
const PREFIX = `trato:answer:${document.querySelector("[data-person]").dataset.person}:`;
const memory = new Map();

function store() {
  try {
    localStorage.setItem(`${PREFIX}?`, "");
    localStorage.removeItem(`${PREFIX}?`);
    return localStorage;
  } catch {
    return null;
  }
}

const disk = store();
export const durable = disk !== null;

export function keep(url, body) {
  if (disk) disk.setItem(PREFIX + url, body);
  else memory.set(url, body);
}

// Forgets an answer; with `body` only if it is still that one: another tab may have left a newer.
export function drop(url, body = null) {
  if (body !== null && read(url) !== body) return;
  disk?.removeItem(PREFIX + url);
  memory.delete(url);
}

export function read(url) {
  return disk ? disk.getItem(PREFIX + url) : memory.get(url) ?? null;
}

export function waiting() {
  if (!disk) return [...memory.keys()];
  return Object.keys(disk).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
}

// What came of an answer, by the status of the reply; everything else is as good as no connection.
const OUTCOMES = { 400: "invalid", 401: "signed-out", 403: "signed-out", 404: "refused", 409: "conflict", 410: "over" };
// With the pause after typing it stays under five seconds until somebody hears that the connection is gone.
const PATIENCE = 3500;

// Sends one answer. Says what came of it, never throws: "saved", one of OUTCOMES, or "offline".
export async function send(url, body, token) {
  const gone = new AbortController();
  const timer = setTimeout(() => gone.abort(), PATIENCE);
  try {
    const reply = await fetch(url, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token, Accept: "application/json" },
      credentials: "same-origin",
      keepalive: true, // a click on another question does not cut the save short
      signal: gone.signal,
    });
    const said = await reply.json().catch(() => null);
    // A page instead of JSON is a sign-in page or a proxy in between: nothing was saved.
    if (reply.ok && said && "revision" in said) return { outcome: "saved", said };
    if (reply.ok && reply.redirected) return { outcome: "signed-out", said: said ?? {} };
    return { outcome: OUTCOMES[reply.status] ?? "offline", said: said ?? {} };
  } catch {
    return { outcome: "offline", said: {} };
  } finally {
    clearTimeout(timer);
  }
}
