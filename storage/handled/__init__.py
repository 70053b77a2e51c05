"""Which updates have been acted upon, where several processes may be given the same one."""
