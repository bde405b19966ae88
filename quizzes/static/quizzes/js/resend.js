// Before handing in: answers that wait on this device are sent first, and the page says so meanwhile. One that the
// server does not take as it is has to be looked at: its question is named.
import { drop, read, send, waiting } from "./pending.js";
import "./timer.js";

const place = document.querySelector("[data-waiting]");
const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
const QUESTION = /\/(\d+)\/save\/$/;

function say(words, urls = []) {
  place.className = "alert alert--care";
  place.replaceChildren(words, ...urls.flatMap((url) => {
    const number = QUESTION.exec(url)?.[1];
    const link = document.createElement("a");
    link.href = document.querySelector(`.question-map__dot[data-number="${number}"]`)?.href ?? url.replace(/save\/$/, "");
    link.textContent = place.dataset.question.replace("{number}", number);
    return [" ", link];
  }));
}

async function sendAll() {
  const urls = waiting();
  if (!urls.length) return;
  say(place.dataset.words);
  const open = [];
  let arrived = false;
  for (const url of urls) {
    const body = read(url);
    const { outcome } = await send(url, body, token);
    if (outcome === "offline" || outcome === "signed-out") return;
    if (outcome === "conflict" || outcome === "invalid") open.push(url);
    else drop(url, body);
    arrived ||= outcome === "saved";
  }
  if (open.length) say(place.dataset.open, open);
  else if (arrived) location.reload(); // the map now shows what arrived
  else place.replaceChildren();
}

window.addEventListener("online", sendAll);
sendAll();
