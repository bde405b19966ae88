/* The sum of a profile's weights, as they are written. */
function add(table) {
  const numbers = [...table.querySelectorAll("input")].map((input) => Number.parseInt(input.value, 10) || 0);
  table.querySelector("[data-sum]").textContent = numbers.reduce((sum, each) => sum + each, 0);
}

for (const table of document.querySelectorAll("[data-total]")) {
  add(table);
  table.addEventListener("input", () => add(table));
}
