# 安装：gridbot setup、gridbot service
setup-help-service = 打印 systemd 服务文件（收紧了权限）
setup-help-setup = 一步一步装好机器人；可随时停下，再运行一次接着做
setup-help-user = 以哪个系统帐号运行
setup-help-folder = 机器人的文件夹
setup-help-hospital = 医院名称
setup-help-token = 存有令牌的文件；也可以用环境变量 GRIDBOT_TOKEN
setup-help-letters = 来信寄到哪里
setup-help-backups = 每夜备份的文件夹；- 为不备份
setup-help-roster = 花名册
setup-help-api = 本院自建的 Bot API 服务器
setup-help-proxy = 连 Telegram 用的代理
setup-help-listen = 在哪里提供 /healthz 和 /metrics
setup-help-with-service = 写不写 systemd 服务文件；不说则由 root 在有 systemd 时写
setup-path-odd = 服务文件中不能写 { $path }：含引号、反斜线或换行。请换一个文件夹。

setup-begins =
    将在 { $folder } 安装机器人，以帐号 { $user } 运行。
    随时可按 Ctrl-C 停下，再运行 gridbot setup 接着做；已有的内容不会被覆盖。
setup-step-hospital = 一、医院名称
setup-step-key = 二、监察室的密钥
setup-step-token = 三、机器人令牌
setup-step-address = 四、来信地址
setup-step-backups = 五、每夜备份
setup-step-roster = 六、花名册
setup-step-invites = 七、首批邀请
setup-step-service = 八、系统服务
setup-step-doctor = 九、检查
setup-there = 已有：{ $what }

setup-ask-hospital = 医院名称（直接回车可稍后填写）
setup-hospital = 医院名称：{ $name }
setup-left-hospital = 尚未填写医院名称。再运行一次 gridbot setup，或在 { $path } 的 [hospital] name 填写。

setup-key =
    线索加密保存，只有监察室的私钥能打开。私钥在 { $path }，不得留在本机：
    • 在监察室的电脑上运行：{ $copy }
    • 另存一份，放进保险柜。没有它，任何人都打不开线索。
    • 然后在本机运行：{ $remove }
setup-key-moved = 公钥已有，私钥不在本机。

setup-token-how = 在 Telegram 中向 @BotFather 发送 /newbot，按提示取得令牌，粘贴到这里。输入时不显示。
setup-ask-token = 机器人令牌（直接回车可稍后填写）
setup-ask-other-token = 要换成另一个令牌吗 [y/N]
setup-ask-proxy = 代理地址，例如 http://127.0.0.1:3128（没有则直接回车）
setup-token-missing = 尚无令牌。请用 --token-file 指明存有令牌的文件，或设环境变量 { $variable }。
setup-left-token = 尚未填写令牌。取得后再运行一次 gridbot setup。
setup-offline = 令牌未能核对，先继续；连通后 gridbot doctor 会核对。

setup-ask-address = 信件寄到哪里：收件单位和地址，写在线索须知里，请填监察室收不到的地址（直接回车则不写）
setup-address-long = 地址限 { $limit } 字，现有 { $count } 字。请缩短。
setup-left-address = 未填写来信地址，须知中不写。以后可再运行 gridbot setup 填写。

setup-ask-backups = 备份放在哪个文件夹，最好在另一块磁盘上（直接回车为 backups，- 为不备份）
setup-backups = 每夜备份到 { $path }
setup-left-backups = 不做每夜备份。以后可再运行 gridbot setup 设置。

setup-ask-roster = 花名册文件（.xlsx；直接回车则先生成样例）
setup-roster-there = 已有花名册，{ $count } 人。
setup-left-roster = 尚无花名册。请按样例 { $path } 填写，再运行一次 gridbot setup，指明填好的文件。

setup-nobody-to-invite = 没有待邀请的监察室人员或特邀监察专员。
setup-ask-new-links = 其中 { $count } 人的邀请链接还可以用。另发新链接吗 [y/N]
setup-links-wait = { $count } 人的邀请链接还可以用，未另发。
setup-left-invites = 暂不能生成邀请链接。连通后再运行一次 gridbot setup。
setup-invited = 以上 { $count } 人各一个链接，只能用一次，{ $days } 天内有效，请当面交给本人。其余的人由监察室在聊天中用 /invite 邀请。

setup-service-written = 服务文件：{ $path }
setup-service-other = { $path } 已存在，内容不同，未覆盖。gridbot service 打印的是现在应有的内容，请比较。
setup-service-by-hand = 服务文件需由 root 写入：{ $command }
setup-service-none = 按要求未写服务文件。
setup-no-systemd = 本机没有 systemd，请用本机的方式让 gridbot run 在开机后运行。

setup-done = 已装好。请运行：{ $command }
setup-not-yet = 以上标 ✗ 的尚未妥当。处理后请再运行一次 gridbot setup。
setup-stopped = 已停下，做好的都在。再运行一次 gridbot setup 接着做。

setup-no-account = 未能建立帐号 { $user }：{ $reason }。请先建立，再运行一次。
setup-no-folder = 未能建立文件夹 { $path }：{ $reason }
setup-folder-of-other = 帐号 { $user } 不能写入 { $path }。请改变其属主，或换一个文件夹。
setup-program-out-of-reach = 运行机器人的帐号读不到 { $path }。请将程序装在人人可读的地方，例如 /opt/gridbot（见 README）。

setup-step-duties = 任务
setup-ask-hearings = 是否开启季度当面报告、向驻组和党委的半年汇报、1月31日书面报告（回车为开启，n 为不开启）
setup-duties = 已开启任务 { $count } 项；以后由监察室在 /settings 的“任务”中开启、关闭、修改。
setup-duties-there = 任务已设置；由监察室在 /settings 的“任务”中修改。
setup-help-hearings = 是否一并开启季度当面报告、半年汇报和1月31日书面报告（默认开启）
