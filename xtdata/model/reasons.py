"""Why the system refused something, in Chinese."""

from __future__ import annotations

import errno


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
