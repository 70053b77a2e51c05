# 多个进程共用的 Redis
shared-away = 连不上 [processes] redis 所指的 Redis。请检查地址，以及 Redis 是否正在运行。
shared-locked = Redis 不认可 [processes] redis 中的口令，请核对。
shared-unasked = Redis 不允许查看其设置，无法确认它不写磁盘。请为机器人的账户放行：ACL SETUSER 账户名 +config|get +info；若服务商禁用 CONFIG，请改用自建的 Redis。
shared-keeps = Redis 会把内容写入磁盘（{ $settings }）。请在其配置中设 save "" 与 appendonly no，重启 Redis 后再启动。
shared-copies = Redis 有副本，或本身是副本，内容会传到别处。请改用没有副本的 Redis。
shared-apart = 未能与其他进程商定共用密钥。请稍后再启动；仍不行时，请停止全部进程后再启动。
shared-no-package = 尚未安装 Redis 所需的程序包：pip install 'gridbot[processes]'
shared-wrong-url = [processes] redis 应如 redis://127.0.0.1:6379/0
shared-doctor-good = Redis 可用，不写磁盘，没有副本
shared-busy = 系统暂时繁忙，请稍后再试。已提交的内容都在。
