# 终端里的模拟演示（gridbot demo）。demo-says-* 是演示中的人输入的话。
demo-opening =
    清廉网格 · 模拟演示
    以下都是在本机模拟的：Telegram、医院、人员和时间。不连外网，不需要账号。
    左边是机器人的日期和时间；→ 后面是各人点的按钮 [..] 或输入的话；
    │ 后面是机器人显示的窗口。
demo-picture = 〔图片〕
demo-file = 〔文件 { $name }〕

demo-scene-import = 一、6月12日：导入花名册，邀请绑定
demo-scene-selfcheck = 二、6月13日至20日：到期提醒，半年自查
demo-scene-zero = 三、6月23日：从提醒直接零报告
demo-scene-full = 四、6月24日：完整填报，中途答错一次、机器人重启一次
demo-scene-correction = 五、6月25日：提交后更正
demo-scene-tip = 六、6月26日：匿名反映问题，加密受理
demo-scene-forward = 七、6月27日：特邀监察员转递线索
demo-scene-others = 八、6月28日至30日：全院填报
demo-scene-late = 九、7月1日至3日：逾期，逐级提醒，催报
demo-scene-digest = 十、7月6日：截止，全院汇总
demo-scene-figures = 结果

demo-note-imported = 花名册已导入：{ $grids } 个网格，{ $people } 人。监察室主任打开邀请链接，再邀请一名特邀监察员。
demo-note-others-bind = 其余特邀监察员和党委书记各自打开邀请链接。
demo-note-restart = （此时机器人进程结束，重新启动。已填的内容都在，接着点原来的页面。）
demo-note-opened =
    监察室下载内容（加密） { $file }，用自己的密钥在本机打开，服务器上没有这把密钥：
    { $text }
demo-note-receipt = 反映人凭回执码查询：
demo-note-committee = 党委书记收到的汇总，不列科室和个人：
demo-crowd-bind = 已绑定
demo-crowd-halfyear = 已提交上半年自查总结
demo-crowd-monthly = 已提交6月网格廉情月报
demo-crowd-quarterly = 已提交二季度自查小结

demo-stranger = 来访者
demo-relative = 患者家属
demo-forwards = （转发 { $writer }）{ $text }
demo-says-wrong-number = 两三场吧
demo-says-tendency = 高值耗材出入库登记不全
demo-says-measure = 已提醒专人登记，下月复查
demo-says-suggestion = 建议全院统一高值耗材登记表
demo-says-tip = 6月中旬，门诊有人要求患者到院外指定药店购药，并收取好处。
demo-says-department = 门诊二楼某诊室
demo-says-told = 有人在诊室门口推销保健品，说是医生介绍的。

demo-figure-bound = 已绑定手机
demo-figure-on_time = 按时 { $count }
demo-figure-late = 逾期 { $count }
demo-figure-missing = 未报 { $count }
demo-figure-uncorrected = 未报（退回未改） { $count }
demo-figure-open = 待报 { $count }
demo-figure-corrections = 更正
demo-figure-tips = 收到线索
demo-figure-letters = 提醒与汇总
demo-figure-sent = 送达 { $sent }，失败 { $failed }
demo-figure-restarts = 机器人重启
demo-figure-taps = 点击按钮
demo-figure-calls = Bot API 调用
demo-took = 模拟了 { $days } 天，用时 { $seconds } 秒。

demo-kept = 文件在 { $folder }：数据库、配置、花名册、线索密文和密钥、灯色图、汇总表。
demo-not-kept = 演示用的文件已删除；要保留，请用 gridbot demo --keep 文件夹。
demo-go-on = 正式使用：gridbot init 生成配置，步骤见 README。
demo-keep-not-empty = { $folder } 不是空文件夹，请换一个。
demo-missing = 演示未完成，没有看到：{ $what }
demo-errors = 机器人出错 { $count } 次，第一次：{ $text }
demo-interrupted = 演示已中断。
