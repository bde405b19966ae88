// What links to a turn also opens its note; all notes open at once, and for paper. Without this they open one by one.
const notes = [...document.querySelectorAll(".turn__note")];
const dots = [...document.querySelectorAll(".curve__dot")];
const toggle = document.querySelector("[data-open-all]");
const print = document.querySelector("[data-print]");

function arrive() {
  const turn = location.hash.startsWith("#turn-") && document.getElementById(location.hash.slice(1));
  for (const dot of dots) dot.toggleAttribute("data-here", dot.getAttribute("href") === location.hash);
  if (turn) turn.querySelector(".turn__note").open = true;
}

const allOpen = () => notes.every((note) => note.open);
const label = () => { toggle.textContent = allOpen() ? toggle.dataset.close : toggle.dataset.open; };

if (toggle && notes.length) {
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    const open = !allOpen();
    for (const note of notes) note.open = open;
  });
  for (const note of notes) note.addEventListener("toggle", label);
  label();
}

if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

// On a phone the two sheets at the end start folded.
if (matchMedia("(max-width: 39.99rem)").matches) {
  for (const each of document.querySelectorAll("[data-fold]")) each.open = false;
}

// Browsers that do not print the inside of a closed <details> need them open.
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll(".debrief details:not([open])")];
  for (const each of closed) each.open = true;
});
addEventListener("afterprint", () => {
  for (const each of closed) each.open = false;
});

addEventListener("hashchange", arrive);
arrive();
