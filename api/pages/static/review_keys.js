// The review queue by keys: arrows choose an item, digits press its buttons, u takes the last decision back.
const items = [...document.querySelectorAll("[data-item]")];
let at = 0;

function choose(next) {
  if (!items.length) return;
  items[at].removeAttribute("aria-current");
  at = Math.min(Math.max(next, 0), items.length - 1);
  items[at].setAttribute("aria-current", "true");
  items[at].focus();
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "ArrowDown") choose(at + 1);
  else if (event.key === "ArrowUp") choose(at - 1);
  else if (event.key === "u") document.querySelector("[data-undo]")?.click();
  else if (/^[1-9]$/.test(event.key)) items[at]?.querySelector(`button[data-key="${event.key}"]`)?.click();
  else return;
  event.preventDefault();
});
if (items.length) items[0].setAttribute("aria-current", "true");
