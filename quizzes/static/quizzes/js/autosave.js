// Saves an answer as soon as it is chosen, says so, and never loses one: without connection it stays on the
// device and is tried again. Without this module the form's buttons save, as they always do.
import { drop, durable, keep, read, send, waiting } from "./pending.js";

const form = document.querySelector("[data-autosave]");
const url = new URL(form.action).pathname;
const status = document.querySelector("[data-save-status]");
const conflict = form.querySelector("[data-conflict]");
const words = form.dataset;
const WAITS = [2, 5, 10, 30, 60];
let dirty = false;
let sending = null;
let failures = 0;
let timer = null;

const newKey = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
const token = () => form.elements.csrfmiddlewaretoken.value;
const chosen = () => [...form.querySelectorAll("[name=response]:checked")].map((input) => input.value);

function say(text, { kept = false, link = null } = {}) {
  status.textContent = text;
  status.classList.toggle("saved--kept", kept);
  if (link) {
    const sign = Object.assign(document.createElement("a"), { href: link, textContent: words.signIn });
    status.append(" ", sign);
  }
}

function body() {
  const data = new URLSearchParams(new FormData(form));
  data.delete("csrfmiddlewaretoken");
  return data.toString();
}

function apply(response) {
  const values = [response].flat().map(String);
  for (const input of form.querySelectorAll("[name=response]")) input.checked = values.includes(input.value);
  markMap();
}

function markMap() {
  const dot = document.querySelector(".question-map__dot[aria-current]");
  dot?.classList.toggle("question-map__dot--answered", chosen().length > 0);
  dot?.classList.toggle("question-map__dot--unanswered", chosen().length === 0);
}

function showConflict(said) {
  const button = (text, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "button button--second", textContent: text });
    made.addEventListener("click", () => { conflict.hidden = true; act(); });
    return made;
  };
  form.elements.revision.value = said.revision ?? form.elements.revision.value;
  conflict.querySelector("[data-conflict-words]").textContent = said.message ?? "";
  conflict.querySelector("[data-conflict-choices]").replaceChildren(
    button(words.keepStored, () => { apply(said.response ?? []); drop(url); dirty = false; }),
    button(words.keepMine, () => change()),
  );
  conflict.hidden = false;
  conflict.scrollIntoView({ block: "nearest" });
  say("");
}

function retryLater() {
  clearTimeout(timer);
  timer = setTimeout(save, 1000 * WAITS[Math.min(failures++, WAITS.length - 1)]);
}

async function attempt() {
  dirty = false;
  say(words.saving);
  const { outcome, said } = await send(url, body(), token());
  if (outcome === "saved") {
    failures = 0;
    form.elements.revision.value = said.revision;
    if (!dirty) drop(url);
    say(words.saved.replace("{time}", said.saved_at));
  } else if (outcome === "conflict") {
    drop(url);
    showConflict(said);
  } else if (outcome === "signed-out") {
    dirty = true;
    // Signing in leads back here, where the answer is sent.
    const back = `?next=${encodeURIComponent(location.pathname)}`;
    say(said.message || words.signedOut, { kept: true, link: said.login_url && said.login_url + back });
  } else if (outcome === "refused") {
    drop(url);
    say(said.message || words.failed, { kept: true });
  } else {
    dirty = true;
    say(navigator.onLine ? words.unsent : words.offline, { kept: true });
    retryLater();
  }
  return outcome;
}

// One at a time: what changes while a save travels is sent right after it, with the new revision.
function save() {
  sending ??= attempt().then(async (outcome) => {
    sending = null;
    return outcome === "saved" && dirty ? save() : outcome;
  });
  return sending;
}

function change() {
  form.elements.idempotency_key.value = newKey();
  dirty = true;
  keep(url, body());
  markMap();
  clearTimeout(timer);
  save();
}

form.addEventListener("change", (event) => { if (event.target.name === "response") change(); });
window.addEventListener("online", () => { if (dirty) save(); });
// What is on the device is sent from the next page; only what is nowhere else deserves the browser's question.
window.addEventListener("beforeunload", (event) => { if (!durable && (dirty || sending)) event.preventDefault(); });

// "Next" waits for the answer on its way; without connection it stays here and says why.
form.addEventListener("submit", async (event) => {
  if (!dirty && !sending) {
    form.elements.idempotency_key.value = newKey(); // the key on the page may already have been used by a save
    return;
  }
  event.preventDefault();
  const outcome = await save();
  if (outcome === "saved" && !dirty) form.requestSubmit(event.submitter);
});

// An answer left behind by a lost connection or an ended session: this question's is shown again and sent as it
// was, with its old key and revision, so the server can tell a repeat from a conflict. Those of other questions
// just go. What the server refuses is dropped: nothing is tried for ever.
async function sendWaiting() {
  const mine = read(url);
  if (mine) {
    const left = new URLSearchParams(mine);
    apply(left.getAll("response"));
    form.elements.revision.value = left.get("revision");
    form.elements.idempotency_key.value = left.get("idempotency_key");
    await save();
  }
  for (const other of waiting().filter((address) => address !== url)) {
    const { outcome } = await send(other, read(other), token());
    if (outcome === "offline" || outcome === "signed-out") return;
    drop(other);
  }
}

sendWaiting();
