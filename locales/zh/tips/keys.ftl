# 密钥与交接：受理人各自的密钥，以及把已有线索重新加密给现任受理人。

keys-open = 密钥与交接
keys-title = 密钥与交接
keys-own-none = 您尚未设置自己的密钥。
keys-own = 您的密钥：{ $day }设置，{ $ends }
keys-with = 已有自己的密钥：{ $names }
keys-without = 尚无密钥，读不到线索：{ $names }
keys-without-shared = 使用共用密钥：{ $names }
keys-comma = 、
keys-waiting = 有 { $count } 件线索尚未加密给现任受理人，请交接。
keys-none-waiting = 全部线索均已加密给现任受理人。
keys-tip-waiting = 本件尚未加密给全部现任受理人，请在“密钥与交接”中交接。
keys-hand-over = 交接（{ $count } 件）
keys-set = 设置密钥
keys-replace = 更换密钥
keys-change-passphrase = 更换口令
keys-back = 返回
keys-replace-sure =
    <b>更换密钥？</b>
    更换以后，之前的线索须由仍能打开的受理人交接，您才能阅读。原密钥请保留到交接完成。
keys-replace-yes = 更换
keys-ask-recipient =
    请发送您的公钥（age1 开头的一行）。公钥只能上锁，可以给人；私钥才能开锁，只由您保管。
    在自己的电脑上运行 gridbot new-key 即可得到，也可用 age-keygen。私钥请自行妥善保管，不要发到这里。
keys-ask-new =
    请输入新口令，不少于 { $limit } 个字符。口令是您自己定的一句话，用它才能打开线索。
    口令会立即从聊天中删除。忘记口令，只能更换密钥并由其他受理人交接。
keys-ask-again = 请再输入一次口令。
keys-ask-open =
    请输入口令，以便交接。
    口令会立即从聊天中删除，解锁 10 分钟。
keys-ask-back = 请把 gridbot hand-over 生成的文件发到这里。
keys-secret-sent = 这是私钥，不是公钥，已从聊天中删除。它已不再安全，请重新生成一对，只发送公钥。
keys-begin-again = 请从头再设置一次：先输入新口令。
keys-not-the-same = 两次输入的口令不一致，请重新输入新口令。
keys-kept = 已设置您的密钥，并已告知其他受理人。
keys-relocked = 已更换口令。
keys-open-first = 更换口令之前，请先打开任一线索点“阅读”，用原口令解锁。
keys-hand-over-sure = <b>交接 { $count } 件线索？</b>交接以后，以下密钥可以打开，其他密钥不再能打开：
keys-hand-over-to = · { $name } { $ends }
keys-hand-over-shared = · 共用密钥（供尚无自己密钥的受理人使用）
keys-hand-over-check = 请与各受理人核对密钥首尾。已回避的人打不开其回避的线索。
keys-hand-over-here = 交接
keys-hand-over-file = 下载交接文件
keys-again = 重新交接
keys-again-why = 本件只能按交接前的加密打开，其他受理人可能打不开，请点“重新交接”。
keys-again-sure = <b>从交接前的加密重新交接线索 { $number }？</b>交接以后，以下密钥可以打开：
keys-handing-over = 正在交接，请稍候。
keys-handed-over = 已交接 { $count } 件。
keys-not-opened = 另有 { $count } 件您的密钥打不开，请由仍能打开的受理人交接。
keys-stale = 另有 { $count } 项与现在的情况不符，或不能证明是打开后写成的，未作改动。请重新下载交接文件，并用同一版本的程序交接。
keys-bundle =
    交接文件涉及 { $count } 件线索，不含任何内容。请在自己的电脑上运行
    <code>gridbot hand-over { $name } --key 私钥文件 --out 已交接.json</code>
    然后把生成的文件发到这里。
keys-file-name = 交接
keys-file-wanted = 请发送文件：gridbot hand-over 生成的 .json 文件。
keys-file-unreadable = 这不是交接文件，或已损坏。
keys-not-yet-yours = 这条线索尚未加密给您的密钥。请由仍能打开的受理人在“密钥与交接”中交接。
keys-letter = { $name }已设置自己的密钥（{ $first }…{ $last }）。请与其当面核对，然后交接线索。
keys-letter-open = 密钥与交接
keys-help-new-key = 生成受理人自己的一对密钥：私钥写入文件，公钥显示出来
keys-help-new-key-out = 要写入的私钥文件
keys-help-hand-over = 用自己的私钥，把交接文件中的线索改为加密给现任受理人
keys-help-bundle = 在聊天中下载的交接文件
keys-help-back = 要写入的文件，请发回聊天
keys-help-yes = 不再询问
keys-command-new =
    私钥已写入 { $path }，请妥善保管并备份。
    公钥（请发给机器人）：{ $recipient }
keys-command-to = 交接以后可以打开的密钥：
keys-command-one = { $name }  { $recipient }
keys-command-sure = 已与各受理人核对，继续请输入 y，取消请直接回车
keys-command-none = 未作交接。
keys-command-done = 已交接 { $count } 项，写入 { $path }，请发回聊天。
keys-command-left = 另有 { $count } 项这把私钥打不开。
keys-doctor = 线索受理人 { $handlers } 位，均已有自己的密钥
keys-doctor-without = 线索受理人 { $handlers } 位，其中 { $count } 位尚无自己的密钥，线索同时加密给共用密钥。请在 /tips 的“密钥与交接”中设置。
keys-letter-handed-over = { $name }已将 { $count } 件线索重新加密给现任受理人。如您事先不知情，请与其当面核实，并试着打开。
keys-letter-headers = 线索 { $numbers }（共 { $count } 件）交接以后，已由另一位受理人用自己的密钥打开。交接前的加密保留到 { $day }，随后清除。您如打不开，请在此前告知其他受理人。

# 口令解锁（在聊天中设置）
keys-here = 改用口令解锁（在聊天中阅读）
keys-here-price =
    <b>口令解锁</b>
    您的私钥用口令加密后存放在服务器上，输入口令即可在聊天中阅读线索，10 分钟后自动上锁。
    代价是：谁在解锁期间控制了服务器，谁就能读到线索；口令和线索也会经过 Telegram。
keys-here-new = 同意，请机器人生成密钥
keys-here-file = 同意，发送已加锁的密钥文件
keys-ask-locked =
    请以文件形式发送您的私钥文件，须已用口令加密（age -p 或 gridbot lock-key），口令不少于 { $limit } 个字符。
    文件会立即从聊天中删除。未加密的私钥请勿发送。
keys-ask-unlocks =
    请输入这个文件的口令，核对能否打开。
    口令会立即从聊天中删除，解锁 10 分钟。
keys-locked-wanted = 请发送文件。
keys-not-locked = 这不是用口令加密的密钥文件，请用 age -p 或 gridbot lock-key 加密后重新发送。
keys-locked-short = 口令少于 { $limit } 个字符，没有保存。请换用更长的口令重新加密，再发送。
keys-not-own = 这把私钥是共用的，或属于其他受理人，没有保存。请使用您自己的密钥。
keys-begin-again-file = 请从头再来：先发送密钥文件。
keys-locked-kept = 已改用口令解锁。
