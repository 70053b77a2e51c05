# 保管方式为“口令解锁”时，在聊天中阅读线索。

unlock-read = 阅读
unlock-ask =
    请输入口令（设置密钥时自己定的一句话），以阅读线索 { $number }。
    口令会立即从聊天中删除，解锁 10 分钟。
unlock-wrong = 口令不对，请重新输入。
unlock-left = 刚才的口令未能从聊天中删除，请自行删除。
unlock-locked = 已上锁，请重新点“阅读”并输入口令。
unlock-erased = 这条线索的内容已按规定清除。
unlock-tip = <b>线索 { $number }</b>
unlock-added = { $day } 补充：
unlock-file = 线索{ $number }-附件{ $place }
unlock-text-file = 线索{ $number }.txt
unlock-who = 查看署名
unlock-back = 返回
unlock-lock = 立即上锁
unlock-done = 已上锁。聊天中已显示的附件，请自行删除。
unlock-help-lock-key = 用口令加密监察室（或驻组）的私钥文件，供 [tips] custody = "unlock" 使用
unlock-ask-passphrase = 口令（至少 12 个字符）
unlock-ask-again = 再输入一次口令
unlock-not-the-same = 两次输入的口令不一致，没有写入文件，请重新运行。
unlock-passphrase-short = 口令请不少于 { $limit } 个字符。
unlock-unclean = { $files } 无法清理，没有在这里打开。请下载加密文件，用 <code>gridbot open-tip … --original</code> 在自己的电脑上打开。
