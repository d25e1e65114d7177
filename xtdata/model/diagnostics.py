"""Findings about the data, as data: a code, a place, a sentence and a hint.

The catalogue below is the one place where codes are defined; the command line, the app, JSON and the
editors' manual all print from it.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass

SEVERITIES = {"E": "error", "W": "warning", "N": "note"}

Path = tuple[str | int, ...]

# What would break a line, move a terminal's cursor or turn the direction of writing.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code means, and what to do about it in general."""

    title: str
    hint: str


CATALOGUE: dict[str, Rule] = {
    "E001": Rule("找不到文件", "确认路径；在项目文件夹里运行，或把文件名写在命令后面"),
    "E002": Rule("文件读不出或过大", "检查权限与大小；数据文件应是几百 KB 的文本"),
    "E003": Rule("不是 UTF-8 编码", "在编辑器里另存为 UTF-8"),
    "E004": Rule("文件是空的", "从版本历史恢复，或照手册写出 title、themes、regions、sources、indicators、observations"),
    "E005": Rule("YAML 语法有误", "看这一行和上一行：冒号后要有空格，缩进要对齐，引号要成对"),
    "E006": Rule("用了制表符缩进", "把制表符换成空格；每层缩进两个空格"),
    "E007": Rule("键重复", "同一层里每个键只能写一次；删去多余的一个"),
    "E008": Rule("用了锚点、别名或标签", "把值直接写出来，不用 &、* 和 !"),
    "E009": Rule("嵌套过深", "数据文件最多六七层；检查是否漏了引号"),
    "E010": Rule("结构不对", "顶层应是键值对照表，各部分的写法见手册"),
    "E011": Rule("未知的字段", "检查拼写；可用的字段见手册"),
    "E012": Rule("缺少字段", "补上这个字段"),
    "E013": Rule("值的写法不对", "照手册中的好例子改"),
    "E014": Rule("值不在可选之列", "从列出的值中选一个"),
    "E020": Rule("未知的地区", "先在 regions 里登记，或改正代号"),
    "E021": Rule("未知的来源", "先在 sources 里登记，或改正代号"),
    "E022": Rule("未知的指标", "先在 indicators 里登记，或改正代号"),
    "E023": Rule("未知的主题", "先在 themes 里登记，或改正代号"),
    "E024": Rule("事实重复", "同一指标、地区、期间、来源只写一条；同一事实印了几处，就在 quote 里写几条引文"),
    "E025": Rule("地区的上级成环", "检查 parent，上级不能最终又是自己"),
    "E026": Rule("关系引用了不存在的事实", "事实的编号是“指标/地区/期间”，可在表格的 id 一列复制"),
    "E027": Rule("关系的项数不对", "各种关系需要几项，见手册"),
    "E028": Rule("两个地区摆在同一处", "改其中一个的 tile：方块图上一处只摆一个地区"),
    "E030": Rule("原文里没有这句引文", "逐字抄录原文；换行与空白不计，其余字符必须一致"),
    "E031": Rule("引文在原文里出现多次", "改用更长的引文，或写出 prefix、suffix"),
    "E032": Rule("引文没有印出这个数值", "核对原文；数值按印出的数量级写，下降写负数"),
    "E033": Rule("引文印出的单位不同", "指标的单位与印出的不同数量级时，在这条事实里写 unit"),
    "E034": Rule("限定词与引文不符", "以上、超、以内、约、余等限定词须与原文一致"),
    "E035": Rule("期间与引文不符", "引文写明了时间，期间须与之一致"),
    "E036": Rule("地区与引文不符", "引文写明了地区，须与之一致"),
    "E037": Rule("状态与引文不符", "引文写了“预计”“计划”“力争”等字样，状态须与之一致"),
    "E040": Rule("找不到来源的文本", "把文本放进 seeds/，或改正 file"),
    "E041": Rule("来源的路径不可用", "file 只能指向数据文件旁 seeds/ 里的文本，不能用绝对路径、..或指向外面的链接"),
    "E042": Rule("来源的文本变了", "若确认是新版本，更新 sha256，并重新核对列出的引文"),
    "E043": Rule("来源的文本读不出", "来源应是不超过 5 MB 的 UTF-8 纯文本"),
    "E044": Rule("来源没有文本", "写出 file 与 sha256"),
    "E070": Rule("视图的查询不能用", "照提示改正 query；各个条件怎样写，见 docs/http.md"),
    "E071": Rule("未知的视图", "先在 views 里登记，或改正代号"),
    "N060": Rule("来源的文本不在手边", "把文本放进 seeds/ 或 XTDATA_SOURCES 指向的文件夹，即可逐字核验"),
    "N061": Rule("引文的位置移动了", "来源的文本换了版本，引文仍逐字相符，只是位置不同"),
    "W050": Rule("没有写 sha256", "写上校验值，文本日后若被改动便能发现"),
    "W051": Rule("登记了却没有用到", "删去，或补上用到它的事实"),
    "W072": Rule("视图里没有数", "放宽 query 的条件，或删去这个视图"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and where.

    ``line`` and ``column`` are 1-based, 0 where the finding is about the whole file; ``path`` leads to the
    node in the YAML tree (``("observations", 3, "quote")``).
    """

    code: str
    message: str
    path: Path = ()
    hint: str = ""
    file: str = ""
    line: int = 0
    column: int = 0

    def __post_init__(self) -> None:
        """A finding is one printable line, whatever the data that it quotes."""
        for name in ("message", "hint", "file"):
            object.__setattr__(self, name, printable(getattr(self, name)))

    @property
    def severity(self) -> str:
        return SEVERITIES[self.code[0]]

    @property
    def is_error(self) -> bool:
        return self.code.startswith("E")

    @property
    def advice(self) -> str:
        """What to do: the finding's own hint, or its rule's."""
        return self.hint or CATALOGUE[self.code].hint

    def __str__(self) -> str:
        """The line that every surface prints: ``indicators.yaml:142:9: error E021 …``."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.severity} {self.code} {self.message}"

    def as_dict(self) -> dict[str, object]:
        """The finding for JSON, with its severity and advice."""
        plain = asdict(self)
        plain["path"] = list(self.path)
        return plain | {"severity": self.severity, "title": CATALOGUE[self.code].title, "hint": self.advice}


def printable(text: str) -> str:
    """*text* on one line, with control characters and lone surrogates spelt out.

    >>> print(printable("a\\nb"))
    a\\u000ab
    """
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese; what is not listed is named by its number, never in the system's own words.

    >>> reason(FileExistsError(errno.EEXIST, "File exists"))
    '已经有了'
    """
    name = errno.errorcode.get(error.errno or 0, "")
    return _REASONS.get(name) or (f"系统没有说明原因（错误号 {error.errno}）" if error.errno else "系统没有说明原因")


# By name: which of them there are differs between systems.
_REASONS = {
    "EACCES": "没有权限",
    "EPERM": "没有权限",
    "ENOENT": "找不到",
    "EEXIST": "已经有了",
    "EISDIR": "这是一个文件夹",
    "ENOTDIR": "上级不是文件夹",
    "ENOTEMPTY": "文件夹不是空的",
    "ENAMETOOLONG": "文件名太长",
    "ELOOP": "链接绕了一圈",
    "EMLINK": "链接太多",
    "EXDEV": "不在同一个磁盘上",
    "EINVAL": "系统不接受这个文件名或操作",
    "EILSEQ": "文件名里有系统不认得的字",
    "ENOTSUP": "这里不支持这样的操作",
    "EOPNOTSUPP": "这里不支持这样的操作",
    "ENOSYS": "系统不支持这样的操作",
    "ENOTTY": "这不是普通文件",
    "ENXIO": "没有这个设备",
    "ENODEV": "没有这个设备",
    "ESPIPE": "这不是普通文件",
    "EROFS": "这里不可写",
    "ENOSPC": "磁盘满了",
    "EDQUOT": "磁盘配额用完了",
    "EFBIG": "文件太大",
    "EOVERFLOW": "文件太大",
    "EBUSY": "正被别的程序使用",
    "ETXTBSY": "正被别的程序使用",
    "EAGAIN": "正被别的程序使用，请稍后再试",
    "EWOULDBLOCK": "正被别的程序使用，请稍后再试",
    "EDEADLK": "正被别的程序使用，请稍后再试",
    "EDEADLOCK": "正被别的程序使用，请稍后再试",
    "ENOLCK": "文件锁不够用，请稍后再试",
    "EINTR": "被打断了，请再试一次",
    "EMFILE": "打开的文件太多，请稍后再试",
    "ENFILE": "打开的文件太多，请稍后再试",
    "ENOMEM": "内存不够",
    "ENOBUFS": "内存不够",
    "EIO": "磁盘读写出错",
    "EREMOTEIO": "磁盘读写出错",
    "EUCLEAN": "磁盘上的数据有损坏",
    "EBADMSG": "磁盘上的数据有损坏",
    "ENOMEDIUM": "盘没有插上",
    "ESTALE": "共享文件夹断开了，请重新连接",
    "EHOSTDOWN": "对方没有开机",
    "EBADF": "文件已经关闭",
    "EPIPE": "连接中断",
    "ECONNRESET": "连接中断",
    "ECONNABORTED": "连接中断",
    "ENOTCONN": "连接中断",
    "ESHUTDOWN": "连接中断",
    "ENETRESET": "连接中断",
    "ECONNREFUSED": "对方拒绝连接",
    "ETIMEDOUT": "等了很久没有应答",
    "ENETDOWN": "没有网络",
    "ENETUNREACH": "网络到不了那里",
    "EHOSTUNREACH": "网络到不了那里",
    "EADDRINUSE": "地址或端口正被别的程序使用",
    "EADDRNOTAVAIL": "地址用不了",
    "EAFNOSUPPORT": "系统不支持这种地址",
}


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings that make data unfit to show."""
    return [finding for finding in findings if finding.is_error]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A Chinese half-sentence that names the nearest of *known*, or nothing.

    >>> did_you_mean("perod", ["period", "value"])
    '是不是想写“period”？'
    """
    import difflib

    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"是不是想写“{near[0]}”？" if near else ""


class InvalidData(Exception):
    """Data that must not be used; ``findings`` says why."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))
