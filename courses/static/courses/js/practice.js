// Asks the server about a choice and puts its answer in place, without leaving the spot. If anything is odd,
// the form is sent as it would be without JavaScript.
async function ask(section, form, button) {
  const address = new URL(form.action);
  address.searchParams.set(button.name, button.value);
  try {
    const reply = await fetch(address, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const fresh = reply.ok && !reply.redirected && page.getElementById(section.id);
    if (!fresh) throw new Error(String(reply.status));
    section.replaceWith(fresh);
    const feedback = fresh.querySelector("[data-practice-feedback]");
    feedback?.focus({ preventScroll: true });
    feedback?.scrollIntoView({ block: "nearest" });
  } catch {
    location.assign(address);
  }
}

document.addEventListener("submit", (event) => {
  const section = event.target.closest("[data-practice]");
  if (!section || !event.submitter) return;
  event.preventDefault();
  event.target.setAttribute("aria-busy", "true");
  ask(section, event.target, event.submitter);
});
