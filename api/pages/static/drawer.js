// The drawer at the side: what is asked for is shown over the page, and the page stays where it was.
const drawer = document.getElementById("drawer");
const title = document.getElementById("drawer-title");
const body = document.getElementById("drawer-body");

export function openDrawer(heading, ...content) {
  title.textContent = heading;
  body.replaceChildren(...content);
  if (!drawer.open) drawer.showModal();
  drawer.scrollTop = 0;
}

export const nothingFound = drawer.dataset.none;
export const plainClick = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);

// A part of a page that the server made, as elements.
export async function partOf(address) {
  const answer = await fetch(address);
  if (!answer.ok) return null;
  return [...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes];
}

drawer.addEventListener("click", (event) => {
  if (event.target === drawer) drawer.close();
});
