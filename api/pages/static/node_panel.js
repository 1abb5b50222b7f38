// A node of the picture opens beside it; with a modifier key, or without scripts, the link goes to the node's page.
import { openDrawer, partOf, plainClick } from "./drawer.js";

export async function openNode(address, name) {
  const panel = new URL(address, location.href);
  panel.searchParams.set("part", "panel");
  const content = await partOf(panel);
  if (content) openDrawer(name, ...content);
  else location.href = address;
}

for (const picture of document.querySelectorAll(".picture svg")) {
  picture.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || !plainClick(event)) return;
    event.preventDefault();
    openNode(link.href.baseVal, link.querySelector("text").textContent);
  });
}
