// Opens the sentences behind a figure in the drawer; without scripts the same link is a page.
import { nothingFound, openDrawer, partOf, plainClick } from "./drawer.js";

async function open(link) {
  const address = new URL(link.href);
  address.searchParams.set("part", "panel");
  const content = await partOf(address);
  if (!content) location.href = link.href;
  else openDrawer(link.textContent, ...(content.some((one) => one.nodeName === "BLOCKQUOTE") ? content : [nothingFound]));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-evidence]");
  if (!link || !plainClick(event)) return;
  event.preventDefault();
  open(link);
});
