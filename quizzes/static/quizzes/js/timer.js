// The time left as the server said it, counted down from then. Changing the device's clock gains nothing; after a
// sleep the wall clock knows better than the page's own, so whichever says that more time went by counts.
const box = document.querySelector("[data-timer]");
const MINUTES = [10, 5, 1];
const LAST = 3; // seconds before the end at which what is being typed is sent
const HIDDEN = "trato:timer-hidden";
const last = [];
let since = null;
let before = Infinity;
let ended = false;

// What to do just before the end: it may return a promise, which the end then waits for.
export function beforeEnd(act) { last.push(act); }

// Every reply of the server says the time anew.
export function sync(said) {
  if (box && Number.isFinite(said?.seconds_left)) start(said.seconds_left);
}

function start(seconds) {
  since = { seconds, mono: performance.now(), wall: Date.now() };
}

function left() {
  return since.seconds - Math.max(performance.now() - since.mono, Date.now() - since.wall) / 1000;
}

function digits(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes}:${two(whole % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

const say = (text) => { box.querySelector("[data-timer-said]").textContent = text; };
const wait = (milliseconds) => new Promise((go) => { setTimeout(go, milliseconds); });

async function end() {
  ended = true;
  say(box.dataset["said-0"]);
  await Promise.race([Promise.allSettled(last.map((act) => act())), wait(4000)]);
  if (navigator.onLine) location.assign(box.dataset.over);
  else window.addEventListener("online", () => location.assign(box.dataset.over), { once: true });
}

function tick() {
  const now = left();
  box.querySelector("[data-timer-digits]").textContent = digits(now);
  box.classList.toggle("timer--short", now <= 60);
  const passed = MINUTES.filter((minute) => before > minute * 60 && now <= minute * 60).pop();
  if (passed) say(box.dataset[`said-${passed}`]);
  if (now <= LAST && before > LAST) for (const act of last) act();
  before = now;
  if (now <= 0 && !ended) end();
}

function remembered(value) {
  try {
    if (value !== undefined) localStorage.setItem(HIDDEN, value);
    return localStorage.getItem(HIDDEN) === "yes";
  } catch {
    return value === "yes";
  }
}

function hide(yes) {
  const toggle = box.querySelector("[data-timer-toggle]");
  box.classList.toggle("timer--hidden", yes);
  box.querySelector("[data-timer-left]").hidden = yes;
  toggle.textContent = yes ? box.dataset.show : box.dataset.hide;
  toggle.hidden = false;
}

if (box) {
  start(Number(box.dataset.seconds));
  before = since.seconds;
  hide(remembered());
  box.classList.add("timer--alive");
  box.querySelector("[data-timer-toggle]").addEventListener("click", () => {
    const yes = !box.classList.contains("timer--hidden");
    remembered(yes ? "yes" : "no");
    hide(yes);
  });
  tick();
  setInterval(tick, 500);
}
