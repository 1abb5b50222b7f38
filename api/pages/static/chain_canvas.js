// Draws a chain of thousands of nodes: drag to move, wheel or +/- to zoom, arrows to move, click for the node.
import { openNode } from "./node_panel.js";

const canvas = document.getElementById("chain-canvas");
const chain = JSON.parse(document.getElementById("chain-points").textContent);
const pen = canvas.getContext("2d");
const [WIDTH, HEIGHT] = chain.box;
const FONT = '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif';
const READABLE = 0.45; // below this scale names are not drawn
const MARGIN = 200;
const view = { x: 0, y: 0, scale: 1 };
let planned = false;

function plan() {
  if (planned) return;
  planned = true;
  requestAnimationFrame(() => setTimeout(() => { // after the frame: the page is there before its picture
    planned = false;
    draw();
  }));
}

function fit() {
  const dense = window.devicePixelRatio || 1;
  canvas.width = canvas.clientWidth * dense;
  canvas.height = canvas.clientHeight * dense;
  plan();
}

function start() {
  const right = Math.max(...chain.nodes.map((node) => node[2])) + WIDTH + 24;
  view.scale = Math.max(canvas.clientWidth / right, 0.12);
}

const shown = (x, y, room) =>
  x > view.x - room && y > view.y - room &&
  x < view.x + canvas.clientWidth / view.scale + room && y < view.y + canvas.clientHeight / view.scale + room;

function drawLinks() {
  pen.strokeStyle = "#c3cbd6";
  pen.lineWidth = Math.min(1.2, 0.7 / view.scale);
  pen.beginPath();
  for (const [from, to] of chain.links) {
    const [, , x1, y1] = chain.nodes[from];
    const [, , x2, y2] = chain.nodes[to];
    if (!shown(x1, y1, MARGIN) && !shown(x2, y2, MARGIN)) continue;
    const bend = Math.min(60, Math.abs(x2 - x1 - WIDTH) / 2);
    pen.moveTo(x1 + WIDTH, y1 + HEIGHT / 2);
    pen.bezierCurveTo(x1 + WIDTH + bend, y1 + HEIGHT / 2, x2 - bend, y2 + HEIGHT / 2, x2, y2 + HEIGHT / 2);
  }
  pen.stroke();
}

function drawNode([, name, x, y, firms, kind, lit]) {
  const look = chain.looks[kind];
  pen.globalAlpha = lit ? 1 : 0.2;
  pen.fillStyle = look.fill;
  pen.strokeStyle = look.line;
  pen.lineWidth = 1.4;
  pen.beginPath();
  pen.roundRect(x, y, WIDTH, HEIGHT, 6);
  pen.fill();
  pen.stroke();
  if (view.scale < READABLE) return;
  pen.fillStyle = "#111827";
  pen.font = `13px ${FONT}`;
  pen.fillText(name.length > 9 ? `${name.slice(0, 8)}…` : name, x + 9, y + 17);
  pen.fillStyle = look.ink;
  pen.font = `11px ${FONT}`;
  pen.fillText(`${look.sign ? `${look.sign} · ` : ""}${firms ?? "—"}`, x + 9, y + 33);
}

function draw() {
  const dense = window.devicePixelRatio || 1;
  pen.setTransform(dense, 0, 0, dense, 0, 0);
  pen.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  pen.scale(view.scale, view.scale);
  pen.translate(-view.x, -view.y);
  drawLinks();
  for (const node of chain.nodes) if (shown(node[2], node[3], WIDTH)) drawNode(node);
  pen.globalAlpha = 1;
  pen.fillStyle = "#1f2a37";
  pen.font = `600 ${Math.min(15 / view.scale, 40)}px ${FONT}`;
  for (const [stage, left, right] of chain.stages) {
    pen.fillText(stage, left, 40);
    pen.fillRect(left, 52, right - left, 2 / view.scale);
  }
  canvas.dataset.drawn = "true";
}

function zoom(factor, x, y) {
  const scale = Math.min(Math.max(view.scale * factor, 0.05), 3);
  view.x += x / view.scale - x / scale;
  view.y += y / view.scale - y / scale;
  view.scale = scale;
  plan();
}

function nodeAt(event) {
  const box = canvas.getBoundingClientRect();
  const x = (event.clientX - box.left) / view.scale + view.x;
  const y = (event.clientY - box.top) / view.scale + view.y;
  return chain.nodes.find((node) => x >= node[2] && x <= node[2] + WIDTH && y >= node[3] && y <= node[3] + HEIGHT);
}

let dragged = 0;
canvas.addEventListener("pointerdown", (event) => {
  dragged = 0;
  canvas.setPointerCapture(event.pointerId);
});
canvas.addEventListener("pointermove", (event) => {
  if (!event.buttons) {
    const node = nodeAt(event);
    canvas.title = node ? `${node[1]}：${chain.looks[node[5]].type}` : "";
    return;
  }
  dragged += Math.abs(event.movementX) + Math.abs(event.movementY);
  view.x -= event.movementX / view.scale;
  view.y -= event.movementY / view.scale;
  plan();
});
canvas.addEventListener("click", (event) => {
  const node = nodeAt(event);
  if (node && dragged < 5 && canvas.dataset.link) openNode(canvas.dataset.link.replace("SHORT", node[0]), node[1]);
});
canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, event.offsetX, event.offsetY);
}, { passive: false });
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
canvas.addEventListener("keydown", (event) => {
  if (event.key === "+" || event.key === "=") zoom(1.2, canvas.clientWidth / 2, canvas.clientHeight / 2);
  else if (event.key === "-") zoom(1 / 1.2, canvas.clientWidth / 2, canvas.clientHeight / 2);
  else if (MOVES[event.key]) {
    view.x += (MOVES[event.key][0] * 80) / view.scale;
    view.y += (MOVES[event.key][1] * 80) / view.scale;
    plan();
  } else return;
  event.preventDefault();
});
new ResizeObserver(fit).observe(canvas);
start();
fit();
