# 浏览器中的模拟手机（gridbot demo）和录制重放（gridbot replay）。
training-opening = 清廉网格 · 模拟演示：正在准备样例医院…
training-open =
    请用浏览器打开 { $url }
    全部为模拟：不需要 Telegram 账号，任何消息都不会离开本机，只有本机能打开此页面。
    结束请按 Ctrl-C。终端版演示请用 gridbot demo --play。
training-kept = 本次演示保存在 { $folder }，下次用同一文件夹可继续。
training-ended = 演示已结束。
training-live-token = { $where } 中有正式机器人的令牌，模拟演示不在此处运行。请去掉该令牌，或换一个文件夹。
training-port-taken = 端口 { $port } 已被占用，请用 --port 换一个。
training-keep-not-empty = 文件夹 { $folder } 中已有其他内容，请换一个空文件夹。
training-no-recording = { $path } 不是录制文件。
training-replay-same = { $path }：{ $steps } 步，与录制一致
training-replay-updated = { $path }：已按现在的结果更新
training-replay-differs = { $path }：与录制不一致。如属有意修改，请加 --update 更新。
training-help-browser = 没有终端时也打开浏览器手机
training-help-play = 在终端演示一个月后结束（没有终端时即如此）
training-help-port = 浏览器手机的端口，只在本机 127.0.0.1 打开
training-help-roster = 用本院花名册（.xlsx）代替示例医院，只用于浏览器手机
training-help-replay = 重放浏览器手机的录制，列出与录制不同之处
training-help-files = 录制文件
training-help-update = 用现在的结果更新录制文件
training-page = 不用 Telegram 的人用浏览器打开 { $url } 反映问题
training-roster-plays-not = --roster 只用于浏览器手机，终端演示只有示例医院。请去掉 --play。
training-roster-there = { $folder } 中的演练已有花名册。请另选文件夹，或去掉 --roster 接着用。
