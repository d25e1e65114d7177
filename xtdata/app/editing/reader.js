// The text of the editing page: clicks and keys choose a number; the chosen one is kept in sight.

function root(parent) {
  let box = parent.querySelector(".reading-text")
  if (!box) {
    box = document.createElement("div")
    box.className = "reading-text"
    box.setAttribute("role", "region")
    box.setAttribute("aria-label", "原文")
    box.tabIndex = 0
    parent.append(box)
  }
  return box
}

function fill(box, html) {
  if (box.source === html) return
  const top = box.scrollTop
  box.source = html
  box.innerHTML = html
  box.scrollTop = top
  box.current = undefined
}

function markCurrent(box, current) {
  if (box.current === current) return
  box.current = current
  for (const mark of box.querySelectorAll('[aria-current="true"]')) {
    mark.removeAttribute("aria-current")
    mark.tabIndex = -1
  }
  for (const mark of box.querySelectorAll(`[data-start="${current}"]`)) {
    mark.setAttribute("aria-current", "true")
    mark.tabIndex = 0
    // Only the box scrolls: the form beside it stays where it is.
    const place = mark.getBoundingClientRect()
    const frame = box.getBoundingClientRect()
    if (place.top < frame.top + 40 || place.bottom > frame.bottom - 40) box.scrollTop += place.top - frame.top - frame.height / 3
  }
}

// A field that has just been asked for takes the cursor as soon as it is there.
function takeCursor(box, name) {
  if (box.focusAsked === name) return
  box.focusAsked = name
  let tries = 40
  const attempt = () => {
    if (!name || box.focusAsked !== name) return
    const field = document.querySelector(`.st-key-${name} input, .st-key-${name} textarea`)
    if (field) field.focus()
    else if (tries--) setTimeout(attempt, 50)
  }
  attempt()
}

function isTyping(target) {
  return Boolean(target.closest?.('input, textarea, select, [contenteditable], [role="combobox"], [role="listbox"], [role="radiogroup"], [role="slider"], [role="tablist"]'))
}

function keyPressed(event, setTriggerValue) {
  if (event.key === "Escape" && event.target.closest?.(".st-key-fields")) {
    // Out of the field: the next letter is a command again. A select box must not hear it: it would forget its value.
    event.stopPropagation()
    setTimeout(() => event.target.blur())
    return
  }
  if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey || event.isComposing || isTyping(event.target)) return
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (by) {
    event.preventDefault()
    setTriggerValue("step", by)
  } else if (event.key.toLowerCase() === "e") {
    event.preventDefault()
    document.querySelector('.st-key-fields input:not([type="hidden"])')?.focus()
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const box = root(parentElement)
  fill(box, data.html)
  markCurrent(box, data.current)
  takeCursor(box, data.focus)
  const choose = (event) => {
    const mark = event.target.closest("[data-start]")
    if (mark && !String(getSelection())) setTriggerValue("pick", Number(mark.dataset.start))
  }
  box.onclick = choose
  box.onkeydown = (event) => {
    if (event.key === "Enter" || event.key === " ") {
      if (!event.target.closest("[data-start]")) return
      event.preventDefault()
      choose(event)
    }
  }
  // Drawn anew with every choice: the listener of the last time goes first.
  document.removeEventListener("keydown", box.onKey, true)
  box.onKey = (event) => keyPressed(event, setTriggerValue)
  document.addEventListener("keydown", box.onKey, true)
  return () => document.removeEventListener("keydown", box.onKey, true)
}
