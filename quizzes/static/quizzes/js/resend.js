// Before handing in: answers that wait on this device are sent first, and the page says so meanwhile.
import { drop, read, send, waiting } from "./pending.js";

const place = document.querySelector("[data-waiting]");
const token = document.querySelector("[name=csrfmiddlewaretoken]").value;

async function sendAll() {
  const urls = waiting();
  if (!urls.length) return;
  place.className = "alert alert--care";
  place.textContent = place.dataset.words;
  for (const url of urls) {
    const { outcome } = await send(url, read(url), token);
    if (outcome === "offline" || outcome === "signed-out") return;
    drop(url);
  }
  location.reload(); // the map now shows what arrived
}

window.addEventListener("online", sendAll);
sendAll();
