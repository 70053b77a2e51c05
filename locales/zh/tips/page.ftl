# 网页：/t 反映问题，/r 凭回执码查询。{ "{" }…{ "}" } 由网页自己填。

page-tell-title = 反映问题
page-receipt-title = 凭回执码查询
page-other-language = English
page-noscript = 本页面在您的浏览器里加密，需要 JavaScript。请打开 JavaScript，或改用来信。
page-bundle = 页面程序
page-finish = 完成
page-back = 返回

## 提交前

page-notice = 提交前请知悉
page-received = 受理：医院监察室
page-received-past = 受理：医院监察室；涉及监察室本身的，由驻组受理
page-promise-sealed = 内容在您的浏览器里加密后才发出，只有受理人能打开；本页面不经过 Telegram，服务器也打不开。
page-promise-anonymous = 匿名提交不保存您的姓名、电话、网络地址和具体时间，只记日期。写的内容只在本页面里，关闭即消失。
page-promise-not-server = 本页面由医院的服务器提供。服务器如被人控制，可能换成别的页面；如有顾虑，请改用来信。
page-promise-not-network = 网络运营商、单位网络和浏览器记录可能显示您打开过本网站，看不到内容。请尽量用自己的手机和流量。
page-promise-receipt = 我们不会联系匿名人，进展请凭回执码查询。
page-promise-nobody-asks = 任何人无权追查是谁反映的。
page-in-wechat = 您正在微信里打开，微信可能看到网址。请点右上角，选“用浏览器打开”。
page-not-past = 涉及监察室或监察专员的，请不要写在这里：目前不能绕开他们转交。请直接向驻组反映。
page-not-past-letter = 涉及监察室或监察专员的，请不要写在这里：目前不能绕开他们转交。请来信：{ $to }
page-place = 科室已按海报填好：{ $place }
page-anonymous = 匿名提交
page-named = 实名提交
page-to-receipt = 已有回执码？凭回执码查询

## 填写

page-writing = 请写明发生了什么事
page-what = 发生了什么事
page-what-hint = 时间、地点、人员、经过，知道多少写多少。
page-files = 照片、文件、录音
page-files-hint = 每个不超过 20 MB，最多 30 个。照片在您的浏览器里重新绘制，去掉拍摄地点、设备等信息；PDF、Office 文件和录音按原样加密，受理人打开之前再清除其中的信息。声音可能被人认出，匿名反映建议打字。
page-file-drawn = （已去掉拍摄信息）
page-file-as-it-is = （按原样加密）
page-file-remove = 删除
page-file-kind = { $name }：这种文件不能接收，请拍照后发送照片，或转成 PDF。其余都在。
page-file-size = { $name }：每个文件请不超过 { $limit } MB，全部不超过 200 MB。其余都在。
page-file-empty = { $name }：这个文件是空的，没有添加。其余都在。
page-record = 开始录音
page-record-stop = 停止录音
page-record-choose = 选择录音文件
page-record-refused = 没有得到使用麦克风的许可。请在浏览器里允许，或用手机的录音机录好后选择文件。已写的内容都在。
page-record-unable = 这里不能录音：没有找到麦克风，或浏览器不支持。请用手机的录音机录好后选择文件。已写的内容都在。
page-record-full = 附件已到上限（每个 { $limit } MB），录音已停止。已录的和已写的内容都在。
page-recorded = 录音{ $part }（{ $time }）
page-file-recorded = （只在本页面里，可以先听一遍）
page-told-files = 附件
page-department = 涉及哪个科室（不清楚可不填）
page-person = 涉及谁（姓名或职务，不清楚可不填）
page-happened = 什么时候发生的（例如“今年3月”，不清楚可不填）
page-concern = 是否涉及监督人员自己
page-concern-past = 涉及监察室或监察专员的，将绕开他们，直接交驻组，他们不会知道。
page-concern-not-past = 涉及监察室或监察专员的，目前不能在这里绕开他们转交。
page-concern-nobody = 都不涉及
page-concern-inspector = 涉及特邀监察员
page-concern-office = 涉及监察室或监察专员
page-accused = 涉及哪个网格的特邀监察员（不清楚可不填）
page-area = 属于哪个方面
page-named-hint = 姓名和联系方式另行加密，与内容分开保存。
page-name = 您的姓名
page-contact = 您的联系方式（电话、邮箱或地址）
page-written = 写好了

## 核对

page-summary = 请核对
page-told-way = 方式
page-told-what = 内容
page-told-department = 科室
page-told-person = 人员
page-told-happened = 时间
page-told-concern = 是否涉及监督人员
page-told-accused = 涉及特邀监察员
page-told-area = 方面
page-told-name = 姓名
page-told-contact = 联系方式
page-submit = 提交
page-change = 修改
page-refresh = 刷新

## 提交后

page-done = 已收到。
page-receipt-code = 回执码
page-receipt-keep = 请现在抄下来或拍照，只显示这一次。凭它可以在本网站或 Telegram 里查看进展、补充材料、回答问题。
page-copy = 复制回执码
page-ended = 已经结束
page-ended-hint = 本页面里已没有您写的内容。浏览器的历史记录里可能留有本网址，请自行清理。

## 凭回执码查询

page-receipt-ask = 回执码（例如 K7QM-3XNV-92PD-HT4C-8）
page-look-up = 查询
page-to-tell = 反映新的问题
page-state = 状态：
page-state-gone = 已办理完毕，内容和附件已按规定清除。感谢您的监督。
page-asked = { $on } 受理人：
page-yours = { $on } 您补充了材料。
page-not-opened = （这一条打不开）
page-answer = 回答问题
page-add = 补充材料
page-adding = 回答或补充
page-added = 请写下回答或补充的情况
page-added-hint = 进展仍请凭原回执码查询。

## 进度

page-status-working = 正在加密，请稍候。
page-status-deriving = 正在核对回执码，一般需要几秒，较慢的手机约 10 秒。
page-status-waiting = 网络不通，正在重试。已写的内容都在。
page-status-anew = 受理人的密钥刚刚更换，正在重新加密。已写的内容都在。
page-status-recording = 正在录音，只留在本页面里。
page-status-sent = 已发送 { $part }%
page-status-copied = 已复制。请妥善保管，并留意剪贴板。
page-status-not-copied = 没有复制成功，请抄下来或拍照。

## 没有成功

page-fault-what = 请写明发生了什么事。
page-fault-long = 内容请不超过 { $limit } 字，较长的可以分几次提交。
page-fault-receipt = 内容里有回执码，请删去后再写。回执码只由您自己保管，请不要告诉任何人。
page-fault-short = 这一项请不超过 { $limit } 字。
page-fault-unreached = 监察室和监察专员不应看到这件事，而目前不能绕开他们转交，请不要在这里提交。您写的内容没有发出。
page-fault-area = 请选择属于哪个方面。
page-fault-name = 请填写姓名，或返回改为匿名提交。
page-fault-contact = 请填写联系方式。
page-fault-mistyped = 回执码有误，请核对后重新输入。字母 O 与数字 0、字母 I 与数字 1 不必区分。
page-fault-outdated = 页面已更新，请刷新。已写的内容都在。
page-fault-again = 没有提交成功，请再点一次提交。已写的内容都在。
page-fault-keys = 受理人的密钥刚刚更换，请再点一次提交。已写的内容都在。
page-fault-busy = 现在提交的人较多，请稍后再试。已写的内容都在。
page-fault-flood = 您一小时内已提交 { $limit } 次，请在 { $minutes } 分钟后再提交。已写的内容都在。
page-fault-files = 附件最多 { $limit } 个，请减少后再提交。已写的内容都在。
page-fault-size = 内容太大，没有提交。已写的内容都在。
page-fault-sealing = 加密后的内容不完整，没有提交。请再点一次提交；已写的内容都在。
page-fault-unknown = 没有成功，请再试一次。已写的内容都在。

## 服务器

command-page-cannot-listen = 网页不能在 { $address } 上提供：{ $reason }
command-help-page-hash = 打印网页全部内容的校验值（64 位十六进制），可以印在海报上
command-page-not-built = 这个程序里没有网页：安装时没有连上 npm。请在能连上的机器上重新生成安装包。
command-help-original = 网页来的附件按原样打开，不清除其中的作者、地点等信息
command-tip-unclean = 这个附件里的作者、地点等信息无法清除。请在不重要的电脑上加 --original 按原样打开。
command-help-page-check = 在自己的电脑上核对网站发来的网页是否与安装的程序一致
command-help-page-url = 网页的网址，例如 https://jubao.example.cn
command-page-same = 与安装的程序一致
command-page-differs = 不一致：{ $path }
command-page-not-reached = 打不开 { $url }（{ $reason }）。请核对网址和网络后再试。
command-doctor-page = 网页 { $address } 已设置，校验值 { $bundle }
command-doctor-page-not-built = 设置了 [page]，但这个程序里没有网页：安装时没有连上 npm。请在能连上的机器上重新生成安装包
command-doctor-page-nowhere = 网页 { $address } 没有 [page] listen，没有在任何地方提供。请填写，例如 "127.0.0.1:8080"
command-doctor-page-open = 网页在 { $listen } 上没有加密地对外提供。请改为 127.0.0.1，由本机的 Caddy 或 nginx 转发；容器里除外
command-doctor-page-unnamed = 没有填写 [page] address：海报和机器人里都没有网页的入口
command-doctor-page-plain = 网页的网址 { $address } 不是 https：浏览器在这样的网址上不能加密。请改用 https
