// Offers each picture as a PNG, drawn from its SVG file at twice its size; without scripts the SVG is there.
const SCALE = 2;

async function pngOf(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

async function save(link) {
  const file = document.createElement("a");
  file.href = URL.createObjectURL(await pngOf(link.href));
  file.download = `${document.querySelector("h1")?.innerText.replace(/\s+/g, " ").trim() || "picture"}.png`;
  file.click();
  URL.revokeObjectURL(file.href);
}

for (const link of document.querySelectorAll("a[data-png]")) {
  link.hidden = false;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    save(link);
  });
}
