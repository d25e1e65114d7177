// Where each marker of a chart stands on the screen: [{ id, x, y }].
(graph) => {
  const box = graph.getBoundingClientRect()
  const points = []
  for (const trace of graph._fullData) {
    if (!trace.customdata || !(trace.mode || "").includes("markers")) continue
    const xaxis = graph._fullLayout[(trace.xaxis || "x").replace("x", "xaxis")]
    const yaxis = graph._fullLayout[(trace.yaxis || "y").replace("y", "yaxis")]
    trace.customdata.forEach((custom, index) => {
      const id = Array.isArray(custom) ? custom[0] : custom
      const x = xaxis._offset + xaxis.d2p(trace.x[index])
      const y = yaxis._offset + yaxis.d2p(trace.y[index])
      if (id) points.push({ id, x: box.left + x, y: box.top + y })
    })
  }
  return points
}
