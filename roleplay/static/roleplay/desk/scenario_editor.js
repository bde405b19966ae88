/* The scenario's editor: names to choose from, what moves mean, the face, checks and the map.
   Everything it adds can be written or reached without it. */

const MOVES = new Set(["done", "not_done"]);
const FACTS = new Set(["found", "not_found"]);

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);

/* --- names --------------------------------------------------------------------------- */

/* The names in a list of the form ("beats", "endings", "facts", "record"), deleted blocks left out. */
function namesIn(list) {
  return all(`input[name^="${list}-"][name$="-value-name"]`)
    .filter((input) => new RegExp(`^${list}-\\d+-value-name$`).test(input.name))
    .filter((input) => one(`[name="${input.name.replace(/value-name$/, "deleted")}"]`)?.value !== "1")
    .map((input) => input.value.trim())
    .filter(Boolean)
    .map((name) => [name, ""]);
}

function moves() {
  return all("[data-move]").map((entry) => [entry.dataset.move, entry.dataset.name]);
}

function truths() {
  return all('input[name="truths"]').map((box) => [box.value, box.closest("label")?.textContent.trim() ?? ""]);
}

/* What may stand in a field: [value, words] pairs; null for a field that is no reference. */
function choicesFor(input) {
  const of = input.dataset.namesOf;
  if (of === "places") return [...namesIn("beats"), ...namesIn("endings"), ["close", ""]];
  if (of === "record") return namesIn("record");
  if (!input.name.endsWith("-value-value")) return null;
  const about = one(`[name="${input.name.replace(/value$/, "is")}"]`)?.value;
  if (MOVES.has(about)) return moves();
  if (FACTS.has(about)) return namesIn("facts");
  if (about === "consulted") return namesIn("record");
  if (about === "truth") return truths();
  return [];
}

function offerNames(input) {
  const choices = choicesFor(input);
  if (choices === null) return;
  let list = document.getElementById("scenario-names");
  if (!list) {
    list = document.createElement("datalist");
    list.id = "scenario-names";
    document.body.append(list);
  }
  list.replaceChildren(
    ...choices.map(([value, words]) => {
      const option = document.createElement("option");
      option.value = value;
      if (words) option.label = words;
      return option;
    }),
  );
  input.setAttribute("list", list.id);
}

/* --- moves ----------------------------------------------------------------------------- */

function chosenProfile() {
  return one('select[name="profile"]')?.value ?? "";
}

function showReactions() {
  const profile = chosenProfile();
  for (const entry of all(".desk-moves__reaction")) entry.hidden = Boolean(profile) && entry.dataset.of !== profile;
}

/* Under a list of moves: what the chosen one is, and what it does to this customer. */
function explainMove(select) {
  const entry = select.value && one(`[data-move="${CSS.escape(select.value)}"]`);
  let note = select.parentElement.querySelector(".desk-move-note");
  if (!note) {
    note = document.createElement("p");
    note.className = "desk-move-note";
    note.id = `${select.id || select.name}-note`;
    select.after(note);
    select.setAttribute("aria-describedby", `${select.getAttribute("aria-describedby") ?? ""} ${note.id}`.trim());
  }
  const words = [];
  if (entry) {
    words.push(one(".desk-moves__help", entry)?.textContent ?? "");
    const reaction = one(`[data-of="${CSS.escape(chosenProfile())}"]`, entry);
    if (reaction) words.push(reaction.textContent);
  }
  note.textContent = words.join(" ");
}

function explainMoves() {
  all('select[name$="-move"]').forEach(explainMove);
}

const isMove = (element) => element.matches?.('select[name$="-move"]');

/* --- the face ---------------------------------------------------------------------------- */

async function drawFaces(input) {
  const chosen = new URLSearchParams();
  for (const select of all("select", input)) chosen.set(select.name.replace(/^.*-/, ""), select.value);
  const answer = await fetch(`${input.dataset.facesUrl}?${chosen}`);
  if (answer.ok) one(".face-input__faces", input).innerHTML = await answer.text();
}

/* --- checks, map, playtest ------------------------------------------------------------------ */

const checks = one(".desk-checks");
let stale = true;

async function put(target, url, waiting) {
  target.setAttribute("aria-busy", "true");
  if (waiting) {
    const note = document.createElement("p");
    note.textContent = waiting;
    target.replaceChildren(note);
  }
  try {
    const answer = await fetch(`${url}?part`);
    if (!answer.ok) throw new Error(answer.statusText);
    target.innerHTML = await answer.text();
  } catch {
    const note = document.createElement("p");
    note.textContent = checks.dataset.failed;
    target.replaceChildren(note);
  }
  target.removeAttribute("aria-busy");
}

function check() {
  const target = checks && one("[data-checks]", checks);
  if (!target) return;
  stale = false;
  put(target, checks.dataset.checksUrl);
}

function checkIfSeen() {
  if (stale && checks?.offsetParent && !("unsaved" in checks.dataset)) check();
}

/* Wagtail saved a new page by itself: now it has the number that its addresses need. */
function nowSaved(pk) {
  const numbered = (address) => address.replace("/0/", `/${pk}/`);
  checks.dataset.checksUrl = numbered(checks.dataset.checksUrl);
  const playtest = one("[data-playtest-url]", checks);
  playtest.dataset.playtestUrl = numbered(playtest.dataset.playtestUrl);
  for (const link of all("a[href]", checks)) link.href = numbered(link.getAttribute("href"));
  one("[data-until-saved]", checks)?.remove();
  one("[data-when-saved]", checks).hidden = false;
  delete checks.dataset.unsaved;
}

/* --- links to blocks --------------------------------------------------------------------------- */

/* Shows what a link leads to: its tab is chosen, and every block around it is opened. */
function open(id) {
  const target = document.getElementById(id);
  if (!target) return false;
  const tab = target.closest('[role="tabpanel"]');
  if (tab) one(`[role="tab"][href="#${tab.id}"], [role="tab"][aria-controls="${tab.id}"]`)?.click();
  for (let panel = target; panel; panel = panel.parentElement?.closest("[data-panel]")) {
    const toggle = one("[data-panel-toggle]", panel);
    if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
  }
  setTimeout(() => {
    target.scrollIntoView({ block: "start" });
    (one("[data-panel-toggle], input, textarea, select, button", target) ?? target).focus({ preventScroll: true });
  }, 50);
  return true;
}

function openAddressed() {
  if (location.hash.length > 1) open(decodeURIComponent(location.hash.slice(1)));
}

/* --- what happens when ---------------------------------------------------------------------------- */

document.addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLInputElement) offerNames(target);
  if (isMove(target)) explainMove(target);
});

document.addEventListener("change", ({ target }) => {
  if (isMove(target)) explainMove(target);
  if (target.name === "profile") {
    showReactions();
    explainMoves();
  }
  const face = target.closest?.(".face-input");
  if (face) drawFaces(face);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (link && link.closest(".desk-checks, .messages")) {
    const url = new URL(link.href.baseVal ?? link.href, location.href);
    if (url.pathname === location.pathname && url.hash && open(decodeURIComponent(url.hash.slice(1)))) {
      event.preventDefault();
      history.pushState(null, "", url.hash);
    }
  }
  if (event.target.closest?.("[data-check-again]")) check();
  const playtest = event.target.closest?.("[data-playtest-url]");
  if (playtest) put(one("[data-playtest]", checks), playtest.dataset.playtestUrl, playtest.dataset.waiting);
});

document.addEventListener("w-tabs:changed", () => {
  setTimeout(checkIfSeen);
  setTimeout(explainMoves);
});
document.addEventListener("w-autosave:success", ({ detail }) => {
  if (checks && "unsaved" in checks.dataset && detail.data?.pk) nowSaved(detail.data.pk);
  stale = true;
  checkIfSeen();
});

showReactions();
setTimeout(() => {
  openAddressed();
  checkIfSeen();
}, 300);
addEventListener("hashchange", openAddressed);
