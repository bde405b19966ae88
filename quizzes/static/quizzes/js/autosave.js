// Saves answers as they are given, says so, and never loses one: without connection they stay on the device and are
// tried again. Without this module the form's buttons save, as they always do.
import { Answer, words } from "./answer.js";
import { drop, durable, read, send, waiting } from "./pending.js";
import { beforeEnd, sync } from "./timer.js";

const form = document.querySelector("[data-autosave]");
const answers = [...form.querySelectorAll("[data-sheet]")].map((root) => new Answer(root, form, sync));
const pageStatus = document.querySelector("[data-all-status]") ?? answers[0].status;
const busy = () => answers.filter((each) => each.busy);
const saveAll = () => Promise.all(busy().map((each) => each.save()));

if (form.querySelector("[data-ordering]")) import("./ordering.js");
for (const button of form.querySelectorAll("[data-without-script]")) button.hidden = true;

window.addEventListener("offline", () => {
  saveAll();
  if (!busy().length) pageStatus.textContent = words.offlineIdle;
});
window.addEventListener("online", () => {
  for (const each of answers) each.held = false;
  if ([words.offlineIdle, words.held].includes(pageStatus.textContent)) pageStatus.textContent = "";
  saveAll();
});
// What is on the device is sent from the next page; only what is nowhere else deserves the browser's question.
window.addEventListener("beforeunload", (event) => { if (!durable && busy().length) event.preventDefault(); });
beforeEnd(saveAll);

// Going on needs the server. Where it cannot be reached the page stays and says so at once; pressed again later it goes.
// A device may be wrong about its connection, so it is tried.
let going = false;

const lost = () => !navigator.onLine || answers.some((each) => each.lost);
const reached = () => fetch(location.href, { method: "HEAD" }).then(() => true, () => false);

function hold() {
  for (const each of answers) each.held = true;
  pageStatus.textContent = words.held;
  pageStatus.classList.add("saved--kept");
}

async function leave(go, anyway = false) {
  if (lost()) hold();
  await saveAll();
  const left = busy()[0];
  if (answers.some((each) => each.lost) || (!navigator.onLine && !await reached())) hold();
  else if (left && !anyway) left.show();
  else go();
}

form.addEventListener("submit", (event) => {
  const stays = event.submitter?.value === "stay";
  if (!stays && (going || (!busy().length && navigator.onLine))) {
    going = false;
    return;
  }
  event.preventDefault();
  if (stays) saveAll().then(() => busy()[0]?.show());
  else leave(() => { going = true; form.requestSubmit(event.submitter); });
});

document.addEventListener("click", (event) => {
  const dot = event.target.closest(".question-map__dot");
  if (!dot || dot.hash || event.ctrlKey || event.metaKey || event.shiftKey || (!busy().length && navigator.onLine)) return;
  event.preventDefault();
  leave(() => location.assign(dot.href), true);
});

// A flag is put and taken where one stands; what cannot be told the server that way goes as the form does.
form.addEventListener("click", async (event) => {
  const flag = event.target.closest("[data-flag]");
  if (!flag) return;
  event.preventDefault();
  const is = flag.ariaPressed !== "true";
  const { number, url } = answers.find((each) => each.number === flag.dataset.flag);
  const { outcome } = await send(url, `go=flag&flagged=${is}`, form.elements.csrfmiddlewaretoken.value);
  if (outcome !== "saved") {
    form.requestSubmit(flag);
    return;
  }
  flag.ariaPressed = is;
  flag.querySelector("span").textContent = is ? words.flagTrue : words.flagFalse;
  const dot = document.querySelector(`.question-map__dot[data-number="${number}"]`);
  dot.querySelector(".icon")?.remove();
  if (is) dot.append(flag.querySelector(".icon").cloneNode(true));
  dot.ariaLabel = dot.ariaLabel.replace(`, ${words.flagged}`, "") + (is ? `, ${words.flagged}` : "");
});

// Answers of other questions just go. One that needs a person, because it differs or is no answer, waits on the
// device until its question is opened; what the server refuses for good is dropped.
async function sendOthers() {
  const here = new Set(answers.map((each) => each.url));
  for (const other of waiting().filter((url) => !here.has(url))) {
    const body = read(other);
    const { outcome } = await send(other, body, form.elements.csrfmiddlewaretoken.value);
    if (outcome === "offline" || outcome === "signed-out") return;
    if (outcome !== "conflict" && outcome !== "invalid") drop(other, body);
  }
}

for (const each of answers) each.restore();
sendOthers();
