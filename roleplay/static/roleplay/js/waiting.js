// The choice that could not be sent yet, kept on this device until the server has it: one per conversation.
// localStorage may be missing (private windows): then the page's memory must do.
// A device may be shared: only a conversation's own page reads and sends it, and that page is one person's alone.
const PREFIX = "trato:choice:";
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

export function keep(page, choice) {
  if (disk) disk.setItem(PREFIX + page, JSON.stringify(choice));
  else memory.set(page, choice);
}

export function drop(page) {
  disk?.removeItem(PREFIX + page);
  memory.delete(page);
}

export function read(page) {
  if (!disk) return memory.get(page) ?? null;
  try {
    return JSON.parse(disk.getItem(PREFIX + page));
  } catch {
    return null;
  }
}

// Sends one choice. Says what came of it, never throws: "taken", "over", "refused", "signed-out", "stale" or "offline".
export async function send(url, body, token) {
  const gone = new AbortController();
  const timer = setTimeout(() => gone.abort(), 12000);
  try {
    const reply = await fetch(url, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token, Accept: "application/json" },
      credentials: "same-origin",
      signal: gone.signal,
    });
    const said = await reply.json().catch(() => null);
    if (reply.status === 401 || (reply.ok && !said && reply.redirected)) return { outcome: "signed-out", said: said ?? {} };
    // The page was open so long that its token is old: the plain form knows what to do then.
    if (reply.status === 403) return { outcome: "stale", said: said ?? {} };
    if (reply.ok && said?.url) return { outcome: "over", said };
    if (reply.ok && said?.html) return { outcome: "taken", said };
    if (reply.status >= 400 && reply.status < 500 && reply.status !== 408 && reply.status !== 429) return { outcome: "refused", said: said ?? {} };
    return { outcome: "offline", said: {} };
  } catch {
    return { outcome: "offline", said: {} };
  } finally {
    clearTimeout(timer);
  }
}
