// The points of the charts for a keyboard, a finger and a screen reader; the figures of a source for j and k; and where in the site one is.
// Opening a point follows its footnote's link, which is on the page for every figure that a chart shows.

const FIGURE = ".stPlotlyChart"
const FINGER = 22, POINTER = 8, ALMOST = 20, PLACE = /(?:^|\s)(st-key-(?:section|card)-[^\s]*)/
const STEPS = { ArrowLeft: ["x", -1], ArrowRight: ["x", 1], ArrowUp: ["y", -1], ArrowDown: ["y", 1], Home: ["x", -Infinity], End: ["x", Infinity] }

const current = new WeakMap() // figure → id of the point that the keyboard is on
let opened = null // where the open passage was opened from: { place, id, isPoint, byKey }
let closing = false

// The points of a chart, in px from its upper left corner, one for each observation; x is also known as a share of the inner width.
function points(figure) {
  const graph = figure.querySelector(".js-plotly-plot"), layout = graph?._fullLayout
  if (!layout?.xaxis?.d2p) return []
  const { l, r } = layout._size, found = new Map()
  const across = (x) => l + layout.xaxis.d2p(x), down = (y) => layout.yaxis._offset + layout.yaxis.d2p(y)
  const traces = [...(graph._fullData ?? [])].filter((trace) => trace.customdata)
  // A bar's end comes after its symbol, which says more precisely where the point is.
  for (const trace of traces.sort((one, other) => (one.type === "bar") - (other.type === "bar"))) {
    trace.customdata.forEach(([id], at) => {
      const end = trace.x[at] + (trace.base?.[at] ?? 0), x = across(end), y = down(trace.y[at])
      const box = trace.type === "bar" ? { left: across(trace.base[at]), right: x, half: trace.width[at] / 2 } : null
      const point = { id, x, y, share: layout.xaxis.d2p(end) / layout.xaxis._length, l, r, size: trace.marker.size?.[at] ?? 0, boxes: box ? [box] : [] }
      if (found.has(id)) found.get(id).boxes.push(...point.boxes)
      else found.set(id, point)
    })
  }
  return [...found.values()]
}

// Where a link leads, of HTML or in a picture.
function destination(link) {
  return new URL(link.getAttribute("href"), location.href)
}

function opens(link, id) {
  const { pathname, searchParams } = destination(link)
  return pathname === location.pathname && searchParams.get("o") === id
}

function place(element) {
  for (let one = element; one; one = one.parentElement) {
    const match = PLACE.exec(typeof one.className === "string" ? one.className : "")
    if (match) return match[1]
  }
  return ""
}

// The link that opens *id*: that of the chart's own footnotes before any other.
function linkTo(figure, id) {
  const near = place(figure)
  const links = (within) => [...document.querySelectorAll(`${within} .markup a[href]`)].find((link) => opens(link, id) && !link.closest(".evidence"))
  return (near && links(`.${near}`)) || links("")
}

function says(figure, id) {
  const link = linkTo(figure, id)
  return link?.title || link?.textContent.trim() || ""
}

function open(figure, id, byKey) {
  const link = linkTo(figure, id)
  if (!link) return
  link.click()
  opened = { place: place(figure), id, isPoint: true, byKey }
}

function chosen() {
  return new URLSearchParams(location.search).get("o") ?? ""
}

function ring(figure, name, point) {
  let mark = figure.querySelector(`.${name}`)
  if (!point) return void mark?.remove()
  if (!mark) {
    mark = document.createElement("div")
    mark.className = name
    figure.append(mark)
  }
  const left = `calc(${point.l}px + (100% - ${point.l + point.r}px) * ${point.share})`, top = `${point.y}px`
  if (mark.dataset.at === left + top) return
  mark.dataset.at = left + top
  Object.assign(mark.style, { left, top })
}

function voice() {
  let said = document.querySelector(".point-said")
  if (!said) {
    said = document.createElement("div")
    said.className = "point-said"
    said.setAttribute("role", "status")
    document.querySelector(".stApp")?.append(said)
  }
  return said
}

function inOrder(figure, axis) {
  const other = axis === "x" ? "y" : "x"
  return points(figure).sort((one, next) => Math.round(one[axis] - next[axis]) || one[other] - next[other])
}

// The keyboard is on the point *id* of *figure*.
function stand(figure, id) {
  const all = inOrder(figure, "x"), at = all.findIndex((point) => point.id === id)
  if (at < 0) return
  current.set(figure, id)
  ring(figure, "point-current", all[at])
  voice().textContent = `${says(figure, id)}（第 ${at + 1} 点，共 ${all.length} 点，回车看原文）`
}

function leave(figure) {
  ring(figure, "point-current", null)
  voice().textContent = ""
}

function step(figure, [axis, by]) {
  const all = inOrder(figure, axis)
  const at = all.findIndex((point) => point.id === (current.get(figure) ?? chosen()))
  const from = at >= 0 ? at : by > 0 ? -1 : all.length
  const point = all[Math.max(0, Math.min(all.length - 1, from + by))]
  if (point) stand(figure, point.id)
}

function distance(point, x, y, margin) {
  const inside = point.boxes.some((box) => x >= Math.min(box.left, box.right) - margin && x <= Math.max(box.left, box.right) + margin && Math.abs(y - point.y) <= box.half + margin)
  const away = point.size ? Math.hypot(point.x - x, point.y - y) : Infinity
  return { away, inside }
}

// What a click at (x, y) may mean. A finger is as wide as several markers; a mouse means what is under it.
function meant(figure, x, y, isFinger) {
  const all = points(figure).map((point) => ({ point, ...distance(point, x, y, isFinger ? 4 : 0) })).sort((one, other) => one.away - other.away)
  const symbols = all.filter(({ point, away }) => away <= (isFinger ? FINGER : Math.max(POINTER, point.size / 2)))
  const bars = all.filter(({ inside }) => inside)
  const found = isFinger ? [...new Set([...symbols, ...bars])] : symbols.length ? symbols : bars
  return (found.length ? found : all.slice(0, 1).filter(({ away }) => away <= ALMOST)).map(({ point }) => point)
}

function putAway() {
  document.querySelector(".choices")?.remove()
}

// Several points under one finger: a list to choose from.
function offer(figure, found, x, y) {
  const list = document.createElement("div")
  list.className = "choices"
  list.setAttribute("role", "group")
  list.setAttribute("aria-label", `这里有 ${found.length} 个数，看哪一个的原文`)
  for (const { id } of found) {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = says(figure, id)
    button.onclick = () => { putAway(); open(figure, id, false) }
    list.append(button)
  }
  document.querySelector(".stApp").append(list)
  const { width, height } = list.getBoundingClientRect()
  list.style.left = `${Math.max(8, Math.min(x - width / 2, innerWidth - width - 8))}px`
  list.style.top = `${y + 16 + height > innerHeight ? Math.max(8, y - 16 - height) : y + 16}px`
  list.firstElementChild.focus({ preventScroll: true })
}

function onClick(event) {
  if (event.target.closest(".choices")) return
  putAway()
  if (event.target.closest(".evidence .close")) closing = true
  const link = event.target.closest(".markup a[href]")
  if (link && !link.closest(".evidence")) opened = { place: place(link), id: destination(link).searchParams.get("o"), isPoint: false, byKey: event.detail === 0 }
  const graph = event.target.closest(".js-plotly-plot"), figure = graph?.closest(FIGURE)
  if (!figure) return
  const box = graph.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top
  const found = meant(figure, x, y, event.pointerType === "touch").filter(({ id }) => linkTo(figure, id))
  if (found.length === 1) open(figure, found[0].id, false)
  else if (found.length) offer(figure, found, event.clientX, event.clientY)
}

// In a source j and k go from figure to figure, beginning with what is on the screen.
function read(by) {
  const links = [...document.querySelectorAll(".source .text a.number, .source .quotes > li > a")]
  const at = links.indexOf(document.activeElement)
  const below = links.findIndex((link) => link.getBoundingClientRect().top > 0)
  const next = at >= 0 ? links[at + by] : links[below < 0 ? links.length - 1 : Math.max(0, by > 0 ? below : below - 1)]
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: "center" })
  return Boolean(next)
}

function onKey(event) {
  if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]")
  if ((event.key === "j" || event.key === "k") && !isTyping && read(event.key === "j" ? 1 : -1)) return event.preventDefault()
  const figure = event.target.matches?.(FIGURE) ? event.target : null
  if (event.key === "Escape") return escape(event)
  if (!figure) return
  if (STEPS[event.key]) step(figure, STEPS[event.key])
  else if ((event.key === "Enter" || event.key === " ") && current.has(figure)) open(figure, current.get(figure), true)
  else return
  event.preventDefault()
}

function escape(event) {
  if (document.querySelector(".choices")) return putAway()
  if (event.target.closest?.("input, textarea, [role=dialog], [role=listbox]")) return
  document.querySelector(".evidence .close")?.click()
}

// Back to where the passage was opened from: the point, or the link.
function goBack() {
  const { place: name, id, isPoint } = opened
  const within = name ? `.${name} ` : ""
  const figure = [...document.querySelectorAll(within + FIGURE)].find((one) => points(one).some((point) => point.id === id))
  const link = [...document.querySelectorAll(`${within}.markup a[href]`)].find((one) => opens(one, id))
  const target = isPoint || !link ? figure : link
  target?.focus({ preventScroll: true })
  if (target && target === figure) stand(figure, id)
  opened = null
}

function tidy() {
  const id = chosen()
  for (const figure of document.querySelectorAll(FIGURE)) {
    if (figure.tabIndex !== 0) figure.tabIndex = 0
    if (figure.getAttribute("role") !== "application") {
      figure.setAttribute("role", "application")
      figure.setAttribute("aria-roledescription", "图，用方向键逐点看，回车看原文")
    }
    ring(figure, "point-chosen", id ? points(figure).find((point) => point.id === id) : null)
  }
  const panel = document.querySelector(".evidence")
  if (panel && opened?.byKey && panel.dataset.fact === opened.id) {
    opened.byKey = false
    panel.focus({ preventScroll: true })
  }
  if (closing && !panel) {
    closing = false
    opened ??= { place: "", id: "", isPoint: false }
    goBack()
  }
}

// Plotly would take the press for the beginning of a drag, and the click would never come.
function keepFromPlotly(event) {
  if (event.target.closest?.(".js-plotly-plot")) event.stopPropagation()
}

export default function () {
  let due = false
  const soon = (changes) => {
    // What plotly draws, its hover texts included, changes nothing here.
    if (due || changes?.every((change) => change.target.closest?.("svg, .point-said, .choices"))) return
    due = true
    requestAnimationFrame(() => { due = false; tidy() })
  }
  const observer = new MutationObserver(soon)
  observer.observe(document.body, { subtree: true, childList: true })
  const left = (event) => { if (event.target.matches?.(FIGURE)) leave(event.target) }
  const listening = [
    ["mousedown", keepFromPlotly, true], ["touchstart", keepFromPlotly, true], ["click", onClick, true], ["keydown", onKey, false],
    ["focusout", left, false], ["scroll", putAway, true],
  ]
  for (const [name, heard, capture] of listening) document.addEventListener(name, heard, capture)
  voice()
  tidy()
  return () => {
    observer.disconnect()
    for (const [name, heard, capture] of listening) document.removeEventListener(name, heard, capture)
  }
}
