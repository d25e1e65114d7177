function root(parent) {
  let page = parent.querySelector(".markup")
  if (!page) {
    page = document.createElement("div")
    page.className = "markup"
    parent.append(page)
  }
  return page
}

function fill(page, html) {
  if (page.source === html) return
  page.source = html
  page.innerHTML = html
}

// Where a link leads, of HTML or in a picture.
function destination(link) {
  return new URL(link.getAttribute("href"), location.href)
}

// A link that is followed inside the session: to another page, or of the page to itself with another query string.
function inside(link) {
  return "page" in link.dataset || toItself(link)
}

function toItself(link) {
  const { pathname, search, hash } = destination(link)
  return pathname === location.pathname && search && !hash && !link.hasAttribute("download")
}

function markChosen(page, chosen) {
  for (const link of page.querySelectorAll("a[href]")) {
    const here = chosen && toItself(link) && destination(link).searchParams.get("o") === chosen
    // What has just been chosen is not left inside a fold.
    if (here && link.getAttribute("aria-current") !== "true") link.closest("details")?.setAttribute("open", "")
    if (here) link.setAttribute("aria-current", "true")
    else if (link.getAttribute("aria-current") === "true") link.removeAttribute("aria-current")
  }
}

// What has just been opened is brought into sight, once, and only as far as needed.
function reveal(page, id) {
  if (!id || page.revealed === id) return
  page.revealed = id
  requestAnimationFrame(() => {
    const place = document.getElementById(id)
    const top = place?.getBoundingClientRect().top ?? 0
    if (place && (top < 0 || top > innerHeight * 0.7)) place.scrollIntoView({ block: place.dataset.block || "start" })
  })
}

// A link to a place in a fold opens the fold first. The toolkit's folds open by a click on their summary.
function unfold(link) {
  const place = document.getElementById(decodeURIComponent(destination(link).hash.slice(1)))
  place?.closest("details:not([open])")?.querySelector("summary")?.click()
  if (place) setTimeout(() => place.scrollIntoView(), 300)
}

// Browsers give the clipboard only to https and to this machine; a plain-http intranet needs the old command.
function copyOldWay(text) {
  const area = document.createElement("textarea")
  area.value = text
  area.style.position = "fixed"
  area.style.opacity = "0"
  document.body.append(area)
  area.select()
  document.execCommand("copy")
  area.remove()
}

async function copy(button) {
  const text = button.dataset.copy ?? location.href
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    copyOldWay(text)
  }
  const label = button.textContent
  if (label === button.dataset.done) return
  button.textContent = button.dataset.done
  setTimeout(() => { button.textContent = label }, 2000)
}

// A row of a table follows its link wherever it is clicked, unless text is being selected.
function linkOf(target) {
  const link = target.closest("a[href]")
  if (link || String(getSelection())) return link
  return target.closest("tr")?.querySelector("a[href]") ?? null
}

export default function ({ data, parentElement, setTriggerValue }) {
  const page = root(parentElement)
  fill(page, data.html)
  markChosen(page, data.chosen)
  reveal(page, data.reveal)
  page.onclick = (event) => {
    const button = event.target.closest("[data-copy], [data-copy-address]")
    if (button) return void copy(button)
    const link = linkOf(event.target)
    if (link?.getAttribute("href").startsWith("#")) return void unfold(link)
    if (!link || !inside(link) || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    setTriggerValue("follow", { link: destination(link).search, base: data.base, page: link.dataset.page })
  }
}
