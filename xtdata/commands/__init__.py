"""Commands of the command line that are more than a call: each module holds one."""
