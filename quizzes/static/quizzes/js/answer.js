// One question on the page: what its fields hold, whether the server has it, what to do when not. It knows names of
// controls (`response`, `response-…`, `confidence`, after the question's prefix), never kinds of question.
import { drop, keep, read, send } from "./pending.js";

const PAUSE = 1000; // after the last key
const WAITS = [2, 5, 10, 30, 60];
const ANSWERS = /^(response(-.*)?|confidence)$/;

export const words = document.getElementById("autosave-words").dataset;
const ticked = (control) => control.type === "radio" || control.type === "checkbox";
const typed = (control) => control.tagName === "TEXTAREA" || (control.tagName === "INPUT" && !ticked(control));

export class Answer {
  dirty = false; // something on the page that the server does not have
  held = false; // the status says why the page cannot be left, until the server is heard again
  #torn = false; // two answers, and nobody said yet which counts
  #closed = false;
  #sending = null;
  #failures = 0;
  #timer = null;
  #stored = false; // the server has an answer

  // `hear` gets every reply of the server.
  constructor(root, form, hear) {
    Object.assign(this, { root, form, hear, ...root.dataset });
    this.fields = root.querySelector("[data-fields]");
    this.problem = root.querySelector("[data-problem]");
    this.status = document.querySelector(`[data-save-status="${this.number}"]`);
    this.#stored = Boolean(this.#dot?.matches(".question-map__dot--answered"));
    this.revision = root.querySelector(`[name="${this.prefix}revision"]`);
    root.addEventListener("input", ({ target }) => { if (this.#answers(target) && typed(target)) this.#change(PAUSE); });
    root.addEventListener("change", ({ target }) => {
      if (!this.#answers(target)) return;
      if (!typed(target)) this.#change(0);
      else if (this.dirty) this.save();
    });
  }

  get lost() { return this.#failures > 0; }

  get busy() { return this.dirty || this.#sending !== null; }

  #nameOf(control) { return control.name.slice(this.prefix.length); }

  #answers(control) { return Boolean(control.name?.startsWith(this.prefix)) && ANSWERS.test(this.#nameOf(control)); }

  #controls() { return [...this.fields.querySelectorAll("input, select, textarea")].filter((each) => this.#answers(each)); }

  #given() {
    const given = new URLSearchParams();
    for (const each of this.#controls()) if (!ticked(each) || each.checked) given.append(this.#nameOf(each), each.value);
    return given;
  }

  #body() {
    const data = this.#given();
    data.append("revision", this.revision.value);
    return data.toString();
  }

  #put(left) {
    const values = new Map([...new Set(left.keys())].map((name) => [name, left.getAll(name)]));
    for (const each of this.#controls()) {
      const own = values.get(this.#nameOf(each)) ?? [];
      if (ticked(each)) each.checked = own.includes(each.value);
      else each.value = own.shift() ?? "";
    }
    this.#shown();
  }

  // For whoever dresses fields up: they hold something else now.
  #shown() {
    this.fields.dispatchEvent(new CustomEvent("fields:shown", { bubbles: true }));
    this.#markMap();
  }

  get #dot() { return document.querySelector(`.question-map__dot[data-number="${this.number}"]`); }

  #says(given) { return [...given].some(([name, value]) => name.startsWith("response") && value.trim()); }

  #markMap(answered = this.#says(this.#given())) {
    const dot = this.#dot;
    if (!dot) return;
    dot.classList.toggle("question-map__dot--answered", answered);
    dot.classList.toggle("question-map__dot--unanswered", !answered);
    const [was, is] = answered ? [words.without, words.answered] : [words.answered, words.without];
    dot.setAttribute("aria-label", dot.getAttribute("aria-label").replace(was, is));
  }

  say(text, { kept = false, link = null } = {}) {
    this.status.textContent = text;
    this.status.classList.toggle("saved--kept", kept);
    if (link) this.status.append(" ", Object.assign(document.createElement("a"), { href: link.url, textContent: link.words }));
  }

  #complain(text, choices = []) {
    this.problem.querySelector("[data-problem-words]").textContent = text;
    const place = this.problem.querySelector("[data-problem-choices]");
    place.replaceChildren(...choices.map(([name, act]) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--second", textContent: name });
      button.addEventListener("click", act);
      return button;
    }));
    place.hidden = !choices.length;
    this.problem.hidden = !text;
    const wrong = text && !choices.length;
    for (const each of this.#controls().filter(typed)) {
      each.ariaInvalid = wrong ? "true" : null;
      each.setAttribute("aria-describedby", wrong ? this.problem.id : "");
    }
    if (text) this.problem.scrollIntoView({ block: "nearest" });
  }

  #change(pause) {
    if (this.#closed) return;
    this.dirty = true;
    keep(this.url, this.#body());
    this.#markMap();
    if (this.#torn) return;
    this.#complain("");
    clearTimeout(this.#timer);
    if (pause) this.#timer = setTimeout(() => this.save(), pause);
    else this.save();
  }

  // One at a time: what changes while a save travels is sent right after it, with the new revision.
  save() {
    clearTimeout(this.#timer);
    if (this.#torn) return Promise.resolve("conflict");
    this.#sending ??= this.#attempt().then((outcome) => {
      this.#sending = null;
      return outcome === "saved" && this.dirty ? this.save() : outcome;
    });
    return this.#sending;
  }

  async #attempt() {
    const body = this.#body();
    this.dirty = false;
    if (!this.held) this.say(words.saving);
    const { outcome, said } = await send(this.url, body, this.form.elements.csrfmiddlewaretoken.value);
    if (outcome !== "offline") {
      this.#failures = 0;
      this.held = false;
    }
    this.hear(said);
    this.#after[outcome].call(this, said, body);
    return outcome;
  }

  #after = {
    saved(said, body) {
      this.revision.value = said.revision;
      this.#stored = this.#says(new URLSearchParams(body));
      drop(this.url, body);
      if (this.dirty) keep(this.url, this.#body());
      this.say(words.saved.replace("{time}", said.saved_at) + (said.lacks ? ` · ${said.lacks}` : ""));
    },
    conflict(said) {
      this.#torn = this.dirty = true;
      this.revision.value = said.revision ?? this.revision.value;
      this.say("");
      this.#complain(said.message ?? "", [
        [words.keepStored, () => this.#takeStored(said)],
        [words.keepMine, () => { this.#torn = false; this.#change(0); this.#focus(); }],
      ]);
    },
    "signed-out"(said) {
      this.dirty = true;
      // Signing in leads back here, where the answer is sent.
      const url = said.login_url && `${said.login_url}?next=${encodeURIComponent(location.pathname)}`;
      this.say(said.message || words.signedOut, { kept: true, link: url && { url, words: words.signIn } });
    },
    invalid(said) {
      this.dirty = true; // it stays on the screen and on the device, to be put right
      this.say(words.invalid, { kept: true });
      this.#markMap(this.#stored); // what was refused is no answer
      this.#complain(said.message || words.failed);
    },
    refused(said, body) {
      drop(this.url, body);
      this.say(said.message || words.failed, { kept: true });
    },
    over(said, body) {
      this.#closed = true;
      drop(this.url, body);
      this.say(said.message || words.failed, { kept: true, link: said.url && { url: said.url, words: words.seeResult } });
    },
    offline() {
      this.dirty = true;
      if (!this.held) this.say(navigator.onLine ? words.unsent : words.offline, { kept: true });
      this.#timer = setTimeout(() => this.save(), 1000 * WAITS[Math.min(this.#failures++, WAITS.length - 1)]);
    },
  };

  #takeStored(said) {
    this.#torn = this.dirty = false;
    drop(this.url);
    this.fields.innerHTML = said.fields;
    this.#shown();
    this.#stored = this.#says(this.#given());
    this.#complain("");
    this.#focus();
  }

  #focus() { this.#controls().find((each) => each.checkVisibility?.() ?? true)?.focus(); }

  // Why the page cannot be left by its own buttons: whatever is in the way gets the focus.
  show() {
    const choice = this.problem.querySelector("button");
    if (this.#torn && choice) choice.focus();
    else if (!this.problem.hidden) this.#focus();
  }

  // An answer left behind by a lost connection or an ended session is shown again and sent as it was, with its old
  // revision, so that the server can tell a repeat from a conflict.
  async restore() {
    const mine = read(this.url);
    if (!mine) return;
    const left = new URLSearchParams(mine);
    this.#put(left);
    this.revision.value = left.get("revision");
    await this.save();
  }
}
