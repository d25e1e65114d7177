// Turns the slides by keys, clickers and taps, and opens the passages. The server is not asked again.
"use strict";

const slides = [...document.querySelectorAll(".slide")];
const dots = [...document.querySelectorAll("[data-slide]")];
const notice = document.getElementById("notice");
let now = Number(document.body.dataset.first);

function show(number) {
  now = Math.min(Math.max(number, 1), slides.length);
  slides.forEach((slide, index) => slide.classList.toggle("now", index === now - 1));
  dots.forEach((dot, index) => (index === now - 1 ? dot.setAttribute("aria-current", "page") : dot.removeAttribute("aria-current")));
  document.body.classList.toggle("first", now === 1);
  document.querySelector(".count").textContent = `${now} / ${slides.length}`;
  document.getElementById("said").textContent = `第 ${now} 页，共 ${slides.length} 页。${slides[now - 1].querySelector("h2").textContent}`;
  const address = new URL(location);
  address.searchParams.set("slide", now);
  address.hash = "";
  history.replaceState(null, "", address);
}

function turn(number) {
  notice.hidden = true;
  passages()?.close();
  show(number);
}

function passages() {
  return document.querySelector("dialog[open]");
}

function open(fact) {
  const box = slides[now - 1].querySelector("dialog");
  if (!box || !box.querySelector("li")) return;
  box.showModal();
  box.scrollTop = 0;
  for (const one of box.querySelectorAll("li")) {
    one.classList.toggle("asked", one.dataset.passage === fact);
    if (one.dataset.passage === fact) one.scrollIntoView({ block: "center" });
  }
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

const keys = {
  ArrowRight: () => turn(now + 1),
  PageDown: () => turn(now + 1),
  " ": (event) => turn(now + (event.shiftKey ? -1 : 1)),
  ArrowLeft: () => turn(now - 1),
  PageUp: () => turn(now - 1),
  Home: () => turn(1),
  End: () => turn(slides.length),
  ArrowDown: () => (passages() ? passages().scrollBy(0, innerHeight / 4) : turn(now + 1)),
  ArrowUp: () => (passages() ? passages().scrollBy(0, -innerHeight / 4) : turn(now - 1)),
  Enter: () => (passages() ? passages().close() : open()),
  Escape: () => (passages() ? passages().close() : location.assign(document.getElementById("leave").href)),
  f: fullScreen,
  F: fullScreen,
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
  // A link or a button that has the focus is followed.
  if ((event.key === "Enter" || event.key === " ") && event.target.closest("a, button")) return;
  event.preventDefault();
  keys[event.key](event);
});

addEventListener("click", (event) => {
  const dot = event.target.closest("[data-slide]");
  if (dot) {
    event.preventDefault();
    turn(Number(dot.dataset.slide));
  } else if (event.target.closest(".close") || event.target === passages()) {
    passages().close();
  } else if (event.target.closest("[data-fact]")) {
    open(event.target.closest("[data-fact]").dataset.fact);
  } else if (event.pointerType === "touch" && !passages() && !event.target.closest("a, button")) {
    turn(now + (event.clientX < innerWidth / 2 ? -1 : 1));
  }
});

document.body.classList.add("live");
show(now);
