// "Ask" without leaving the page: the page of its own, shown as a sheet over this one. What is typed here stays.
const sheet = document.createElement("dialog");
sheet.className = "ask-sheet";
sheet.dataset.keepsSwipe = "";
sheet.setAttribute("aria-labelledby", "ask-title");
let opener = null;
let shown = ""; // The address whose form is in the sheet, perhaps half written.

const panelOf = async (answer) => {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-ask-panel]");
};

const show = (panel, focus) => {
  sheet.replaceChildren(panel);
  if (!sheet.isConnected) document.body.append(sheet);
  if (!sheet.open) sheet.showModal();
  sheet.scrollTop = 0;
  sheet.querySelector(focus)?.focus();
};

const fetchPanel = async (url) => {
  const answer = await fetch(url, { headers: { Accept: "text/html" } });
  return answer.ok ? panelOf(answer) : null;
};

// Where the sheet cannot be had, the control does what it does without a script.
const plainly = (control) => {
  control.dataset.askPlain = "";
  control.click();
};

const open = async (control) => {
  const url = control.dataset.ask;
  opener = control;
  if (shown === url) {
    sheet.showModal();
    return;
  }
  const panel = await fetchPanel(url).catch(() => null);
  if (!panel) {
    plainly(control);
    return;
  }
  shown = url;
  show(panel, "[name=text]");
};

const complain = (form) => {
  const words = form.querySelector("[data-ask-problem]") ?? document.createElement("p");
  words.dataset.askProblem = "";
  words.className = "alert alert--care";
  words.setAttribute("role", "alert");
  words.textContent = sheet.querySelector("[data-ask-panel]").dataset.failed;
  form.append(words);
};

const send = async (form) => {
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { Accept: "text/html" },
    });
    const panel = await panelOf(answer);
    if (!panel) throw new Error(`answered with ${answer.status}`);
    if (answer.ok) shown = "";
    show(panel, answer.ok ? "[role=status]" : "[name=text]");
  } catch {
    complain(form);
  } finally {
    button.disabled = false;
  }
};

document.addEventListener("click", (event) => {
  const control = event.target.closest("[data-ask]");
  if (!control || "askPlain" in control.dataset || event.defaultPrevented || !sheet.showModal) return;
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(control);
});

sheet.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target);
});

sheet.addEventListener("click", async (event) => {
  if (event.target.closest("[data-ask-close]")) {
    event.preventDefault();
    sheet.close();
  }
  const again = event.target.closest("[data-ask-again]");
  if (!again) return;
  event.preventDefault();
  const panel = await fetchPanel(again.href).catch(() => null);
  if (panel) show(panel, "[name=text]");
  else location.assign(again.href);
});

// The arrows and numbers of the page below mean nothing in here.
sheet.addEventListener("keydown", (event) => event.stopPropagation());
sheet.addEventListener("close", () => opener?.focus());
