// A turn without leaving the page: the choice is sent, the customer answers in place, and the focus goes to their
// words. Nothing chosen is lost without a connection. Without this module the same buttons send the same forms.
import { moveFace } from "./face.js";
import { drop, durable, keep, read, send } from "./waiting.js";

const root = document.querySelector("[data-talk]");
const words = root.dataset;
const live = root.querySelector("[data-live]");
const page = location.pathname;
const still = matchMedia("(prefers-reduced-motion: reduce)");
const wide = matchMedia("(min-width: 60rem)");
const WAITS = [2, 5, 10, 30, 60];
// Where it counts, a stray key must not answer: there the keys are off until asked for, and remembered apart.
const assessed = words.mode === "assess";
const KEYS = `trato:conversation-keys${assessed ? ":assess" : ""}`;
let busy = false;
let kept = false;

const stage = () => root.querySelector("#stage");
const say = () => stage().querySelector("[data-say]");
const pause = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

function tell(text, { kept: held = false, link = null } = {}) {
  const status = stage().querySelector("[data-status]");
  status.textContent = text;
  status.classList.toggle("say__status--kept", held);
  if (held) status.scrollIntoView({ block: "nearest" });
  if (link) status.append(" ", Object.assign(document.createElement("a"), { href: link, textContent: words.signIn }));
}

// --- the page around the words ---

// The drawer closes like a menu on a phone; beside the conversation it stays open.
function arrange() {
  const brief = stage().querySelector("[data-brief]");
  if (!brief) return;
  brief.toggleAttribute("data-menu", !wide.matches);
  if (wide.matches) brief.open = true;
}

// The words and what may be said to them, in one view; what came before is just above.
function toNow() {
  stage().querySelector("[data-now]")?.scrollIntoView({ block: "start" });
}

let keys = assessed ? "off" : "on";
try { keys = localStorage.getItem(KEYS) ?? keys; } catch { /* only for this page, then */ }
const keysOn = () => keys === "on";

function showKeys() {
  const button = stage().querySelector("[data-keys]");
  if (!button) return;
  button.hidden = false;
  button.setAttribute("aria-pressed", String(keysOn()));
  for (const option of stage().querySelectorAll("[data-key]")) {
    if (keysOn()) option.setAttribute("aria-keyshortcuts", option.dataset.key);
    else option.removeAttribute("aria-keyshortcuts");
  }
}

function swap(said, opened) {
  const fresh = new DOMParser().parseFromString(said.html, "text/html").getElementById("stage");
  if (!fresh) { location.reload(); return; }
  const old = stage();
  for (const each of fresh.querySelectorAll("details[data-keep]")) {
    each.open = old.querySelector(`details[data-keep="${each.dataset.keep}"]`)?.open ?? each.open;
  }
  const scrolled = old.querySelector(".brief__body")?.scrollTop ?? 0;
  const now = fresh.querySelector("[data-now]");
  now?.setAttribute("data-fresh", "");
  old.replaceWith(fresh);
  arrange();
  showKeys();
  const [before, after] = [old.querySelector(".customer .face"), fresh.querySelector(".customer .face")];
  if (before && after && !still.matches) moveFace(before, after);
  const record = opened && fresh.querySelector(`#record-${CSS.escape(opened)}[tabindex]`);
  if (record) {
    fresh.querySelector(".brief__body").scrollTop = scrolled;
    record.focus({ preventScroll: true });
    record.scrollIntoView({ block: "nearest" });
  } else {
    for (const drawer of fresh.querySelectorAll("details[data-menu]")) drawer.open = false;
    now?.focus({ preventScroll: true });
    toNow();
  }
  live.textContent = said.announce ?? "";
}

// In a chat the choice becomes a bubble at once, and the customer is seen typing.
function bubble(button) {
  if (!root.querySelector(".conversation--chat") || !button) return null;
  const line = document.createElement("li");
  line.className = "said said--agent";
  const text = document.createElement("span");
  text.className = "said__text";
  text.textContent = button.querySelector(".option__text").textContent;
  line.append(text);
  const typing = document.createElement("p");
  typing.className = "typing";
  typing.textContent = words.typing;
  const list = document.createElement("ol");
  list.className = "transcript__lines";
  list.append(line, Object.assign(document.createElement("li"), { className: "said" }));
  list.lastChild.append(typing);
  stage().querySelector("[data-now]").after(list);
  list.scrollIntoView({ block: "nearest" });
  return list;
}

// --- a choice on its way ---

function mark(form, button) {
  form.setAttribute("aria-busy", "true");
  button?.classList.add("option--chosen");
}

function release() {
  busy = false;
  for (const form of stage().querySelectorAll("[aria-busy]")) form.removeAttribute("aria-busy");
  for (const option of stage().querySelectorAll(".option--chosen")) option.classList.remove("option--chosen");
}

async function deliver(choice, button = null) {
  const shown = choice.opened ? null : bubble(button);
  const slow = setTimeout(() => tell(words.sending), 400);
  const typing = shown && !still.matches ? pause(300 + Math.random() * 300) : null;
  for (let failures = 0; ; failures += 1) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const { outcome, said } = await send(choice.url, choice.body, token);
    clearTimeout(slow);
    if (outcome === "offline") {
      kept = true;
      tell(navigator.onLine ? words.unsent : words.offline, { kept: true });
      await Promise.race([pause(1000 * WAITS[Math.min(failures, WAITS.length - 1)]), backOnline()]);
      continue;
    }
    await typing;
    kept = outcome === "signed-out";
    // An old token may mean that somebody else signed in here: the choice waits until its conversation is opened again.
    if (!kept && outcome !== "stale") drop(page);
    if (outcome === "over" || (outcome === "refused" && said.url)) { location.assign(said.url); return; }
    shown?.remove();
    release();
    if (outcome === "taken") { swap(said, choice.opened); return; }
    if (outcome === "signed-out") {
      const back = `?next=${encodeURIComponent(page)}`;
      tell(said.message || words.signedOut, { kept: true, link: said.login_url && said.login_url + back });
      return;
    }
    if (outcome === "stale") { plainly(choice); return; }
    if (said.html) swap({ html: said.html, announce: "" });
    tell(said.message || words.failed, { kept: true });
    return;
  }
}

const backOnline = () => new Promise((done) => { window.addEventListener("online", done, { once: true }); });

// The form as it would be sent without this module.
function plainly(choice) {
  const form = Object.assign(document.createElement("form"), { method: "post", action: choice.url, hidden: true });
  const fields = new URLSearchParams(choice.body);
  fields.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
  for (const [name, value] of fields) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  form.submit();
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-say], [data-consult]");
  const button = event.submitter;
  if (!form || !button) return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  const body = new URLSearchParams(new FormData(form));
  body.delete("csrfmiddlewaretoken");
  body.set(button.name, button.value);
  const choice = { url: new URL(form.action).pathname, body: body.toString(), turn: stage().dataset.turn, opened: form.dataset.consult };
  keep(page, choice);
  mark(form, button.closest(".option"));
  deliver(choice, button);
});

// --- keys ---

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-keys]")) return;
  keys = keysOn() ? "off" : "on";
  try { localStorage.setItem(KEYS, keys); } catch { /* only for this page, then */ }
  showKeys();
});

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat || event.defaultPrevented) return;
  if (!/^[1-5]$/.test(event.key) || !keysOn() || event.target.closest("input, textarea, select, [contenteditable]")) return;
  say()?.querySelector(`[data-key="${event.key}"]`)?.click();
});

wide.addEventListener("change", () => {
  const brief = stage().querySelector("[data-brief]");
  if (brief) brief.open = wide.matches;
  arrange();
});
// What is on the device is sent from the next page; only what is nowhere else deserves the browser's question.
window.addEventListener("beforeunload", (event) => { if (!durable && kept) event.preventDefault(); });

arrange();
showKeys();
if (stage().dataset.turn !== "0" && !location.hash) toNow();

// A choice left behind by a lost connection or an ended session goes now, as it was and with its old key, so the
// server can tell a repeat. If the conversation has moved on, it was taken, or another was made.
const left = read(page);
if (left && left.turn === stage().dataset.turn) {
  busy = true;
  const value = new URLSearchParams(left.body).get("option");
  const button = value && say()?.querySelector(`[name=option][value="${CSS.escape(value)}"]`);
  if (say()) mark(say(), button || null);
  deliver(left, button || null);
} else if (left) drop(page);
