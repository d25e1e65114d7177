// What the toolkit says in English and has no setting for, said in Chinese, whenever it comes onto the page.
const LABELS = [
  [/^Help for /, "说明："],
  [/— start$/, "起"],
  [/— end$/, "止"],
  [/^Close$/, "关闭"],
  [/^Open$/, "打开"],
  [/^file upload$/, "选文件"],
  [/^Shortcut /, "快捷键 "],
  [/^Clear value$/, "清空"],
  [/^Choose an option$/, "请选择"],
]
const NAMING = ["aria-label", "placeholder", "title"]
const SENTENCES = [
  [/^Upload$/, "选文件"],
  [/^([0-9.]+ ?[KMG]B) per file/, "每个至多 $1"],
  [/^Page not found$/, "没有这一页"],
  [/^The page that you have requested does not seem to exist\..*$/, "网址里的这一页不存在，请从上面选一页。"],
  [/^Connection error$/, "连不上服务"],
  [/^Streamlit server is not responding\..*$/, "看板的服务没有应答。页面会自己重连；若一直连不上，请检查网络，或请管理看板的人看看服务是否开着。"],
  [/^Is Streamlit still running\?.*$/, "看板的服务没有应答。如果它停了，请在终端里重新启动："],
]

function translated(text, table) {
  for (const [pattern, words] of table) if (pattern.test(text)) return text.replace(pattern, words)
  return text
}

function speak() {
  document.documentElement.lang = "zh-CN"
  const skip = document.querySelector('[data-testid="stSkipToContent"]')
  if (skip && skip.textContent !== "跳到正文") skip.textContent = "跳到正文"
  for (const name of NAMING) {
    for (const named of document.querySelectorAll(`[${name}]`)) {
      const said = named.getAttribute(name)
      const words = translated(said, LABELS)
      if (words !== said) named.setAttribute(name, words)
    }
  }
  for (const part of document.querySelectorAll('[role="dialog"], [data-testid="stFileUploaderDropzone"]')) {
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
    // The toolkit keeps hold of its text nodes: they change their words, not their place.
    while (texts.nextNode()) {
      const node = texts.currentNode
      const words = translated(node.nodeValue, SENTENCES)
      if (words !== node.nodeValue) node.nodeValue = words
    }
  }
}

export default function () {
  let due = false
  const soon = () => {
    if (due) return
    due = true
    requestAnimationFrame(() => { due = false; speak() })
  }
  const observer = new MutationObserver(soon)
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: NAMING })
  speak()
  return () => observer.disconnect()
}
