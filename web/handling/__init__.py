"""/h: a handler reads tips and enters the register's steps."""
