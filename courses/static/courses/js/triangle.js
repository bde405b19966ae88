// The service triangle as a list of tabs: the drawing holds the tabs, one text is shown at a time.
// The page works without this: the drawing is then a set of links to texts that are all visible.
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

function explore(root) {
  const figure = root.querySelector("[data-triangle-figure]");
  const drawing = figure.parentElement;
  const panels = [...root.querySelectorAll(".triangle__part")];
  // The texts' order (corners, then lines) is the order in which the arrows walk the drawing.
  const tabs = panels.map((panel) => figure.querySelector(`a[data-part="${panel.dataset.part}"]`));
  if (!panels.length || tabs.includes(null)) return;

  const show = (index, { focus = false } = {}) => {
    tabs.forEach((tab, at) => {
      tab.setAttribute("aria-selected", String(at === index));
      tab.setAttribute("tabindex", at === index ? "0" : "-1");
      panels[at].hidden = at !== index;
    });
    if (!focus) return;
    tabs[index].focus({ preventScroll: true });
    // On a phone the text may lie below the fold: the drawing moves up so that both are in sight.
    const room = window.innerHeight - 80;
    if (panels[index].getBoundingClientRect().bottom > room) drawing.scrollIntoView({ block: "start", behavior });
  };

  figure.setAttribute("role", "tablist");
  figure.setAttribute("aria-label", figure.querySelector("title").textContent);
  tabs.forEach((tab, at) => {
    const panel = panels[at];
    const heading = panel.querySelector("h2");
    heading.id ||= `${panel.id}-name`;
    tab.id = `${panel.id}-tab`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    panel.tabIndex = 0;
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      tab.dataset.seen = "";
      show(at, { focus: true });
    });
  });

  figure.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(event.target.closest("a"));
    if (at < 0) return;
    let next = null;
    if (event.key in STEPS) next = (at + STEPS[event.key] + tabs.length) % tabs.length;
    if (event.key === "Home") next = 0;
    if (event.key === "End") next = tabs.length - 1;
    if (event.key === " ") next = at;
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation(); // the arrows walk the drawing here, not the lesson's screens
    tabs[next].dataset.seen = "";
    show(next, { focus: true });
  });

  root.dataset.triangle = "ready";
  root.querySelector("[data-triangle-hint]").hidden = false;
  const linked = panels.findIndex((panel) => `#${panel.id}` === location.hash);
  show(Math.max(linked, 0));
}

document.querySelectorAll("[data-triangle]").forEach(explore);
