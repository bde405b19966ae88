// Moves one face into the next. Both have the same paths in number and kind, so every number in them can walk.
const NUMBER = /-?\d+(?:\.\d+)?/g;
const ATTRIBUTES = ["d", "transform", "opacity"];
const DEFAULTS = { opacity: "1", transform: "", d: "" };

const parts = (face) => [...face.querySelectorAll("g, g path")];
const said = (part, name) => part.getAttribute(name) ?? DEFAULTS[name];

// The changes of one element: where its numbers were, where they go, and the text around them.
function changes(before, after) {
  return ATTRIBUTES.flatMap((name) => {
    const [from, to] = [said(before, name), said(after, name)];
    if (from === to) return [];
    const [start, end] = [from.match(NUMBER) ?? [], to.match(NUMBER) ?? []];
    if (start.length !== end.length || !end.length) return [];
    return [{ part: after, name, to, start: start.map(Number), end: end.map(Number), text: to.split(NUMBER) }];
  });
}

function put({ part, name, start, end, text }, share) {
  let value = text[0];
  end.forEach((number, at) => { value += (start[at] + (number - start[at]) * share).toFixed(2) + text[at + 1]; });
  part.setAttribute(name, value);
}

export function moveFace(before, after, duration = 260) {
  const [old, fresh] = [parts(before), parts(after)];
  if (old.length !== fresh.length) return;
  const moves = fresh.flatMap((part, at) => changes(old[at], part));
  if (!moves.length) return;
  let began = null;
  const step = (now) => {
    began ??= now;
    const time = Math.min((now - began) / duration, 1);
    const share = 1 - (1 - time) ** 3;
    for (const move of moves) {
      if (time < 1) put(move, share);
      else move.part.setAttribute(move.name, move.to);
    }
    if (time < 1 && after.isConnected) requestAnimationFrame(step);
  };
  for (const move of moves) put(move, 0);
  requestAnimationFrame(step);
}
