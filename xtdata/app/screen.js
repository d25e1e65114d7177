// Tells the server how large the text of charts has to be on this screen, in px. It says nothing while that is what the page has.
const SIZES = [[1800, 20], [1500, 17]]

function size() {
  return SIZES.find(([width]) => innerWidth >= width)?.[1] ?? 14
}

export default function ({ data, setStateValue }) {
  let told = data.text
  const tell = () => {
    const now = size()
    if (now === told) return
    told = now
    setStateValue("text", now)
  }
  tell()
  addEventListener("resize", tell)
  return () => removeEventListener("resize", tell)
}
