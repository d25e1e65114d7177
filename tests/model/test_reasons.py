"""Why the system refused is said in Chinese."""

import errno
import os
import re

from xtdata.model.reasons import reason


def test_the_systems_reasons_are_given_in_chinese():
    assert reason(PermissionError(errno.EACCES, "Permission denied")) == "没有权限"
    assert reason(OSError(errno.ENOSPC, "No space left on device")) == "磁盘满了"
    assert reason(FileExistsError(errno.EEXIST, "File exists")) == "已经有了"
    assert reason(OSError("no number")) == "系统没有说明原因"


def test_no_reason_of_the_system_is_given_in_its_own_words():
    for number in [*errno.errorcode, 4321]:
        assert not re.search("[A-Za-z]", reason(OSError(number, os.strerror(number))))
