// A plain text field with line numbers. What is typed goes to the server after a short rest, and at once on leaving the field.

const REST = 500

function build(parent) {
  const frame = document.createElement("div")
  frame.className = "yaml-editor"
  const gutter = document.createElement("pre")
  gutter.setAttribute("aria-hidden", "true")
  const field = document.createElement("textarea")
  field.spellcheck = false
  field.wrap = "off"
  field.setAttribute("aria-label", "YAML")
  field.autocapitalize = "off"
  frame.append(gutter, field)
  parent.append(frame)
  return { frame, gutter, field, serial: null, marks: "", count: 0 }
}

function number(page, marks) {
  const count = page.field.value.split("\n").length
  const key = JSON.stringify(marks)
  if (count === page.count && key === page.marks) return
  page.count = count
  page.marks = key
  const lines = Array.from({ length: count }, (_, i) => String(i + 1))
  page.gutter.textContent = ""
  let text = ""
  const flush = () => { page.gutter.append(text); text = "" }
  lines.forEach((line, i) => {
    const mark = marks[i + 1]
    if (mark) {
      flush()
      const flagged = document.createElement("strong")
      flagged.className = mark
      flagged.textContent = (mark === "error" ? "✗" : "!") + line
      page.gutter.append(flagged)
      text = "\n"
    } else {
      text += line + "\n"
    }
  })
  flush()
  page.gutter.scrollTop = page.field.scrollTop
}

function go(page, line, column) {
  const lines = page.field.value.split("\n")
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1
  page.field.focus()
  page.field.setSelectionRange(start, start)
  const height = page.field.scrollHeight / lines.length
  page.field.scrollTop = Math.max(0, (line - 6) * height)
}

export default function ({ data, parentElement, setStateValue }) {
  const page = (parentElement.page ??= build(parentElement))
  if (page.serial !== data.serial) {
    page.serial = data.serial
    page.field.value = data.text
    page.sent = data.text
  }
  number(page, data.marks)
  if (data.line && page.jumps !== data.jumps) {
    page.jumps = data.jumps
    go(page, data.line, 1)
  }
  const send = () => {
    clearTimeout(page.timer)
    if (page.field.value === page.sent) return
    page.sent = page.field.value
    setStateValue("text", { serial: page.serial, text: page.sent })
  }
  page.field.oninput = () => {
    number(page, data.marks)
    clearTimeout(page.timer)
    page.timer = setTimeout(send, REST)
  }
  page.field.onblur = send
  page.field.onscroll = () => { page.gutter.scrollTop = page.field.scrollTop }
  document.removeEventListener("click", page.jump)
  page.jump = (event) => {
    const link = event.target.closest?.("[data-line]")
    if (!link) return
    event.preventDefault()
    go(page, Number(link.dataset.line), Number(link.dataset.column) || 1)
  }
  document.addEventListener("click", page.jump)
  return () => document.removeEventListener("click", page.jump)
}
