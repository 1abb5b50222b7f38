// Opens the sentences behind a figure in a drawer; without scripts the same link is a page.
const drawer = document.getElementById("drawer");
const body = document.getElementById("drawer-body");

function quoteOf(quote) {
  const block = document.createElement("blockquote");
  const sentence = document.createElement("p");
  const cite = document.createElement("cite");
  sentence.textContent = quote.sentence;
  const place = quote.page ? `，第 ${quote.page} 页` : quote.row ? `，第 ${quote.row} 行` : "";
  cite.textContent = `${quote.document_name}${place}`;
  block.append(sentence, cite);
  return block;
}

async function open(link) {
  const answer = await fetch(`/v1${link.pathname}${link.search}`);
  if (!answer.ok) {
    location.href = link.href;
    return;
  }
  const { evidence } = await answer.json();
  body.replaceChildren(...evidence.map(quoteOf));
  if (!evidence.length) body.textContent = "图中没有这些证据编号。";
  drawer.showModal();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-evidence]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link);
});
drawer.addEventListener("click", (event) => {
  if (event.target === drawer) drawer.close();
});
