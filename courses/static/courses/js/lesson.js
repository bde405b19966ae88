// Arrow keys and a sideways swipe turn the screens of a lesson, as the buttons do.
const bar = document.querySelector("[data-lesson-bar]");
const turn = (direction) => bar?.querySelector(`a[rel="${direction}"]`)?.click();
// Where the arrows or a drag already mean something else, they keep that meaning.
const BUSY = "input, textarea, select, [contenteditable], [role=tablist], [data-menu][open], [data-keeps-swipe]";

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
  if (event.target.closest(BUSY)) return;
  if (event.key === "ArrowRight") turn("next");
  if (event.key === "ArrowLeft") turn("prev");
});

let start = null;
document.addEventListener("touchstart", (event) => {
  const one = event.touches.length === 1 && !event.target.closest(BUSY);
  start = one ? { x: event.touches[0].clientX, y: event.touches[0].clientY, at: event.timeStamp } : null;
}, { passive: true });

document.addEventListener("touchend", (event) => {
  if (!start) return;
  const x = event.changedTouches[0].clientX - start.x;
  const y = event.changedTouches[0].clientY - start.y;
  const quick = event.timeStamp - start.at < 600;
  // Selecting a word or scrolling a zoomed page is not a swipe.
  const selecting = String(document.getSelection()).length > 0;
  const zoomed = (window.visualViewport?.scale ?? 1) > 1;
  if (quick && !selecting && !zoomed && Math.abs(x) > 70 && Math.abs(x) > 2.5 * Math.abs(y)) turn(x < 0 ? "next" : "prev");
  start = null;
}, { passive: true });
