# /h：受理人在网页上阅读和登记。{ "{" }…{ "}" } 由网页自己填。

## 聊天里

handlers-page = 在网页上处理
handlers-page-link =
    <b>在网页上处理</b>
    请在办公电脑的浏览器里打开 { $page }，输入登录码：
    <code>{ $code }</code>
    本机可直接点下面的按钮。链接 10 分钟内有效，只能用一次。请勿转给他人。
handlers-page-go = 打开网页
handlers-page-out = 退出网页
handlers-page-left = 已在网页上退出，未用的链接已失效。

## 登录

page-desk-title = 线索办理
page-desk-enter-hint = 在聊天里点“在网页上处理”，取得链接或登录码。链接 10 分钟内有效，只能用一次。
page-desk-code = 登录码
page-desk-sign-in = 登录
page-desk-sign-out = 退出
page-desk-signed-in = { $name }，已登录
page-desk-signed-out = 已退出。本页面里已没有线索内容和密钥。
page-desk-idle = 30 分钟不操作会自动退出。刷新或关闭本页面也会退出。

## 列表

page-desk-list = 线索登记
page-desk-count = 共 { $count } 件，第 { $page }/{ $pages } 页
page-desk-none = 目前没有线索。收到后会在聊天里立即通知您。
page-desk-refresh = 刷新列表
page-desk-newer = 较新
page-desk-older = 较早
page-desk-news = 反映人有新消息
page-desk-facts-news = 协助核实有新回复
page-desk-merged-into = 已并入 { $main }
page-desk-back = 返回列表

## 一件线索

page-desk-tip = 线索 { $number }
page-desk-received = 收到日期
page-desk-source = 来源
page-desk-area = 方面
page-desk-way = 方式
page-desk-state = 状态
page-desk-in-charge = 承办人
page-desk-traceable = 可查性
page-desk-main = 主件
page-desk-merged = 并入的线索
page-desk-named = 实名
page-desk-unnamed = 匿名
page-desk-unverified = 署名无法核实，按匿名办理
page-desk-concerns-inspector = 涉及特邀监察员：是哪一位，见线索内容
page-desk-erased = 内容和附件已于 { $on } 按规定清除，登记保留。
page-desk-waiting = 这件线索尚未交接给现在的全部受理人。
page-desk-steps = 登记
page-desk-step = { $on } { $act }
page-desk-step-way = { $on } { $act }：{ $way }
page-desk-no-steps = 尚无登记。
page-desk-thread = 往来
page-desk-asked = { $on } 受理人提问
page-desk-answered = { $on } 反映人答复
page-desk-no-thread = 尚无往来。

## 阅读

page-desk-reading = 内容和附件
page-desk-read = 阅读
page-desk-passphrase = 口令
page-desk-passphrase-hint = 与聊天里“阅读”相同的口令。打开后 10 分钟内有效，聊天里也同时打开。
page-desk-unlock = 打开
page-desk-lock = 立即上锁
page-desk-locked = 已上锁，本页面里的内容已清除。
page-desk-choose-key = 选择密钥文件
page-desk-key-hint = 密钥文件只在本页面里打开，不会发送。服务器如被人控制，可能换成别的页面，取走密钥；如有疑虑，请用 gridbot open-tip 在自己的电脑上打开。
page-desk-key-passphrase = 密钥文件的口令（只在本页面里使用，不会发送）
page-desk-key-unlock = 解开密钥
page-desk-key-there = 密钥已在本页面里打开
page-desk-forget-key = 清除密钥
page-desk-key-wrong = 这个文件里没有密钥（AGE-SECRET-KEY-1 开头的一行）。请选择密钥文件。
page-desk-no-way = 这里不能阅读内容：您的密钥不在服务器上，本院也没有开放在网页里使用密钥文件。请在聊天里下载加密内容，用 gridbot open-tip 打开。
page-desk-not-opened = 这一部分打不开：不是用这把密钥加密的。请由仍能打开的受理人交接。
page-desk-by-earlier = 有的部分只能按交接以前的样子打开。
page-desk-part-said = 线索内容
page-desk-part-added = { $on } 反映人补充
page-desk-part-fact = { $on } { $grid } 协助核实
page-desk-part-note = { $on } { $act }
page-desk-who = 查看署名
page-desk-entry-name = 姓名
page-desk-entry-post = 职务
page-desk-entry-summary = 线索摘要

## 附件

page-desk-files = 附件 { $count } 个
page-desk-open-files = 打开附件 { $first }–{ $last }
page-desk-file = 附件 { $place }（{ $extension }）
page-desk-file-of = 附件 { $place }（{ $extension }，{ $grid }）
page-desk-file-save = 保存
page-desk-file-play = 播放
page-desk-file-hush = 停止
page-desk-file-drawn = 已重新绘制，照片里的地点、设备等信息没有保留
page-desk-file-cleaned = 已清除作者、地点等信息
page-desk-file-cleaned-here = 已在本页面里清除作者、时间、修订人等信息，宏和外部链接没有保留
page-desk-file-as-it-is = 未清除：里面可能有作者、地点等信息，也可能含有程序。请只在不重要的电脑上保存和打开。
page-desk-file-save-as-it-is = 我知道了，按原样保存
page-desk-file-unclean = 这个附件无法清理，没有在这里打开。请下载加密文件，用 gridbot open-tip … --original 在自己的电脑上打开。
page-desk-originals = 原件 { $first }–{ $last }

## 台账和交接

page-desk-ledger = 台账（Excel）
page-desk-ledger-name = 问题线索台账
page-desk-ledger-sealed = （打不开）
page-desk-ledger-saved = 台账已生成，请在浏览器的下载里查看。里面有姓名和摘要，请妥善保管。
page-desk-ledger-left = 台账已生成。有 { $count } 件的姓名和摘要没有打开：请先打开一件线索，选择密钥文件，再生成一次；仍打不开的，请由能打开的受理人交接。
page-desk-hand-over = 交接
page-desk-hand-over-now = 确认交接
page-desk-handing-sure = 交接 { $count } 件线索？交接以后，以下密钥可以打开，其他密钥不再能打开：
page-desk-handing-none = 目前没有等待交接的线索。
page-desk-handing-shared = 共用密钥（供尚无自己密钥的受理人使用）
page-desk-handing-check = 请与各受理人核对密钥首尾。已回避的人打不开其回避的线索。
page-desk-handed-over = 已交接 { $count } 件。
page-desk-handing-left = 另有 { $count } 项这把密钥打不开，请由仍能打开的受理人交接。
page-desk-handing-stale = 另有 { $count } 项刚刚有变动，未作改动，请再交接一次。
page-status-handing = 正在交接，请稍候。
page-fault-no-key-here = 请先打开一件线索，选择密钥文件或输入口令，再回到这里。

## 登记、提问、回避

page-desk-acts = 登记下一步
page-desk-ask = 提问
page-desk-recuse = 回避
page-desk-step-of = 线索 { $number }：{ $act }
page-desk-choose = 请选择
page-desk-whose = 由谁承办
page-desk-nobody-else = 目前没有其他受理人可以承办。
page-desk-item-accepted = 理由（可不填，加密保存）
page-desk-item-declined = 理由（可不填，加密保存）
page-desk-item-decided = 决定人和决定日期：姓名、职务，或集体研究的会议（加密保存）
page-desk-item-to_whom = 办理单位（加密保存）
page-desk-item-handed_on = 改由他人承办的理由（加密保存）
page-desk-item-note = 内部记录（加密保存，反映人看不到）
page-desk-item-name = 被反映人的姓名（不清楚可不填）
page-desk-item-post = 被反映人的职务（不清楚可不填）
page-desk-item-summary = 线索摘要
page-desk-no-undo = 登记后不能撤回。
page-desk-seen-by-receipt = 凭回执码可以查到。
page-desk-confirm = 确定
page-desk-cancel = 取消
page-desk-done = 已登记：{ $act }
page-desk-needed = 请填写或选择每一项必填内容。
page-desk-too-long = 这一项请不超过 { $limit } 字。
page-desk-bars = 这件线索尚不能销号，请先补齐：
page-desk-question-title = 向线索 { $number } 的反映人提问
page-desk-question = 问题
page-desk-question-hint = 只有凭回执码才能看到，我们不会主动联系对方。
page-desk-send = 发出
page-desk-sent = 已加密发出。对方凭回执码查询时可以看到，回答会列在这里。
page-desk-recuse-sure = 回避后您不再看到这件线索（连同并案的线索），由其他受理人办理，且不能撤回。
page-desk-recuse-yes = 确定回避
page-desk-recused = 已回避线索 { $number }，您不再看到它。
page-desk-in-chat = 并案、协助核实和案卷请在聊天里办理。

## 进度和拒绝

page-status-opening = 正在打开，请稍候。
page-status-fetching = 正在取附件 { $place }
page-fault-link = 登录码不对、已用过，或已超过 10 分钟。请在聊天里点“在网页上处理”重新获取。
page-fault-session = 登录已结束：已退出、30 分钟没有操作，或已在别处登录。请在聊天里重新获取链接。
page-fault-post = 您目前不是线索受理人，或手机已解除绑定，不能在这里处理。如有疑问，请联系监察室。
page-fault-handlers-off = 本院没有开放在网页上处理线索。请在聊天里处理。
page-fault-keys-off = 本院没有开放在网页里使用密钥文件。
page-fault-files-again = 附件需要重新打开，请再点一次。
page-desk-outdated = 页面已更新，请刷新后重新登录。
page-desk-unknown = 没有成功，请再试一次。
page-desk-gone = 这件线索现在不可查看，请返回列表。

## 服务器

command-doctor-page-keys = [page] handlers = "keys"：受理人可在网页里打开密钥文件。服务器如被人控制，可能换成别的页面，取走在网页里打开的密钥；不能接受的，请改为 "unlock"
