"use strict";
// The state comes as server-sent events; pictures are fetched by number, one at a time per camera,
// so a slow browser skips pictures instead of falling behind. Foreign text only ever becomes
// textContent or canvas text.

const byId = (id) => document.getElementById(id);
const cards = new Map();
const palette = ["#5ad1c8", "#ffb454", "#7aa7ff", "#ff7eb6", "#a5e075", "#c792ff", "#ff8f6b",
  "#6fd3ff", "#f2d65c", "#9aa7ff"];
let threshold = 0.5;
let labels = new Map();

function colourOf(label) {
  let hash = 0;
  for (const letter of label) hash = (hash * 31 + letter.codePointAt(0)) >>> 0;
  return palette[hash % palette.length];
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function figure(parent, name) {
  const box = element("div");
  const value = element("dd");
  box.append(element("dt", "", name), value);
  parent.append(box);
  return value;
}

function set(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

const count = (number) => number.toLocaleString("en-US");
const rate = (number) => number.toFixed(number < 10 ? 1 : 0);
const millis = (ms) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);
const shortScore = (score) => score.toFixed(2).replace(/^0/, "");

function makeCard(id) {
  const root = element("article");
  const picture = element("button", "picture");
  picture.type = "button";
  picture.setAttribute("aria-label", `camera ${id}, enlarge or reduce`);
  const canvas = element("canvas");
  const bare = element("span", "bare", "no detections");
  bare.hidden = true;
  picture.append(canvas, element("span", "name", id), bare);
  const figures = element("dl", "figures");
  const svgName = "http://www.w3.org/2000/svg";
  const card = {
    id, root, picture, canvas, bare,
    fps: figure(figures, "frames/s"), latency: figure(figures, "latency"),
    objects: figure(figures, "objects"), dropped: figure(figures, "dropped"),
    deadLetters: figure(figures, "dead"), figures,
    spark: document.createElementNS(svgName, "svg"),
    trace: document.createElementNS(svgName, "path"),
    under: document.createElementNS(svgName, "path"),
    wanted: null, shown: 0, loading: false, drawn: null, image: null,
  };
  card.spark.setAttribute("viewBox", "0 0 100 36");
  card.spark.setAttribute("preserveAspectRatio", "none");
  card.spark.setAttribute("role", "img");
  card.spark.setAttribute("aria-label", "latency of the newest events");
  card.trace.setAttribute("class", "trace");
  card.under.setAttribute("class", "under");
  card.spark.append(card.under, card.trace);
  figures.append(card.spark);
  root.append(picture, figures);
  picture.addEventListener("click", () => {
    root.classList.toggle("wide");
    requestAnimationFrame(() => draw(card));
  });
  cards.set(id, card);
  byId("cameras").append(root);
  return card;
}

function sparkline(card, values) {
  if (values.length < 2) return;
  const top = Math.max(...values) * 1.15 || 1;
  const points = values.map((value, at) =>
    `${((at / (values.length - 1)) * 100).toFixed(1)},${(35 - (value / top) * 34).toFixed(1)}`);
  card.trace.setAttribute("d", "M" + points.join("L"));
  card.under.setAttribute("d", `M0,36L${points.join("L")}L100,36Z`);
}

async function load(card) {
  if (card.loading || !card.wanted || card.wanted.frame === card.shown) return;
  card.loading = true;
  const state = card.wanted;
  try {
    const answer = await fetch(`/frames/${encodeURIComponent(card.id)}.jpg?frame=${state.frame}`);
    if (answer.ok) {
      const image = await createImageBitmap(await answer.blob());
      if (card.image) card.image.close();
      card.image = image;
      card.drawn = state;
      draw(card);
    }
  } catch (broken) {
    // A picture that the browser cannot decode stays out; the next one is on its way.
  } finally {
    card.shown = state.frame;
    card.loading = false;
    if (card.wanted.frame !== card.shown) load(card);
  }
}

function draw(card) {
  const { image, drawn, canvas } = card;
  if (!image || !drawn) return;
  card.picture.style.aspectRatio = `${image.width} / ${image.height}`;
  const density = window.devicePixelRatio || 1;
  const wide = Math.max(1, Math.round(canvas.clientWidth * density));
  const high = Math.max(1, Math.round((wide * image.height) / image.width));
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0, wide, high);
  const perPixel = wide / (drawn.width || image.width);
  pen.font = `600 ${12 * density}px Inter, "Segoe UI", "DejaVu Sans", sans-serif`;
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  const visible = drawn.objects.filter((object) => object.score >= threshold);
  for (const object of visible.reverse()) box(pen, object, perPixel, density, wide);
}

function box(pen, object, perPixel, density, wide) {
  const [x1, y1, x2, y2] = object.box.map((edge) => edge * perPixel);
  const colour = colourOf(object.label);
  pen.strokeStyle = "rgb(5 7 11 / 55%)";
  pen.lineWidth = 4 * density;
  pen.strokeRect(x1, y1, x2 - x1, y2 - y1);
  pen.strokeStyle = colour;
  pen.lineWidth = 2 * density;
  pen.strokeRect(x1, y1, x2 - x1, y2 - y1);
  const text = `${object.label} ${shortScore(object.score)}`;
  const width = pen.measureText(text).width + 10 * density;
  const height = 18 * density;
  const left = Math.max(0, Math.min(x1 - density, wide - width));
  const above = y1 - height >= 0 ? y1 - height : y1;
  pen.fillStyle = colour;
  pen.fillRect(left, above, width, height);
  pen.fillStyle = "#0b0f16";
  pen.fillText(text, left + 5 * density, above + height / 2 + density * 0.5);
}

const totals = {
  fps: figure(byId("totals"), "frames/s"), frames: figure(byId("totals"), "frames"),
  detected: figure(byId("totals"), "detected"), objects: figure(byId("totals"), "objects"),
  dropped: figure(byId("totals"), "dropped"), dead: figure(byId("totals"), "dead letters"),
};

function showCamera(view) {
  const card = cards.get(view.id) || makeCard(view.id);
  const visible = view.objects.filter((object) => object.score >= threshold);
  for (const object of visible) labels.set(object.label, (labels.get(object.label) || 0) + 1);
  set(card.fps, rate(view.framesPerSecond));
  set(card.latency, view.latencies.length ? millis(view.latencyMsP50) : "–");
  card.latency.title = `median of the newest events; p99 ${millis(view.latencyMsP99)}`;
  set(card.objects, count(visible.length));
  set(card.dropped, count(view.dropped));
  card.dropped.className = view.dropped ? "warm" : "";
  set(card.deadLetters, count(view.deadLetters));
  card.deadLetters.className = view.deadLetters ? "bad" : "";
  card.bare.hidden = view.annotated || view.frame === 0;
  sparkline(card, view.latencies);
  if (view.frame) {
    card.wanted = view;
    load(card);
  }
}

function showLinks(links) {
  const nav = byId("links");
  const key = JSON.stringify(links);
  if (nav.dataset.key === key) return;
  nav.dataset.key = key;
  nav.replaceChildren(...Object.entries(links).sort().map(([name, address]) => {
    const link = element("a", "", name);
    if (/^https?:\/\//.test(address)) link.href = address;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  }));
}

function showLegend() {
  byId("legend").replaceChildren(...[...labels.entries()].sort().map(([label, times]) => {
    const item = element("li");
    const swatch = element("i");
    swatch.style.background = colourOf(label);
    item.append(swatch, document.createTextNode(`${label} ${times}`));
    return item;
  }));
}

function show(state) {
  labels = new Map();
  byId("empty").hidden = state.cameras.length > 0;
  byId("cameras").classList.toggle("one", state.cameras.length === 1);
  state.cameras.forEach(showCamera);
  showLegend();
  set(totals.fps, rate(state.totals.framesPerSecond));
  set(totals.frames, count(state.totals.frames));
  set(totals.detected, count(state.totals.detected));
  set(totals.objects, count(state.totals.objects));
  set(totals.dropped, count(state.totals.dropped));
  totals.dropped.className = state.totals.dropped ? "warm" : "";
  set(totals.dead, count(state.totals.deadLetters));
  totals.dead.className = state.totals.deadLetters ? "bad" : "";
  const unshown = state.totals.unshownCameras;
  set(byId("model"), (state.model ? `model ${state.model}` : "")
    + (unshown ? ` · ${unshown} more cameras are not shown` : ""));
  byId("problem").hidden = !state.problem;
  set(byId("problem"), state.problem || "");
  showLinks(state.links);
}

function status(text, className) {
  const node = byId("status");
  node.className = `status ${className}`;
  set(node, text);
}

byId("threshold").addEventListener("input", (event) => {
  threshold = Number(event.target.value);
  set(byId("threshold-text"), shortScore(threshold));
  cards.forEach(draw);
});
window.addEventListener("resize", () => cards.forEach(draw));

const events = new EventSource("/api/events");
events.addEventListener("state", (event) => {
  status("live", "live");
  show(JSON.parse(event.data));
});
events.addEventListener("full", (event) => {
  events.close();
  status(event.data, "lost");
});
events.addEventListener("error", () => status("reconnecting", "lost"));
