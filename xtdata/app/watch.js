// Asks the server now and then whether the data are still those of this page. Outside the page's own runs: a run that
// the toolkit starts by a timer can take a click's news before the click's own run sees it, and the click is lost.
const EVERY = 2000

// While the page answers a click, a second run would overtake it and show what was before. A state that is not known
// counts as idle: better overtaken once than never shown anew.
const BUSY = ["running", "rerunRequested", "stopRequested"]
function isBusy() {
  return BUSY.includes(document.querySelector("[data-test-script-state]")?.dataset.testScriptState)
}

export default function ({ data, setTriggerValue }) {
  let told = data.revision
  const look = async () => {
    if (document.hidden) return
    try {
      const answer = await fetch(data.address, { cache: "no-store" })
      if (!answer.ok) return
      const now = await answer.text()
      if (isBusy()) return
      if (now !== told && now !== data.revision) setTriggerValue("changed", now)
      told = now
    } catch {
      // The server is away; the toolkit shows that by itself.
    }
  }
  const timer = setInterval(look, EVERY)
  return () => clearInterval(timer)
}
